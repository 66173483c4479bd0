using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Long short-term memory (Hochreiter and Schmidhuber, 1997; Gers et al., 2000); gates in the order input, forget, cell, output.</summary>
internal sealed record Lstm(AttributeRecord Attribute) : Recurrent(Attribute)
{
    protected override int Gates => 4;

    protected override int States => 2;

    public override string Formula(Shape input) =>
        "i, f, o = sigmoid, g = tanh of bias + input[t] inputWeights + h[t - 1] recurrentWeights; c[t] = f * c[t - 1] + i * g; h[t] = o * tanh(c[t]); the columns of the weights are those of i, f, g, o, units each";

    protected override void Cell(CellStep step)
    {
        Tensor gates = step.Sums("Gates", 4, withInput: true);
        Expression input = step.Let("InputGate", Expressions.Sigmoid(step.Gate(gates, 0)));
        Expression forget = step.Let("ForgetGate", Expressions.Sigmoid(step.Gate(gates, 1)));
        Expression candidate = step.Let("Candidate", Expressions.Tanh(step.Gate(gates, 2)));
        Expression output = step.Let("OutputGate", Expressions.Sigmoid(step.Gate(gates, 3)));
        Expression cell = step.Leave(1, (forget * step.State(1)) + (input * candidate));
        Expression squashed = step.Let("CellTanh", Expressions.Tanh(cell));
        step.Leave(0, output * squashed);
    }
}
