using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The mean of each window of a sequence.</summary>
internal sealed record AvgPool1D(AttributeRecord Attribute) : AvgPool(Attribute, WindowArguments.OfSequencePool(Attribute));
