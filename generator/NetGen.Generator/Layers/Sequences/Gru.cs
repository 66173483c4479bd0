using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A gated recurrent unit (Cho et al., 2014); gates in the order reset, update, new, the reset gate behind the recurrent product.</summary>
internal sealed record Gru(AttributeRecord Attribute) : Recurrent(Attribute)
{
    protected override int Gates => 3;

    protected override IEnumerable<string> ExtraBiases => ["recurrentBias"];

    public override string Formula(Shape input) =>
        "r, z = sigmoid of bias + input[t] inputWeights + h[t - 1] recurrentWeights; n = tanh(bias + input[t] inputWeights + r * (h[t - 1] recurrentWeights + recurrentBias)); h[t] = (1 - z) * n + z * h[t - 1]; the columns of the weights are those of r, z, n, units each";

    protected override void Cell(CellStep step)
    {
        Tensor sums = step.Sums("Sums", 3, withInput: false);
        Expression reset = step.Let("ResetGate", Expressions.Sigmoid(step.FromInput(0) + step.Gate(sums, 0)));
        Expression update = step.Let("UpdateGate", Expressions.Sigmoid(step.FromInput(1) + step.Gate(sums, 1)));
        Expression recurrent = Bias ? step.Let("Recurrent", step.Gate(sums, 2) + step.Parameter("recurrentBias")) : step.Gate(sums, 2);
        Expression candidate = step.Let("Candidate", Expressions.Tanh(step.FromInput(2) + (reset * recurrent)));
        step.Leave(0, ((1.0 - update) * candidate) + (update * step.State()));
    }
}
