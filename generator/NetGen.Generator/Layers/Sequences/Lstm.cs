using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000); gates in the order input, forget, cell, output.</summary>
internal sealed record Lstm(AttributeRecord Attribute) : Recurrent(Attribute)
{
    protected override int Gates => 4;

    protected override int States => 2;

    private Nonlinearity Nonlinearity => Attribute.Enum("Nonlinearity", Nonlinearity.Tanh);

    private Nonlinearity GateNonlinearity => Attribute.Enum("GateNonlinearity", Nonlinearity.Sigmoid);

    private Nonlinearity CellNonlinearity => Attribute.Enum("CellNonlinearity", Nonlinearity);

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. base.Arguments,
        .. ArgumentProblems.Defined(Attribute, "Nonlinearity", Nonlinearity.Tanh),
        .. ArgumentProblems.Defined(Attribute, "GateNonlinearity", Nonlinearity.Sigmoid),
        .. ArgumentProblems.Defined(Attribute, "CellNonlinearity", Nonlinearity.Tanh),
    ];

    public override string Formula(Shape input) =>
        $"i, f, o = {Nonlinearities.Name(GateNonlinearity)}, g = {Nonlinearities.Name(Nonlinearity)} of "
        + "bias + input[t] inputWeights + h[t - 1] recurrentWeights; "
        + $"c[t] = f * c[t - 1] + i * g; h[t] = o * {Nonlinearities.Applied(CellNonlinearity, "c[t]")}; "
        + "the columns of the weights are those of i, f, g, o, units each" + RowsOfSteps
        + Nonlinearities.Definitions(GateNonlinearity, Nonlinearity, CellNonlinearity);

    protected override void Cell(CellStep step)
    {
        Tensor gates = step.Sums("Gates", 4, withInput: true);
        Expression input = step.Let("InputGate", Nonlinearities.Apply(GateNonlinearity, step.Gate(gates, 0)));
        Expression forget = step.Let("ForgetGate", Nonlinearities.Apply(GateNonlinearity, step.Gate(gates, 1)));
        Expression candidate = step.Let("Candidate", Nonlinearities.Apply(Nonlinearity, step.Gate(gates, 2)));
        Expression output = step.Let("OutputGate", Nonlinearities.Apply(GateNonlinearity, step.Gate(gates, 3)));
        Expression cell = step.Leave(1, (forget * step.State(1)) + (input * candidate));
        Expression bounded = CellNonlinearity == Nonlinearity.Linear
            ? cell
            : step.Let("Cell" + CellNonlinearity, Nonlinearities.Apply(CellNonlinearity, cell));
        step.Leave(0, output * bounded);
    }
}
