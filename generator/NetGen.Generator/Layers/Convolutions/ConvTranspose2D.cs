using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The transpose of a convolution of an image.</summary>
internal sealed record ConvTranspose2D(AttributeRecord Attribute) : ConvTranspose(Attribute)
{
    protected override WindowArguments Window => WindowArguments.OfImageKernel(Attribute);
}
