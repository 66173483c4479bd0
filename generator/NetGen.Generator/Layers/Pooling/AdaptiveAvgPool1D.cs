using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The means of as many windows of a sequence as are asked for.</summary>
internal sealed record AdaptiveAvgPool1D(AttributeRecord Attribute) : AdaptiveAvgPool(Attribute, new(["steps"]));
