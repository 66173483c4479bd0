using System.Numerics;

namespace NetGen;

/// <summary>
/// Moves parameters against their gradients. One object belongs to the parameters of one network, whose size and number
/// type it takes from its first step; it works element by element, so the parameters may be any flat block.
/// </summary>
/// <remarks>
/// The bits of a step depend neither on the width of a vector nor on how <see cref="StepRange"/> cuts it. After the first
/// step nothing is allocated.
/// </remarks>
public abstract class Optimizer
{
    private Array? _memory;
    private int _start;
    private int _stride;
    private int _count;

    /// <summary>An optimiser with a learning rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    private protected Optimizer(double learningRate) => LearningRate = Hyperparameter.NotNegative(learningRate, nameof(learningRate));

    /// <summary>The factor on every step; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public double LearningRate
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(LearningRate));
    }

    /// <summary>The steps taken since the beginning or the last <see cref="Reset"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>The numbers of state kept for each parameter.</summary>
    private protected abstract int StatesPerParameter { get; }

    /// <summary>Takes one step with all <paramref name="parameters"/>.</summary>
    /// <param name="parameters">What to move, in place.</param>
    /// <param name="gradients">The gradient of each parameter.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or overlap.</exception>
    /// <exception cref="InvalidOperationException">Earlier steps had another number or type of parameters.</exception>
    public void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckSpans(parameters, gradients);
        BeginStep<T>(parameters.Length);
        Update(parameters, gradients, 0, parameters.Length);
    }

    /// <summary>Makes the state for <paramref name="count"/> parameters now rather than on the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">There is state for another number or type of parameters.</exception>
    public void Prepare<T>(int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Expected float or double parameters, got {typeof(T).Name}.");
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        if (_memory is null)
        {
            // Each state starts on a cache line of its own, like the parameters it belongs to.
            int perLine = 64 / (typeof(T) == typeof(float) ? sizeof(float) : sizeof(double));
            long stride = (count + perLine - 1L) / perLine * perLine;
            if (stride * StatesPerParameter > AlignedMemory.MaxLength)
                throw new ArgumentOutOfRangeException(nameof(count), $"Expected at most {AlignedMemory.MaxLength / Math.Max(1, StatesPerParameter)} parameters, got {count}.");
            (T[] memory, _start) = AlignedMemory.AllocateArray<T>((int)stride * StatesPerParameter);
            _memory = memory;
            _stride = (int)stride;
            _count = count;
        }
        else if (_count != count || _memory is not T[])
        {
            throw new InvalidOperationException(
                $"Expected {_count} parameters of type {_memory.GetType().GetElementType()!.Name}, for which this {GetType().Name} holds state, got {count} of type {typeof(T).Name}. Use one optimizer for each network, or Reset.");
        }
    }

    /// <summary>
    /// Begins a step that several calls of <see cref="StepRange"/> then carry out, on as many threads as wanted; together
    /// they must cover each parameter at most once.
    /// </summary>
    /// <param name="count">The number of all parameters.</param>
    /// <exception cref="InvalidOperationException">Earlier steps had another number or type of parameters.</exception>
    public void BeginStep<T>(int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Prepare<T>(count);
        Steps++;
        Advance();
    }

    /// <summary>Carries out the step under way for the parameters from <paramref name="start"/> on.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradients">The gradient of each.</param>
    /// <param name="start">The first parameter to move.</param>
    /// <param name="length">How many to move.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or overlap, or the range lies outside them.</exception>
    /// <exception cref="InvalidOperationException">No <see cref="BeginStep"/> for these parameters came before.</exception>
    public void StepRange<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckSpans(parameters, gradients);
        if (_memory is not T[] || _count != parameters.Length || Steps == 0)
            throw new InvalidOperationException($"Expected a BeginStep for {parameters.Length} parameters of type {typeof(T).Name} before this call.");
        if (start < 0 || length < 0 || length > parameters.Length - start)
            throw new ArgumentOutOfRangeException(nameof(start), $"Expected a range within {parameters.Length} parameters, got {length} from {start} on.");
        Update(parameters, gradients, start, length);
    }

    /// <summary>Forgets all state and steps; the optimiser may then serve another network.</summary>
    public void Reset()
    {
        _memory = null;
        Steps = 0;
        Restart();
    }

    /// <summary>Brings numbers that belong to the step as a whole, such as bias corrections, to the step that begins.</summary>
    private protected virtual void Advance()
    {
    }

    /// <summary>Puts the numbers of <see cref="Advance"/> back to before the first step.</summary>
    private protected virtual void Restart()
    {
    }

    /// <summary>Applies the optimiser's rule to a range of the parameters.</summary>
    private protected abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Runs a rule over a range, with the states that it has.</summary>
    private protected void Run<T, TRule>(in TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        Span<T> first = StatesPerParameter > 0 ? State<T>(0).Slice(start, length) : default;
        Span<T> second = StatesPerParameter > 1 ? State<T>(1).Slice(start, length) : default;
        UpdateLoop.Run(rule, parameters.Slice(start, length), gradients.Slice(start, length), first, second);
    }

    private static void CheckSpans<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged
    {
        if (parameters.Length != gradients.Length)
            throw new ArgumentException($"Expected {parameters.Length} gradients, one for each parameter, got {gradients.Length}.", nameof(gradients));
        NetworkArguments.Separate("parameters", parameters, "gradients", gradients);
    }

    private Span<T> State<T>(int index) => ((T[])_memory!).AsSpan(_start + (index * _stride), _count);
}
