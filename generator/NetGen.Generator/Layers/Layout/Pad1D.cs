using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A border around a sequence.</summary>
internal sealed record Pad1D(AttributeRecord Attribute) : BorderPad(Attribute, BorderSides.OfSequence(Attribute));
