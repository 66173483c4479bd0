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

    protected ParameterSpec Weights(Shape shape, int fanIn, int fanOut) =>
        new("weights", "Weight", shape, Attribute.Bool("Frozen"), new InitializationSpec(
            Attribute.Enum("Initializer", Initializer.GlorotUniform),
            Attribute.Double("InitializerScale", 1),
            Attribute.Double("InitializerValue"),
            fanIn,
            fanOut));

    protected ParameterSpec BiasOf(int units, int fanIn, int fanOut) =>
        new("bias", "Bias", new Shape(units), Attribute.Bool("Frozen"), new InitializationSpec(
            Attribute.Enum("BiasInitializer", Initializer.Zeros), 1, Attribute.Double("InitializerValue"), fanIn, fanOut));
}
