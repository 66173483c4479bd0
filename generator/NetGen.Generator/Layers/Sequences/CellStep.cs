using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>One step of a recurrent layer, as its cell writes it.</summary>
/// <param name="lowering">Where the statements go.</param>
/// <param name="parameter">The layer's parameters of this direction.</param>
/// <param name="part">What the names of this direction begin with.</param>
/// <param name="units">The numbers of the state.</param>
/// <param name="time">The axis of the steps.</param>
/// <param name="reverse">Whether the last step comes first.</param>
/// <param name="fromInput">What the inputs of all steps contribute to the gates.</param>
/// <param name="states">The rows of the state, with one step more.</param>
internal sealed class CellStep(Lowering lowering, Func<string, Tensor> parameter, string part, int units, Axis time, bool reverse, Tensor fromInput, Tensor[] states)
{
    private readonly Axis _unit = new("j", units);

    private Affine Before => Affine.Of(reverse ? 1 : 0, (1, time));

    private Affine After => Affine.Of(reverse ? 0 : 1, (1, time));

    /// <summary>A row of the state as the step finds it.</summary>
    public Expression State(int row = 0) => new Read(Access.At(states[row], Before, _unit));

    /// <summary>The contribution of the inputs to a gate.</summary>
    public Expression FromInput(int gate) => Gate(fromInput, gate);

    /// <summary>A gate of a tensor that holds all of them.</summary>
    public Expression Gate(Tensor gates, int gate) => new Read(Access.At(gates, time, Affine.Of(gate * units, (1, _unit))));

    /// <summary>A parameter with one number for each unit.</summary>
    public Expression Parameter(string name) => new Read(Access.Of(parameter(name), _unit));

    /// <summary>The sums of the recurrent product for all gates, begun with what the inputs contribute or with zero.</summary>
    public Tensor Sums(string name, int gates, bool withInput)
    {
        Axis from = new("k", units), g = new("g", gates * units);
        Tensor sums = lowering.Value(new Shape(time.Extent, gates * units), part + name);
        Access target = Access.Of(sums, time, g);
        if (withInput)
            lowering.Map(target, new Read(target.In(fromInput)), time, g);
        lowering.Contract(target, Access.At(states[0], Before, from), Access.Of(parameter("recurrentWeights"), from, g), time, g, from);
        return sums;
    }

    /// <summary>A row of its own for an intermediate result.</summary>
    public Expression Let(string name, Expression value)
    {
        Access target = Access.Of(lowering.Value(new Shape(time.Extent, units), part + name), time, _unit);
        lowering.Map(target, value, time, _unit);
        return new Read(target);
    }

    /// <summary>A row of the state as the step leaves it; behind the end of a sample's sequence it stays as it is.</summary>
    public Expression Leave(int row, Expression value)
    {
        Access target = Access.At(states[row], After, _unit);
        lowering.Map(target, lowering.IfValid(time, value, State(row)), time, _unit);
        return new Read(target);
    }
}
