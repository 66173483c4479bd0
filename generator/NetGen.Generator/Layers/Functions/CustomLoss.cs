using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A function of the author's of each output and its target.</summary>
internal sealed record CustomLoss(AttributeRecord Attribute) : Loss(Attribute)
{
    public override string Formula => Schedules.Vector.Formula.Of(Attribute.Function!.Value!, access => access.Tensor.Name == Attribute.Function.Parameters[0].Name ? "output" : "target");

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) =>
        Fold(lowering, shape, axes => Attribute.Function!.Of(new Read(Access.Of(output, axes)), new Read(Access.Of(target, axes))));
}
