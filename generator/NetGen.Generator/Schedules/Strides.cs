using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules;

/// <summary>An access as one affine function of the axes: which element of its tensor it names, counted row-major.</summary>
internal sealed class Strides
{
    private readonly Dictionary<Axis, int> _steps = [];
    private readonly Func<Axis?, int, Size> _size;

    /// <param name="access">The access.</param>
    /// <param name="size">The size that a step along an axis is, and without an axis the size of the offset; numbers, if not given.</param>
    public Strides(Access access, Func<Axis?, int, Size>? size = null)
    {
        _size = size ?? ((_, step) => step);
        int stride = 1;
        for (int dimension = access.Indices.Count - 1; dimension >= 0; dimension--)
        {
            Add(access.Indices[dimension], stride);
            stride *= access.Tensor.Extents[dimension];
        }
    }

    public Strides(Affine index)
    {
        _size = (_, step) => step;
        Add(index, 1);
    }

    /// <summary>The element where all axes stand at 0.</summary>
    public int Offset { get; private set; }

    /// <summary>How many elements one step along an axis is; 0 for an axis that it does not depend on.</summary>
    public int this[Axis axis] => axis.Extent > 1 && _steps.TryGetValue(axis, out int step) ? step : 0;

    /// <summary>The same as a size.</summary>
    public Size Step(Axis? axis) => axis is null || this[axis] == 0 ? 0 : _size(axis, this[axis]);

    /// <summary>The element as C#.</summary>
    /// <param name="fixedAxes">Axes that stand at a known place; the others are loop variables of their names.</param>
    /// <param name="scale">Numbers in memory for each element, if not one.</param>
    /// <param name="tail">Added behind, if not empty.</param>
    /// <param name="ahead">An axis that stands some places ahead of its loop variable.</param>
    public string Text(IReadOnlyDictionary<Axis, int> fixedAxes, string scale = "", string tail = "", (Axis Axis, int Places)? ahead = null)
    {
        Size constant = _size(null, Offset);
        if (ahead is { } moved)
            constant += moved.Places * Step(moved.Axis);
        List<string> parts = [];
        foreach (KeyValuePair<Axis, int> step in _steps.Where(step => step.Key.Extent > 1 && step.Value != 0))
        {
            if (fixedAxes.TryGetValue(step.Key, out int place))
                constant += place * Step(step.Key);
            else
                parts.Add(step.Value == 1 && scale.Length == 0 ? step.Key.Name : $"{step.Key.Name} * {Scaled(Step(step.Key), scale, inside: true)}");
        }

        if (constant.Value != 0)
            parts.Add(Scaled(constant, scale));
        if (tail.Length > 0)
            parts.Add(tail);
        return parts.Count == 0 ? "0" : string.Join(" + ", parts);
    }

    /// <summary>A number of elements in memory. The product of constants stands in brackets, so that it is one constant once compiled.</summary>
    public static string Scaled(Size count, string scale, bool inside = false) =>
        scale.Length == 0 || count.Value == 0 ? count.ToString() : count.Value == 1 ? scale : inside ? $"({count.ToFactor()} * {scale})" : $"{count.ToFactor()} * {scale}";

    /// <summary>The element where every axis stands at a known place.</summary>
    public int At(IReadOnlyDictionary<Axis, int> places) => Offset + _steps.Where(step => step.Key.Extent > 1).Sum(step => step.Value * places[step.Key]);

    /// <summary>Whether all its axes stand at known places.</summary>
    public bool IsFixed(IReadOnlyDictionary<Axis, int> places) => _steps.All(step => step.Key.Extent == 1 || step.Value == 0 || places.ContainsKey(step.Key));

    /// <summary>The element some way behind a reference.</summary>
    public static string Element(string name, string offset) => offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";

    private void Add(Affine index, int stride)
    {
        Offset += index.Offset * stride;
        foreach (Term term in index.Terms)
            _steps[term.Axis] = (_steps.TryGetValue(term.Axis, out int step) ? step : 0) + (term.Coefficient * stride);
    }
}
