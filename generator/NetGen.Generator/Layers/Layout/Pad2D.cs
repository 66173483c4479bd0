using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A border around an image.</summary>
internal sealed record Pad2D(AttributeRecord Attribute) : BorderPad(Attribute, BorderSides.OfImage(Attribute));
