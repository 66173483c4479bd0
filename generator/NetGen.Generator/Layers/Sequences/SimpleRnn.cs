using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>h = f(bias + x inputWeights + h recurrentWeights)</c> (Elman, 1990).</summary>
internal sealed record SimpleRnn(AttributeRecord Attribute) : Recurrent(Attribute)
{
    public override string Prefix => "Rnn";

    public override string Sketch => $"RNN({Units})";

    protected override int Gates => 1;

    private Nonlinearity Nonlinearity => Attribute.Enum("Nonlinearity", Nonlinearity.Tanh);

    public override IEnumerable<ArgumentProblem> Arguments => [.. base.Arguments, .. ArgumentProblems.Defined(Attribute, "Nonlinearity", Nonlinearity.Tanh)];

    public override string Formula(Shape input) =>
        $"h[t, j] = {Nonlinearities.Name(Nonlinearity)}({(Bias ? "bias[j] + " : string.Empty)}sum over i of input[t, i] * inputWeights[i, j] + sum over k of h[t - 1, k] * recurrentWeights[k, j])" + RowsOfSteps
        + Nonlinearities.Definitions(Nonlinearity);

    protected override void Cell(CellStep step)
    {
        Expression sum = step.Gate(step.Sums("Sum", 1, withInput: true), 0);
        step.Leave(0, Nonlinearities.Apply(Nonlinearity, sum));
    }
}
