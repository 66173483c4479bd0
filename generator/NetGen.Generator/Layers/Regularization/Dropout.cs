using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Drops elements in training and scales the others up, so that the expectation stays (Srivastava et al., 2014, inverted).</summary>
internal sealed record Dropout(AttributeRecord Attribute) : Layer
{
    public double Rate => Attribute.Double("rate");

    public override bool DiffersInTraining => true;

    public override bool IsLinear => true;

    public override IEnumerable<ArgumentProblem> Arguments =>
        Rate is >= 0 and < 1 ? [] : [new ArgumentProblem("rate", "a number from 0 up to, but not including, 1", Numbers.Text(Rate))];

    public override Shape? Output(Shape input) => input;

    public override bool IsStepwise => true;

    public override string Formula(Shape input) => $"output = input * mask in training, the mask 0 with the probability {Numbers.Text(Rate)} and else {Numbers.Text(1 / (1 - Rate))}; input in inference";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        if (!lowering.IsTraining)
            return input;
        Axis[] axes = NormalizationAxes.Of(shape);
        Tensor mask = lowering.Value(shape, "Mask"), output = lowering.Value(shape);
        lowering.Mask(Access.Of(mask, axes), Rate, axes);
        lowering.Map(Access.Of(output, axes), new Read(Access.Of(input, axes)) * new Read(Access.Of(mask, axes)), axes);
        return output;
    }
}
