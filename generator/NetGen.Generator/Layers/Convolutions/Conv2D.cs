using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of an image.</summary>
internal sealed record Conv2D(AttributeRecord Attribute) : Convolution(Attribute)
{
    public override WindowArguments Window => WindowArguments.OfImageKernel(Attribute);
}
