using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A convolution of a sequence along its steps.</summary>
internal sealed record Conv1D(AttributeRecord Attribute) : Convolution(Attribute)
{
    public override WindowArguments Window => WindowArguments.OfSequenceKernel(Attribute);
}
