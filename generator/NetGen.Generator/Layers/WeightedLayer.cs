using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What layers with trained weights have in common.</summary>
internal abstract record WeightedLayer(AttributeRecord Attribute) : Layer
{
    public bool Bias => Attribute.Bool("Bias", fallback: true);

    public override IEnumerable<ArgumentProblem> Arguments =>
    [
        .. ArgumentProblems.Finite("InitializerScale", Attribute.Double("InitializerScale")),
        .. ArgumentProblems.Finite("InitializerValue", Attribute.Double("InitializerValue")),
        .. ArgumentProblems.Defined(Attribute, "Initializer", Initializer.GlorotUniform),
        .. ArgumentProblems.Defined(Attribute, "BiasInitializer", Initializer.Zeros),
    ];

    protected ParameterSpec Weights(Shape shape, long fanIn, long fanOut) =>
        new("weights", "Weight", shape, Attribute.Bool("Frozen"), new InitializationSpec(
            Attribute.Enum("Initializer", Initializer.GlorotUniform),
            Attribute.Double("InitializerScale", 1),
            Attribute.Double("InitializerValue"),
            Count(fanIn),
            Count(fanOut)));

    protected ParameterSpec BiasOf(int units, long fanIn, long fanOut) =>
        new("bias", "Bias", new Shape(units), Attribute.Bool("Frozen"), new InitializationSpec(
            Attribute.Enum("BiasInitializer", Initializer.Zeros), 1, Attribute.Double("InitializerValue"), Count(fanIn), Count(fanOut)));

    /// <summary>Of layers that are too large to be made, too.</summary>
    private static int Count(long connections) => (int)Math.Min(connections, int.MaxValue);
}
