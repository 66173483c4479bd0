using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// A gated recurrent unit (Cho et al., 2014); gates in the order reset, update, new. The reset gate applies to the recurrent product, or
/// with <c>ResetBefore</c> to the state that goes into it.
/// </summary>
internal sealed record Gru(AttributeRecord Attribute) : Recurrent(Attribute)
{
    protected override int Gates => 3;

    private bool ResetBefore => Attribute.Bool("ResetBefore");

    private Nonlinearity Nonlinearity => Attribute.Enum("Nonlinearity", Nonlinearity.Tanh);

    private Nonlinearity GateNonlinearity => Attribute.Enum("GateNonlinearity", Nonlinearity.Sigmoid);

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. base.Arguments,
        .. ArgumentProblems.Defined(Attribute, "Nonlinearity", Nonlinearity.Tanh),
        .. ArgumentProblems.Defined(Attribute, "GateNonlinearity", Nonlinearity.Sigmoid),
    ];

    // A bias of its own makes a difference only where the reset gate multiplies it.
    protected override IEnumerable<string> ExtraBiases => ResetBefore ? [] : ["recurrentBias"];

    public override string Formula(Shape input) =>
        $"r, z = {Nonlinearities.Name(GateNonlinearity)} of bias + input[t] inputWeights + h[t - 1] recurrentWeights; "
        + $"n = {Nonlinearities.Name(Nonlinearity)}(bias + input[t] inputWeights + "
        + (ResetBefore ? "(r * h[t - 1]) recurrentWeights); " : "r * (h[t - 1] recurrentWeights + recurrentBias)); ")
        + "h[t] = (1 - z) * n + z * h[t - 1]; the columns of the weights are those of r, z, n, units each" + RowsOfSteps
        + Nonlinearities.Definitions(GateNonlinearity, Nonlinearity);

    protected override void Cell(CellStep step)
    {
        if (ResetBefore)
            CellOfReset(step);
        else
            CellOfProduct(step);
    }

    /// <summary>The reset gate applies to the product: one product for all gates.</summary>
    private void CellOfProduct(CellStep step)
    {
        Tensor sums = step.Sums("Sums", 3, withInput: false);
        Expression reset = step.Let("ResetGate", Gate(step.FromInput(0) + step.Gate(sums, 0)));
        Expression update = step.Let("UpdateGate", Gate(step.FromInput(1) + step.Gate(sums, 1)));
        Expression recurrent = Bias ? step.Let("Recurrent", step.Gate(sums, 2) + step.Parameter("recurrentBias")) : step.Gate(sums, 2);
        Expression candidate = step.Let("Candidate", Nonlinearities.Apply(Nonlinearity, step.FromInput(2) + (reset * recurrent)));
        step.Leave(0, Mixed(step, update, candidate));
    }

    /// <summary>The reset gate applies to the state: the product of the new gate waits for it.</summary>
    private void CellOfReset(CellStep step)
    {
        Tensor gates = step.Sums("Gates", (0, 2), step.Before, withInput: true);
        Expression reset = step.Let("ResetGate", Gate(step.Gate(gates, 0)));
        Expression update = step.Let("UpdateGate", Gate(step.Gate(gates, 1)));
        Tensor recurrent = step.Sums("Recurrent", (2, 1), step.Row("ResetState", reset * step.State()), withInput: false);
        Expression candidate = step.Let("Candidate", Nonlinearities.Apply(Nonlinearity, step.FromInput(2) + step.Gate(recurrent, 0)));
        step.Leave(0, Mixed(step, update, candidate));
    }

    private Expression Gate(Expression sum) => Nonlinearities.Apply(GateNonlinearity, sum);

    private static Expression Mixed(CellStep step, Expression update, Expression candidate) =>
        ((1.0 - update) * candidate) + (update * step.State());
}
