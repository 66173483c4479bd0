using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>x[k] - log(sum over j of exp(x[j]))</c> over the last axis.</summary>
internal sealed record LogSoftmax(AttributeRecord Attribute) : Layer
{
    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override string Formula(Shape input) => "output[k] = input[k] - max - log(sum over j of exp(input[j] - max))";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        SoftmaxTerms terms = Softmax.Terms(lowering, input, shape);
        Tensor logTotal = lowering.Value(new Shape(terms.Outer.Select(axis => axis.Extent).ToArray()), "LogSum"), output = lowering.Value(shape);
        Expression x = new Read(Access.Of(input, terms.Axes)), peak = new Read(Access.Of(terms.Peak, terms.Outer));
        lowering.Map(Access.Of(logTotal, terms.Outer), Expressions.Log(new Read(Access.Of(terms.Total, terms.Outer))), terms.Outer);
        lowering.Map(Access.Of(output, terms.Axes), (x - peak) - new Read(Access.Of(logTotal, terms.Outer)), terms.Axes);
        return output;
    }
}
