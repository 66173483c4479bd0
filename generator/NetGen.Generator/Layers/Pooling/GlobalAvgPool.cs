using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The mean of each channel.</summary>
internal sealed record GlobalAvgPool(AttributeRecord Attribute) : GlobalPool
{
    public override bool IsLinear => true;

    public override string Formula(Shape input) => $"output[c] = mean over {PlaceNames(input)} of input[{PlaceNames(input)}, c]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis c = new("c", shape.Channels);
        Axis[] places = Places(shape);
        Tensor sum = lowering.Value(Output(shape)!, "Sum"), output = lowering.Value(Output(shape)!);
        lowering.Sum(Access.Of(sum, c), new Read(Access.Of(input, [.. places, c])), [.. places, c]);
        lowering.Map(Access.Of(output, c), new Read(Access.Of(sum, c)) * ((double)shape.Channels / shape.Size), c);
        return output;
    }
}
