using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Moves parameters against their gradients. One object belongs to the parameters of one network, whose size and number
/// type it takes from its first step; it works element by element, so the parameters may be any flat block.
/// </summary>
/// <remarks>
/// The bits of a step depend neither on the width of a vector nor on how <see cref="StepRange"/> cuts it. After the first
/// step nothing is allocated.
/// <para>
/// A <see cref="Trainer{TNetwork, T}"/>, or <see cref="Prepare{T}(NetworkDescription)"/>, tells the optimiser the layers of its
/// network. From then on <see cref="Groups"/> hold, frozen layers stay exactly as they are, their states included, and
/// weights decay but biases and the parameters of normalisations do not, unless <see cref="DecaysAll"/> says so. An optimiser
/// that was told no layers moves and decays every parameter alike, as PyTorch does.
/// </para>
/// </remarks>
public abstract class Optimizer
{
    private readonly double[] _products;
    private OptimizerMemory? _memory;
    private object? _owner;
    private ImmutableArray<ParameterRange> _ranges;

    /// <summary>An optimiser.</summary>
    /// <param name="learningRate">The factor on every step.</param>
    /// <param name="weightDecay">The decay of weights.</param>
    /// <param name="products">The number of running products it keeps.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, NaN or infinite.</exception>
    private protected Optimizer(double learningRate, double weightDecay, int products = 0)
    {
        LearningRate = Hyperparameter.NotNegative(learningRate, nameof(learningRate));
        WeightDecay = Hyperparameter.NotNegative(weightDecay, nameof(weightDecay));
        _products = new double[products];
        _products.AsSpan().Fill(1);
    }

    /// <summary>The factor on every step; may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, NaN or infinite.</exception>
    public double LearningRate
    {
        get;
        set => field = Hyperparameter.NotNegative(value, nameof(LearningRate));
    }

    /// <summary>The decay of weights, where no group has another.</summary>
    public double WeightDecay { get; }

    /// <summary>
    /// Whether biases and the parameters of normalisations decay like weights. Default: false. Holds from the next
    /// <see cref="Prepare{T}(NetworkDescription)"/> or run of a trainer on.
    /// </summary>
    public bool DecaysAll { get; set; }

    /// <summary>
    /// Layers with settings of their own. Default: none. Holds from the next <see cref="Prepare{T}(NetworkDescription)"/> or run of a
    /// trainer on.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IReadOnlyList<ParameterGroup> Groups
    {
        get;
        set => field = value ?? throw new ArgumentNullException(nameof(Groups));
    } = [];

    /// <summary>The steps taken since the beginning or the last <see cref="Reset"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// What is kept for each parameter from step to step: the names that <see cref="State"/> takes, such as <c>mean</c> and
    /// <c>meanSquare</c> of Adam.
    /// </summary>
    public abstract ImmutableArray<string> StateNames { get; }

    private int StatesPerParameter => StateNames.Length;

    /// <summary>
    /// Products that grow by a factor in each step, such as the powers of bias corrections; 1 before the first. A power function is slower,
    /// and not needed.
    /// </summary>
    private protected Span<double> Products => _products;

