namespace NetGen;

/// <summary>Divides things among pieces of work.</summary>
internal static class Share
{
    /// <summary>
    /// The first of <paramref name="count"/> things that belongs to a piece; that of the piece after the last is the end.
    /// </summary>
    public static int Begin(int count, int piece, int pieces) => (int)((long)count * piece / pieces);
}
