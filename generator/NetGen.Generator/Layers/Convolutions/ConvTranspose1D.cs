using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The transpose of a convolution of a sequence along its steps.</summary>
internal sealed record ConvTranspose1D(AttributeRecord Attribute) : ConvTranspose(Attribute)
{
    protected override WindowArguments Window => WindowArguments.OfSequenceKernel(Attribute);
}
