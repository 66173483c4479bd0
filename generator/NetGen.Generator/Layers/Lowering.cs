using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Where a layer writes its statements: hands out tensors and axes under names that are unique in the network.</summary>
/// <param name="layer">The name of the layer.</param>
/// <param name="parameters">Its parameters and buffers by name.</param>
/// <param name="uniqueName">Makes a name unique in the network.</param>
/// <param name="masks">Counts the masks of the network; null in inference.</param>
/// <param name="shared">Inputs of the layer that other layers may read, too.</param>
/// <param name="carried">The states before and behind the sequence and its length; null where they are zero, not asked for, and that of the sequence.</param>
/// <param name="streaming">What is kept of the past where steps come one at a time; null where whole sequences run.</param>
/// <param name="stateOffset">Where the layer's numbers lie in the states.</param>
internal sealed class Lowering(
    string layer,
    IReadOnlyDictionary<string, Tensor> parameters,
    Func<string, string> uniqueName,
    MaskCount? masks,
    IReadOnlyCollection<Tensor> shared,
    CarriedState? carried = null,
    StreamState? streaming = null,
    int stateOffset = 0)
{
    private readonly List<Statement> _statements = [];
    private readonly List<Statement> _updates = [];
    private Recurrence? _within;
    private (Tensor Each, Tensor Sum)? _stepWeights;

    /// <summary>Whether the statements are for training: with statistics of the batch and with masks.</summary>
    public bool IsTraining => masks is not null;

    /// <summary>What becomes of the buffers at the end of a training step; statements on statistics and buffers.</summary>
    public IReadOnlyList<Statement> Updates => _updates;

    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The tensor of one of the layer's parameters or buffers.</summary>
    public Tensor Parameter(string name) => parameters[name];

    /// <summary>A tensor for each sample, named after the layer, or after a part of it.</summary>
    public Tensor Value(Shape shape, string part = "") => Value(shape.Extents, part);

    /// <summary>A tensor that the whole batch has once.</summary>
    public Tensor Statistic(Shape shape, string part) => Value(shape.Extents, part) with { Role = TensorRole.Statistic };

    /// <summary>A new value of a buffer, from statistics and from what it was.</summary>
    public void Update(Access buffer, Expression value, params Axis[] axes) =>
        _updates.Add(new Map(buffer, value, new(axes), Accumulate: false));

    /// <summary>A mask that drops elements with the probability <paramref name="rate"/> and scales the others up.</summary>
    public void Mask(Access target, double rate, params Axis[] axes)
    {
        MaskCount count = masks ?? throw new InvalidOperationException("There are no masks in inference.");
        Add(new Mask(target, count.Masks++, count.Elements, rate, new(axes)));
        count.Elements += target.Tensor.Size;
    }

    /// <summary>A loop over time around the statements that <paramref name="step"/> writes.</summary>
    /// <param name="time">The steps.</param>
    /// <param name="isDescending">Whether the last step comes first.</param>
    public void Loop(Axis time, bool isDescending, Action step)
    {
        _within = new Recurrence(uniqueName(layer + "Loop"), time, isDescending);
        step();
        _within = null;
    }

    /// <summary>What is kept of the past where steps come one at a time; null where whole sequences run.</summary>
    public StreamState? Streaming => streaming;

    /// <summary>Where the layer's numbers lie in the states.</summary>
    public int StateOffset => stateOffset;

    /// <summary>Puts a part of the state before the sequence into <paramref name="target"/>.</summary>
    /// <param name="target">The elements.</param>
    /// <param name="offset">Where they lie in the layer's state.</param>
    /// <param name="axis">The numbers of the part.</param>
    public void Start(Access target, int offset, Axis axis) =>
        Map(target, carried is null ? 0.0 : new Read(Access.At(carried.Initial, Affine.Of(stateOffset + offset, (1, axis)))), axis);

    /// <summary>Takes a part of the state behind the sequence from <paramref name="source"/>, where it is asked for.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="offset">Where they lie in the layer's state.</param>
    /// <param name="axis">The numbers of the part.</param>
    public void Finish(Access source, int offset, Axis axis)
    {
        if (carried is not null)
            Map(Access.At(carried.Final, Affine.Of(stateOffset + offset, (1, axis))), new Read(source), axis);
    }

    /// <summary>A value within a sample's sequence, another behind its end.</summary>
    public Expression IfValid(Axis time, Expression value, Expression otherwise) => carried is { Length: var length }
        ? Expressions.Select(Comparison.Less, new Position(time), new Read(Access.Of(length)), value, otherwise)
        : value;

    /// <summary>Weighs the steps in the sums and means that follow. Only weights of valid steps count.</summary>
    /// <param name="weights">One weight for each step.</param>
    public void WeighSteps(Tensor weights)
    {
        Axis time = new("t", weights.Extents[0]);
        Tensor sum = Scalar("WeightSum");
        Sum(Access.Of(sum), IfValid(time, new Read(Access.Of(weights, time)), 0.0), time);
        _stepWeights = (weights, sum);
    }

    /// <summary>A value of a step that may be none where the step has the weight 0; there it is 0.</summary>
    public Expression ZeroWithoutWeight(Axis time, Expression value) => _stepWeights is { } weights
        ? Expressions.Select(Comparison.Equal, new Read(Access.Of(weights.Each, time)), 0.0, 0.0, value)
        : value;

    /// <summary>The term of a sum over the steps of a sample's sequence.</summary>
    public Expression TermOfSum(Axis time, Expression value)
    {
        if (_stepWeights is not { } weights)
            return IfValid(time, value, 0.0);
        Expression weight = new Read(Access.Of(weights.Each, time));
        // What a step of weight 0 has for a value, which may be no number, is left out.
        return IfValid(time, Expressions.Select(Comparison.Equal, weight, 0.0, 0.0, weight * value), 0.0);
    }

    /// <summary>The term of a mean over the steps of a sample's sequence, by their weights where they have any.</summary>
    public Expression TermOfMean(Axis time, Expression value)
    {
        if (_stepWeights is { } weights)
            return TermOfSum(time, value / OneForZero(new Read(Access.Of(weights.Sum))));
        if (carried is null)
            return (1.0 / time.Extent) * value;
        Expression length = new Read(Access.Of(carried.Length));
        // A sequence may have become shorter on its way.
        Expression count = time.Extent < carried.Steps ? Expressions.Select(Comparison.Less, length, (double)time.Extent, length, (double)time.Extent) : length;
        return IfValid(time, value / count, 0.0);
    }

    /// <summary>A divisor that may be 0 where what it divides does not count.</summary>
    public static Expression OneForZero(Expression divisor) => Expressions.Select(Comparison.Equal, divisor, 0.0, 1.0, divisor);

    /// <summary>Statements that were made elsewhere.</summary>
    public void Append(IEnumerable<Statement> statements) => _statements.AddRange(statements);

    /// <summary>A name that nothing else in the network has.</summary>
    public string UniqueName(string name) => uniqueName(name);

    /// <summary>One number for each sample.</summary>
    public Tensor Scalar(string part) => Value(EquatableArray<int>.Empty, part);

    /// <summary>The loss of each sample.</summary>
    public Tensor Loss() => new(uniqueName("loss"), TensorRole.Loss, EquatableArray<int>.Empty);

    /// <summary>Adds products to what the layer has put into the target so far, which is zero where it put nothing.</summary>
    public void Contract(Access target, Access left, Access right, params Axis[] axes) => Contract(target, left, right, inOneSum: false, axes);

    /// <inheritdoc cref="Contract(Access, Access, Access, Axis[])"/>
    /// <param name="inOneSum">Whether there are no partial sums, even if it is done for one step of a sequence.</param>
    public void Contract(Access target, Access left, Access right, bool inOneSum, params Axis[] axes)
    {
        bool continues = _statements.Any(earlier => earlier.Target.Tensor == target.Tensor);
        if (!continues && !target.CoversOnce)
        {
            _statements.Add(Algebra.Map.Clear(target.Tensor));
            continues = true;
        }

        Add(new Contraction(target, left, right, new(axes), continues) { InOneSum = inOneSum });
    }

    public void Map(Access target, Expression value, params Axis[] axes) =>
        Add(new Map(target, value, new(axes), Accumulate: false));

    public void Sum(Access target, Expression value, params Axis[] axes) =>
        Add(new Reduce(Folding.Sum, target, value, new(axes), Accumulate: false));

    /// <summary>The maximum over the axes that the target lacks; <paramref name="place"/> remembers where it was.</summary>
    public void Maximum(Access target, Access place, Expression value, params Axis[] axes)
    {
        Add(new Reduce(Folding.Place, place, value, new(axes), Accumulate: false));
        Add(new Reduce(Folding.Maximum, target, value, new(axes), Accumulate: false) { Place = place });
    }

    /// <summary>A border of <paramref name="fill"/>; where there is none, the source itself.</summary>
    public Tensor Pad(Tensor source, int[] before, int[] after, double fill)
    {
        if (before.Concat(after).All(side => side == 0))
            return source;
        int[] extents = source.Extents.Select((extent, i) => before[i] + extent + after[i]).ToArray();
        Tensor target = Value(new EquatableArray<int>(extents), "Padded");
        Add(Algebra.Pad.Of(target, source, before, fill));
        return target;
    }

    public void StoppedMaximum(Access target, Expression value, params Axis[] axes) =>
        Add(new Reduce(Folding.StoppedMaximum, target, value, new(axes), Accumulate: false));

    public void Gather(Access target, Access source, Axis along, Expression index, params Axis[] axes) =>
        Add(new Gather(target, source, along, index, new(axes), Accumulate: false));

    /// <summary>Writes <paramref name="source"/> into what is kept of the past, where an index tells.</summary>
    public void Remember(Access target, Access source, Axis along, Expression index, params Axis[] axes) =>
        Add(new Scatter(target, source, along, index, new(axes)) { Replaces = true });

    /// <summary>The same numbers under another shape. Both have one memory, and so have their gradients: what others read, too, is copied first.</summary>
    public void Reshape(Tensor target, Tensor source)
    {
        if (shared.Contains(source))
        {
            Axis[] all = Axes.Of(source);
            Tensor copy = Value(source.Extents, "Copy");
            Map(Access.Of(copy, all), new Read(Access.Of(source, all)), all);
            source = copy;
        }

        Axis[] axes = Axes.Of(target);
        Add(new Algebra.Reshape(Access.Of(target, axes), Access.Of(source, Axes.Of(source)), new(axes)));
    }

    private void Add(Statement statement) => _statements.Add(_within is null ? statement : statement with { Within = _within });

    /// <inheritdoc cref="Value(Shape, string)"/>
    public Tensor Value(EquatableArray<int> extents, string part) =>
        new(uniqueName(char.ToLowerInvariant(layer[0]) + layer.Substring(1) + part), TensorRole.Value, extents);
}

/// <summary>How many masks a network has so far, and of how many elements.</summary>
internal sealed class MaskCount
{
    public int Masks { get; set; }

    public int Elements { get; set; }
}
