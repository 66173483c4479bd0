using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The mean of each window of an image.</summary>
internal sealed record AvgPool2D(AttributeRecord Attribute) : AvgPool(Attribute, WindowArguments.OfImagePool(Attribute));
