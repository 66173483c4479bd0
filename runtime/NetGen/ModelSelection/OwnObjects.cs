using System.Collections.Concurrent;

namespace NetGen;

/// <summary>
/// The objects that the folds of a cross-validation, or of all those of a search, have for themselves. One object for two folds would carry
/// what one of them taught it into the other, in an order that depends on the threads.
/// </summary>
internal sealed class OwnObjects
{
    private readonly ConcurrentDictionary<object, bool> _taken = new(ReferenceEqualityComparer.Instance);

    /// <summary>Takes note of all that the run of a fold writes.</summary>
    /// <exception cref="InvalidOperationException">Another fold has one of the objects.</exception>
    public void Take(Optimizer optimizer, FitOptions options)
    {
        Take(optimizer, "Optimizer");
        Take(options, "Options");
        if (options.EarlyStopping is { } stopping)
            Take(stopping, "Options");
        if (options.Schedule?.Learner is { } schedule)
            Take(schedule, "Options");
    }

    private void Take(object own, string function)
    {
        if (!_taken.TryAdd(own, true))
        {
            throw new InvalidOperationException(
                $"Expected '{function}' to make a new {own.GetType().Name} for each fold, got one object twice: "
                + "what one fold teaches it would reach the other.");
        }
    }
}
