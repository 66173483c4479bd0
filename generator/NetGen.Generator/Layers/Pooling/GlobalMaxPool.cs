using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The largest number of each channel.</summary>
internal sealed record GlobalMaxPool(AttributeRecord Attribute) : GlobalPool
{
    public override string Formula(Shape input) => $"output[c] = max over {PlaceNames(input)} of input[{PlaceNames(input)}, c]";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Axis c = new("c", shape.Channels);
        Axis[] places = Places(shape);
        Tensor place = lowering.Value(Output(shape)!, "Place"), output = lowering.Value(Output(shape)!);
        lowering.Maximum(Access.Of(output, c), Access.Of(place, c), new Read(Access.Of(input, [.. places, c])), [c, .. places]);
        return output;
    }
}
