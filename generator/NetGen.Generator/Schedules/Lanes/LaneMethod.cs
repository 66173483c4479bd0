using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>A method for a group of samples, one in each lane: every element is a vector.</summary>
internal sealed class LaneMethod(Precision precision, MethodPool pool) : SegmentMethod(precision, pool, ["at", "from", "weight", "factor", "left", "right"])
{
    /// <summary>Numbers in memory for each element: one for every sample of the group.</summary>
    public const string Width = "VectorWidth";

    /// <summary>An axis that stands some places ahead of its loop variable: one of several that are written out.</summary>
    public (Axis Axis, int Places)? Ahead { get; set; }

    /// <summary>Where the vector of an element lies; of a parameter's gradient, that of the group's sums.</summary>
    public string Address(Access access) => access.Tensor.Role == TensorRole.ParameterGradient
        ? "ref " + LaneSums(access)
        : "ref " + Strides.Element(Use(access.Tensor), StridesOf(access).Text(Places, access.Tensor.PerSample ? Width : string.Empty, ahead: Ahead));

    /// <summary>Where the sums of the group's samples for an element of a parameter's gradient lie: 16 for each element, whatever the width of a vector.</summary>
    public string LaneSums(Access gradient, Size step = default) =>
        Strides.Element(Use(gradient.Tensor), StridesOf(gradient).Text(Places, "Lanes.Count", step.Value == 0 ? string.Empty : Strides.Scaled(step, "Lanes.Count"), Ahead));

    /// <summary>The vector of an element: each sample's own, or the same number for all.</summary>
    public string Load(Access access) => access.Tensor.PerSample
        ? $"Vector.LoadUnsafe({Address(access)})"
        : $"Vector.Create({Address(access).Substring("ref ".Length)})";

    /// <summary>The value of an expression at the present places.</summary>
    public string Value(CodeWriter code, Expression expression) => Value(code, expression, Load);
}
