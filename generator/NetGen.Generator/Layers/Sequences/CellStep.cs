using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>One step of a recurrent layer, as its cell writes it.</summary>
/// <param name="lowering">Where the statements go.</param>
/// <param name="parameter">The layer's parameters of this direction.</param>
/// <param name="part">What the names of this direction begin with.</param>
/// <param name="unit">The numbers of the state.</param>
/// <param name="time">The axis of the steps.</param>
/// <param name="fromInput">What the inputs of all steps contribute to the gates.</param>
/// <param name="before">A row of the state before the step.</param>
/// <param name="after">A row of the state behind it.</param>
internal sealed class CellStep(Lowering lowering, Func<string, Tensor> parameter, string part, Axis unit, Axis time, Tensor fromInput, Func<int, Access> before, Func<int, Access> after)
{
    /// <summary>A row of the state as the step finds it.</summary>
    public Expression State(int row = 0) => new Read(before(row));

    /// <summary>The output before the step, along the units.</summary>
    public Access Before => before(0);

    /// <summary>The contribution of the inputs to a gate.</summary>
    public Expression FromInput(int gate) => Gate(fromInput, gate);

    /// <summary>A gate of a tensor that holds all of them.</summary>
    public Expression Gate(Tensor gates, int gate) => new Read(Access.At(gates, time, Affine.Of(gate * unit.Extent, (1, unit))));

    /// <summary>A parameter with one number for each unit.</summary>
    public Expression Parameter(string name) => new Read(Access.Of(parameter(name), unit));

    /// <summary>The sums of the recurrent product for all gates, begun with what the inputs contribute or with zero.</summary>
    public Tensor Sums(string name, int gates, bool withInput) => Sums(name, (0, gates), before(0), withInput);

    /// <summary>The sums of a product of some gates.</summary>
    /// <param name="name">What the sums are called.</param>
    /// <param name="gates">The first gate, and how many they are.</param>
    /// <param name="row">What is multiplied by their recurrent weights, along the units.</param>
    /// <param name="withInput">Whether the sums begin with what the inputs contribute, which the first gates alone can, or with zero.</param>
    public Tensor Sums(string name, (int First, int Count) gates, Access row, bool withInput)
    {
        Axis from = new("k", unit.Extent), g = new("g", gates.Count * unit.Extent);
        Tensor sums = lowering.Value(new Shape(time.Extent, g.Extent), part + name);
        Access target = Access.Of(sums, time, g);
        // A start at another place than the sum's own would be no part of the product, whose order of summation would then be another.
        if (withInput)
            lowering.Map(target, new Read(target.In(fromInput)), time, g);
        Access weights = Access.At(parameter("recurrentWeights"), from, Affine.Of(gates.First * unit.Extent, (1, g)));
        lowering.Contract(target, Along(row, from), weights, time, g, from);
        return sums;
    }

    /// <summary>The same row along another axis.</summary>
    private Access Along(Access row, Axis axis) => row with
    {
        Indices = row.Indices.Select(index => index with { Terms = index.Terms.Select(term => term.Axis.Equals(unit) ? term with { Axis = axis } : term).ToEquatableArray() }).ToEquatableArray(),
    };

    /// <summary>A row of its own for an intermediate result.</summary>
    public Expression Let(string name, Expression value) => new Read(Row(name, value));

    /// <summary>A row of its own for what a product reads.</summary>
    public Access Row(string name, Expression value)
    {
        Access target = Access.Of(lowering.Value(new Shape(time.Extent, unit.Extent), part + name), time, unit);
        lowering.Map(target, value, time, unit);
        return target;
    }

    /// <summary>A row of the state as the step leaves it; behind the end of a sample's sequence it stays as it is.</summary>
    public Expression Leave(int row, Expression value)
    {
        Access target = after(row);
        lowering.Map(target, lowering.IfValid(time, value, State(row)), time, unit);
        return new Read(target);
    }
}
