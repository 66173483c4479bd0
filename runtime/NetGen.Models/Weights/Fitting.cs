using System.Collections.Immutable;
using NetGen.Models.Building;

namespace NetGen.Models.Weights;

/// <summary>
/// Fits the tensors of a module into the slots of a layer. Every slot must be filled and every tensor used; what is wrong first is
/// remembered.
/// </summary>
/// <param name="module">The module of the file.</param>
/// <param name="layer">The layer of the network.</param>
internal sealed class Fitting(SourceModule module, TargetLayer layer)
{
    private readonly HashSet<string> _used = [];
    private readonly Dictionary<string, SlotFill> _fills = [];

    public TargetLayer Layer => layer;

    /// <summary>Why it does not fit; null where nothing is wrong.</summary>
    public string? Problem { get; private set; }

    /// <summary>The fills, in the order of the slots.</summary>
    public ImmutableArray<SlotFill> Fills => [.. layer.Slots.Select(slot => _fills[slot.Name])];

    public bool Has(string part) => module.Find(part) is not null;

    /// <summary>The shape of a tensor; null where there is none.</summary>
    public ImmutableArray<int>? Shape(string part) => module.Find(part)?.Shape;

    /// <summary>What does not fit.</summary>
    public void Fail(string reason) => Problem ??= reason;

    /// <summary>Fills a slot with a tensor as it is, or with its axes in another order.</summary>
    /// <param name="slot">The slot; where it and the tensor are both absent, nothing happens.</param>
    /// <param name="part">The tensor.</param>
    /// <param name="order">For each axis of the slot, the axis of the tensor; none for as it is.</param>
    /// <param name="change">What is done, for a report.</param>
    public void Take(string slot, string part, ImmutableArray<int> order = default, string change = "as it is")
    {
        if (layer.Find(slot) is not { } target || order.IsDefault)
        {
            Take(slot, [part], layer.Find(slot)?.Shape ?? [], change, tensors => tensors[0]);
            return;
        }

        int[] shape = new int[order.Length];
        for (int axis = 0; axis < order.Length && order.Length == target.Shape.Length; axis++)
            shape[order[axis]] = target.Shape[axis];
        Take(slot, [part], [.. shape], change, tensors => Rearrange.Transpose(tensors[0], shape, order.AsSpan()));
    }

    /// <summary>Fills a slot with what is made of tensors.</summary>
    /// <param name="slot">The slot; where it and the tensors are all absent, nothing happens.</param>
    /// <param name="parts">The tensors.</param>
    /// <param name="shape">The shape that each must have.</param>
    /// <param name="change">What is done, for a report.</param>
    /// <param name="make">Makes the numbers of the slot.</param>
    public void Take(string slot, ImmutableArray<string> parts, ImmutableArray<int> shape, string change, Func<double[][], double[]> make)
    {
        _used.UnionWith(parts);
        if (layer.Find(slot) is null)
        {
            if (parts.FirstOrDefault(Has) is { } extra)
                Fail($"it has '{extra}' {module.Find(extra)!.ShapeText}, and the layer has no {slot}");
            return;
        }

        SourceTensor?[] tensors = [.. parts.Select(module.Find)];
        for (int i = 0; i < parts.Length; i++)
        {
            if (tensors[i] is not { } tensor)
                Fail($"it has no '{parts[i]}', and the layer has {slot} {SourceTensor.Text(layer.Find(slot)!.Shape)}");
            else if (!tensor.Shape.SequenceEqual(shape))
                Fail($"its '{parts[i]}' is {tensor.ShapeText}, and the layer takes {SourceTensor.Text(shape)}");
        }

        _fills[slot] = new SlotFill(slot, string.Join(" + ", tensors.Select(tensor => tensor?.Name)), change,
            () => make([.. tensors.Select(tensor => tensor!.Numbers())]));
    }

    /// <summary>Fills a slot that the model of the file has as a constant.</summary>
    public void Fill(string slot, double value)
    {
        if (layer.Find(slot) is { } target)
            _fills[slot] = new SlotFill(slot, string.Empty, value == 0 ? "zeros: the model has none" : "ones: the model has none",
                () => Enumerable.Repeat(value, target.Length).ToArray());
    }

    /// <summary>Checks that nothing is left over.</summary>
    public void End()
    {
        foreach ((string part, SourceTensor tensor) in module.Tensors)
        {
            if (!_used.Contains(part))
                Fail($"its '{part}' {tensor.ShapeText} has no place in a layer {layer.Kind}");
        }

        if (layer.Slots.FirstOrDefault(slot => !_fills.ContainsKey(slot.Name)) is { } empty)
            Fail($"nothing fills {empty.Name} {SourceTensor.Text(empty.Shape)} of the layer");
    }
}