    /// <summary>Takes one step with all <paramref name="parameters"/>.</summary>
    /// <param name="parameters">What to move, in place.</param>
    /// <param name="gradients">The gradient of each parameter.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or overlap.</exception>
    /// <exception cref="InvalidOperationException">Earlier steps had another number or type of parameters, or there are groups but no
    /// layers.</exception>
    public void Step<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkArguments.Gradients(parameters, gradients);
        BeginStep<T>(parameters.Length);
        Move(parameters, gradients, 0, parameters.Length);
    }

    /// <summary>Makes the state for <paramref name="count"/> parameters now rather than on the first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">There is state for another number or type of parameters.</exception>
    public void Prepare<T>(int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckFits<T>(count);
        _memory ??= OptimizerMemory.Create<T>(StatesPerParameter, count);
    }

    /// <summary>Makes the state for a network, and tells the optimiser its layers: see the remarks on this class.</summary>
    /// <exception cref="ArgumentException">A group names a layer that has no parameters, or one of another group.</exception>
    /// <exception cref="InvalidOperationException">There is state for another number or type of parameters.</exception>
    public void Prepare<T>(NetworkDescription network)
        where T : unmanaged, IFloatingPointIeee754<T> => Prepare<T>(network, FrozenSet<string>.Empty);

    /// <summary>
    /// Begins a step that several calls of <see cref="StepRange"/> then carry out, on as many threads as wanted; together
    /// they must cover each parameter at most once.
    /// </summary>
    /// <param name="count">The number of all parameters.</param>
    /// <exception cref="InvalidOperationException">Earlier steps had another number or type of parameters, or there are groups but no
    /// layers.</exception>
    public void BeginStep<T>(int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_ranges.IsDefault && Groups.Count > 0)
            throw new InvalidOperationException(
                "Expected a Prepare with the description of the network before a step with groups of its layers.");
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
        NetworkArguments.Gradients(parameters, gradients);
        if (_memory is null || !_memory.Fits<T>(parameters.Length) || Steps == 0)
            throw new InvalidOperationException(
                $"Expected a BeginStep for {parameters.Length} parameters of type {typeof(T).Name} before this call.");
        if (start < 0 || length < 0 || length > parameters.Length - start)
            throw new ArgumentOutOfRangeException(
                nameof(start), $"Expected a range within {parameters.Length} parameters, got {length} from {start} on.");
        Move(parameters, gradients, start, length);
    }

    /// <summary>
    /// A part of the state, to read: a number for each parameter, in their order. It is the memory that the next step writes.
    /// </summary>
    /// <param name="name">One of <see cref="StateNames"/>.</param>
    /// <exception cref="ArgumentException">The optimiser has no state of this name.</exception>
    /// <exception cref="InvalidOperationException">There is no state yet, or it is that of parameters of another type.</exception>
    public ReadOnlySpan<T> State<T>(string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int index = StateNames.IndexOf(name);
        if (index < 0)
        {
            string known = StateNames.IsEmpty ? "no state" : $"one of the states {string.Join(", ", StateNames)}";
            throw new ArgumentException($"Expected {known} of a {GetType().Name}, got '{name}'.", nameof(name));
        }

        if (_memory is null || !_memory.Fits<T>(_memory.Count))
        {
            string given = _memory is null ? "none: it is made by the first step, or Prepare" : $"that of type {_memory.TypeName}";
            throw new InvalidOperationException($"Expected state for parameters of type {typeof(T).Name}, got {given}.");
        }

        return _memory.State<T>(index);
    }

    /// <summary>Forgets all state, steps and layers; the optimiser may then serve another network.</summary>
    public void Reset()
    {
        _memory = null;
        _owner = null;
        _ranges = default;
        Steps = 0;
        _products.AsSpan().Fill(1);
    }

    /// <summary>As the public method of this name, with layers that are frozen for now.</summary>
    internal void Prepare<T>(NetworkDescription network, IReadOnlySet<string> frozen)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ImmutableArray<ParameterRange> ranges = ParameterRange.Of(network, Groups, frozen, WeightDecay, DecaysAll);
        Prepare<T>(network.ParameterCount);
        _ranges = ranges;
    }

    /// <summary>Belongs to a network from now on. What steps on another one taught would be wrong for it.</summary>
    /// <exception cref="InvalidOperationException">Steps were taken on another network.</exception>
    internal void Claim(object network)
    {
        if (_owner is not null && Steps > 0 && !ReferenceEquals(_owner, network))
        {
            throw new InvalidOperationException(
                $"Expected {GetType().Name} to be without steps, or with steps on this network, got it with {Steps} steps on another "
                    + "network, "
                + "whose state it holds. Use one optimizer for each network, or Reset.");
        }

        _owner = network;
    }

    /// <summary>A copy of everything that is remembered between steps; the optimiser must be prepared.</summary>
    internal OptimizerState<T> Capture<T>() =>
        new(Steps, LearningRate, [.. _products],
            [.. Enumerable.Range(0, StatesPerParameter).Select(index => _memory!.State<T>(index).ToArray())]);

    /// <summary>
    /// As <see cref="Capture"/>, with room for states instead of the states themselves, and without preparing the optimiser.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is state for another number or type of parameters.</exception>
    internal OptimizerState<T> Blank<T>(int count)
    {
        CheckFits<T>(count);
        return new OptimizerState<T>(
            Steps, LearningRate, [.. _products], [.. Enumerable.Range(0, StatesPerParameter).Select(_ => new T[count])]);
    }

    /// <summary>Whether the numbers of a state are means, sums or maxima of squares or sizes, which are never negative.</summary>
    internal virtual bool IsNotNegative(int state) => false;

    /// <summary>Puts back what <see cref="Capture"/> gave, for an optimiser of the same kind, prepared for the same parameters.</summary>
    internal void Restore<T>(OptimizerState<T> state)
    {
        _owner = null;
        Steps = state.Steps;
        LearningRate = state.LearningRate;
        state.Products.CopyTo(_products, 0);
        for (int index = 0; index < StatesPerParameter; index++)
            state.States[index].CopyTo(_memory!.State<T>(index));
    }

    /// <summary>Brings numbers that belong to the step as a whole, such as bias corrections, to the step that begins.</summary>
    private protected virtual void Advance()
    {
    }

    /// <summary>Applies the optimiser's rule to a range of the parameters.</summary>
    private protected abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length, StepSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Runs a rule over a range, with the states that it has.</summary>
    private protected void Run<T, TRule>(in TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TRule : struct, IUpdateRule<T>
    {
        Span<T> first = StatesPerParameter > 0 ? _memory!.State<T>(0).Slice(start, length) : default;
        Span<T> second = StatesPerParameter > 1 ? _memory!.State<T>(1).Slice(start, length) : default;
        UpdateLoop.Run(rule, parameters.Slice(start, length), gradients.Slice(start, length), first, second);
    }

    private void CheckFits<T>(int count)
    {
        if (_memory is not null && !_memory.Fits<T>(count))
        {
            throw new InvalidOperationException(
                $"Expected {_memory.Count} parameters of type {_memory.TypeName}, for which this {GetType().Name} holds state, got {count} "
                    + $"of type {typeof(T).Name}. Use one optimizer for each network, or Reset.");
        }
    }

    private void Move<T>(Span<T> parameters, ReadOnlySpan<T> gradients, int start, int length)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_ranges.IsDefault)
        {
            Update(parameters, gradients, start, length, new StepSettings(LearningRate, WeightDecay));
            return;
        }

        foreach (ParameterRange range in _ranges)
        {
            int from = Math.Max(start, range.Start);
            int to = Math.Min(start + length, range.End);
            if (from < to)
                Update(parameters, gradients, from, to - from, new StepSettings(LearningRate * range.RateMultiplier, range.WeightDecay));
        }
    }
}
