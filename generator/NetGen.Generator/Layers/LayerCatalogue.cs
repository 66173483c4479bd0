using System.Reflection;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Finds the record for an attribute by its name, so that a new layer needs no entry anywhere. What the graph puts in by itself stands in its own namespace.</summary>
internal static class LayerCatalogue
{
    private static readonly Dictionary<string, ConstructorInfo> s_constructors = typeof(LayerCatalogue).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.Namespace == typeof(LayerCatalogue).Namespace && (typeof(Layer).IsAssignableFrom(type) || typeof(Loss).IsAssignableFrom(type) || typeof(Penalty).IsAssignableFrom(type)))
        .ToDictionary(type => type.Name, type => type.GetConstructor([typeof(AttributeRecord)])
            ?? throw new InvalidOperationException($"{type.Name} needs a constructor that takes an AttributeRecord."));

    public static Layer? Layer(AttributeRecord attribute) => Make(attribute) as Layer;

    public static Loss? Loss(AttributeRecord attribute) => Make(attribute) as Loss;

    public static Penalty? Penalty(AttributeRecord attribute) => Make(attribute) as Penalty;

    private static object? Make(AttributeRecord attribute) =>
        s_constructors.TryGetValue(attribute.Kind, out ConstructorInfo? constructor) ? constructor.Invoke([attribute]) : null;
}
