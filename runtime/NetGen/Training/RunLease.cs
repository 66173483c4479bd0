namespace NetGen;

/// <summary>
/// Keeps what a run writes to itself while it lasts: the network, the optimiser, the average, early stopping and a schedule that learns. A
/// second run on one of them, at the same time or from within the first, would mix the steps of both.
/// </summary>
internal sealed class RunLease : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<object> Taken = new(ReferenceEqualityComparer.Instance);

    private readonly object[] _objects;

    /// <param name="objects">What the run writes; null where there is none.</param>
    /// <exception cref="InvalidOperationException">Another run has one of the objects.</exception>
    public RunLease(params ReadOnlySpan<object?> objects)
    {
        _objects = [.. objects.ToArray().OfType<object>()];
        lock (Gate)
        {
            if (Array.Find(_objects, Taken.Contains) is { } taken)
            {
                throw new InvalidOperationException(
                    $"Expected a {taken.GetType().Name} that no other run is using, got one in the middle of a run: "
                    + "wait for its end, or give each run its own.");
            }

            foreach (object own in _objects)
                Taken.Add(own);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (Gate)
        {
            foreach (object own in _objects)
                Taken.Remove(own);
        }
    }
}
