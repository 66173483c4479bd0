using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The largest number of each window of a sequence.</summary>
internal sealed record MaxPool1D(AttributeRecord Attribute) : MaxPool(Attribute, WindowArguments.OfSequencePool(Attribute));
