using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The largest number of each window of an image.</summary>
internal sealed record MaxPool2D(AttributeRecord Attribute) : MaxPool(Attribute, WindowArguments.OfImagePool(Attribute));
