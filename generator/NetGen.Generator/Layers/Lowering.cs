using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Where a layer writes its statements: hands out tensors and axes under names that are unique in the network.</summary>
/// <param name="layer">The name of the layer.</param>
/// <param name="parameters">Its parameters and buffers by name.</param>
/// <param name="uniqueName">Makes a name unique in the network.</param>
/// <param name="masks">Counts the masks of the network; null in inference.</param>
/// <param name="shared">Inputs of the layer that other layers may read, too.</param>
internal sealed class Lowering(string layer, IReadOnlyDictionary<string, Tensor> parameters, Func<string, string> uniqueName, MaskCount? masks, IReadOnlyCollection<Tensor> shared)
{
    private readonly List<Statement> _statements = [];
    private readonly List<Statement> _updates = [];

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
        _statements.Add(new Mask(target, count.Masks++, count.Elements, rate, new(axes)));
        count.Elements += target.Tensor.Size;
    }

    /// <summary>Statements that were made elsewhere.</summary>
    public void Append(IEnumerable<Statement> statements) => _statements.AddRange(statements);

    /// <summary>A name that nothing else in the network has.</summary>
    public string UniqueName(string name) => uniqueName(name);

    /// <summary>One number for each sample.</summary>
    public Tensor Scalar(string part) => Value(EquatableArray<int>.Empty, part);

    /// <summary>The loss of each sample.</summary>
    public Tensor Loss() => new(uniqueName("loss"), TensorRole.Loss, EquatableArray<int>.Empty);

    /// <summary>Adds products to what the layer has put into the target so far, which is zero where it put nothing.</summary>
    public void Contract(Access target, Access left, Access right, params Axis[] axes)
    {
        bool continues = _statements.Any(earlier => earlier.Target.Tensor == target.Tensor);
        if (!continues && !target.CoversOnce)
        {
            _statements.Add(Algebra.Map.Clear(target.Tensor));
            continues = true;
        }

        _statements.Add(new Contraction(target, left, right, new(axes), continues));
    }

    public void Map(Access target, Expression value, params Axis[] axes) =>
        _statements.Add(new Map(target, value, new(axes), Accumulate: false));

    public void Sum(Access target, Expression value, params Axis[] axes) =>
        _statements.Add(new Reduce(Folding.Sum, target, value, new(axes), Accumulate: false));

    /// <summary>The maximum over the axes that the target lacks; <paramref name="place"/> remembers where it was.</summary>
    public void Maximum(Access target, Access place, Expression value, params Axis[] axes)
    {
        _statements.Add(new Reduce(Folding.Place, place, value, new(axes), Accumulate: false));
        _statements.Add(new Reduce(Folding.Maximum, target, value, new(axes), Accumulate: false) { Place = place });
    }

    /// <summary>A border of <paramref name="fill"/>; where there is none, the source itself.</summary>
    public Tensor Pad(Tensor source, int[] before, int[] after, double fill)
    {
        if (before.Concat(after).All(side => side == 0))
            return source;
        int[] extents = source.Extents.Select((extent, i) => before[i] + extent + after[i]).ToArray();
        Tensor target = Value(new EquatableArray<int>(extents), "Padded");
        _statements.Add(Algebra.Pad.Of(target, source, before, fill));
        return target;
    }

    public void StoppedMaximum(Access target, Expression value, params Axis[] axes) =>
        _statements.Add(new Reduce(Folding.StoppedMaximum, target, value, new(axes), Accumulate: false));

    public void Gather(Access target, Access source, Axis along, Expression index, params Axis[] axes) =>
        _statements.Add(new Gather(target, source, along, index, new(axes), Accumulate: false));

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
        _statements.Add(new Algebra.Reshape(Access.Of(target, axes), Access.Of(source, Axes.Of(source)), new(axes)));
    }

    private Tensor Value(EquatableArray<int> extents, string part) =>
        new(uniqueName(char.ToLowerInvariant(layer[0]) + layer.Substring(1) + part), TensorRole.Value, extents);
}

/// <summary>How many masks a network has so far, and of how many elements.</summary>
internal sealed class MaskCount
{
    public int Masks { get; set; }

    public int Elements { get; set; }
}
