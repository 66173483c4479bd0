using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The means of as many windows of an image as are asked for.</summary>
internal sealed record AdaptiveAvgPool2D(AttributeRecord Attribute) : AdaptiveAvgPool(Attribute, new(["height", "width"]));
