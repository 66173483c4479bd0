namespace NetGen;

/// <summary>Fills the parameters of a network by each slot's rule.</summary>
public static class ParameterInitializer
{
    /// <summary>Fills <paramref name="parameters"/>; the same seed gives the same bits everywhere.</summary>
    public static void Fill<T>(NetworkDescription network, Span<T> parameters, ulong seed)
        where T : unmanaged => throw new NotSupportedException();
}
