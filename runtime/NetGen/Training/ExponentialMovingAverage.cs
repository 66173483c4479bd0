using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// A running mean of the weights over the steps of a training run, <c>average = decay average + (1 - decay) w</c> after each step (Polyak
/// and Juditsky, 1992, with exponential weights): often better than the last weights. Buffers, such as running statistics, are not
/// averaged. One object belongs to one trainer.
/// </summary>
/// <example>
/// <code>
/// var trainer = new Trainer&lt;LeNet5&gt;(model, new Adam()) { Average = new ExponentialMovingAverage(decay: 0.999) };
/// trainer.Fit(train, new FitOptions { Epochs = 3 });
/// trainer.Average.Swap(model.Parameters);      // the model has the averaged weights
/// Evaluation averaged = trainer.Evaluate(test);
/// trainer.Average.Swap(model.Parameters);      // and its own again
/// </code>
/// </example>
public sealed class ExponentialMovingAverage
{
    private OptimizerMemory? _memory;
    private object? _owner;

    /// <summary>An average.</summary>
    /// <param name="decay">How much of the average lasts from step to step, from 0 to 1, 1 excluded.</param>
    /// <param name="start">The steps before it begins, at least 0; until then it is the weights themselves.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    public ExponentialMovingAverage(double decay = 0.999, long start = 0)
    {
        Decay = Hyperparameter.BelowOne(decay, nameof(decay));
        Start = start >= 0 ? start : throw new ArgumentOutOfRangeException(nameof(start), $"Expected a number of at least 0, got {start}.");
    }

    /// <summary>How much of the average lasts from step to step.</summary>
    public double Decay { get; }

    /// <summary>The steps before it begins.</summary>
    public long Start { get; }

    /// <summary>The steps it has seen.</summary>
    public long Steps { get; private set; }

    /// <summary>Whether the weights are in here and the average is in the model.</summary>
    public bool IsSwapped { get; private set; }

    /// <summary>Exchanges the average and the weights. A second call puts both back, to the bit.</summary>
    /// <param name="parameters">The parameters of the model.</param>
    /// <exception cref="InvalidOperationException">No step was seen, or one with another number or type of parameters.</exception>
    public void Swap<T>(Span<T> parameters)
        where T : unmanaged
    {
        Span<T> average = Values<T>(parameters.Length);
        for (int i = 0; i < average.Length; i++)
            (average[i], parameters[i]) = (parameters[i], average[i]);
        IsSwapped = !IsSwapped;
    }

    /// <summary>Copies the average.</summary>
    /// <param name="destination">As long as the parameters.</param>
    /// <exception cref="InvalidOperationException">No step was seen, or one with another number or type of parameters, or the average is in
    /// the model.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        if (IsSwapped)
            throw new InvalidOperationException("Expected the average in here, got it swapped into the model.");
        Values<T>(destination.Length).CopyTo(destination);
    }

    /// <summary>Makes room, and begins with the parameters as they are.</summary>
    /// <exception cref="InvalidOperationException">There are averages of another number or type of parameters, or they are in the
    /// model.</exception>
    internal void Prepare<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (IsSwapped)
            throw new InvalidOperationException(
                "Expected the weights in the model and the average apart from it, got them swapped: call Swap before training goes on.");
        _memory ??= OptimizerMemory.Create<T>(1, parameters.Length);
        Span<T> average = Values<T>(parameters.Length);
        if (Steps == 0)
            parameters.CopyTo(average);
    }

    /// <summary>Belongs to a network from now on.</summary>
    /// <exception cref="InvalidOperationException">It has seen steps of another network.</exception>
    internal void Claim(object network)
    {
        if (_owner is not null && Steps > 0 && !ReferenceEquals(_owner, network))
        {
            throw new InvalidOperationException(
                $"Expected an average of its own for each network, got one that has seen {Steps} steps of another.");
        }

        _owner = network;
    }

    /// <summary>Counts a step, whose parameters <see cref="Update"/> then takes in.</summary>
    internal void BeginStep() => Steps++;

    /// <summary>Takes in the parameters from <paramref name="start"/> on after a step.</summary>
    internal void Update<T>(ReadOnlySpan<T> parameters, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> average = _memory!.State<T>(0).Slice(start, length);
        if (Steps <= Start)
            parameters.Slice(start, length).CopyTo(average);
        else
            UpdateLoop.Run(new Rule<T>(All<T>(Decay), All<T>(1 - Decay)), average, parameters.Slice(start, length), default, default);
    }

    /// <summary>Puts back an average that was saved.</summary>
    internal void Restore<T>(long steps, ReadOnlySpan<T> average)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        _memory = OptimizerMemory.Create<T>(1, average.Length);
        average.CopyTo(_memory.State<T>(0));
        _owner = null;
        Steps = steps;
        IsSwapped = false;
    }

    private Span<T> Values<T>(int count)
        where T : unmanaged
    {
        if (_memory is null)
            throw new InvalidOperationException("Expected a step of training before the average is asked for.");
        if (!_memory.Fits<T>(count))
            throw new InvalidOperationException($"Expected {_memory.Count} parameters of type {_memory.TypeName}, whose average this is, "
                + $"got {count} of type {typeof(T).Name}.");
        return _memory.State<T>(0);
    }

    /// <summary>The average takes the place of the parameter, and the weight that of the gradient.</summary>
    private readonly struct Rule<T>(Vector<T> decay, Vector<T> rest) : IUpdateRule<T>
        where T : unmanaged
    {
        public static int States => 0;

        public Vector<T> Apply(Vector<T> average, Vector<T> weight, ref Vector<T> first, ref Vector<T> second) =>
            MultiplyAdd(decay, average, rest * weight);
    }
}
