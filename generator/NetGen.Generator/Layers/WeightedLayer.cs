using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What layers with trained weights have in common.</summary>
internal abstract record WeightedLayer(AttributeRecord Attribute) : Layer
{
    public bool Bias => Attribute.Bool("Bias", fallback: true);

    public override IEnumerable<ArgumentProblem> Arguments
    {
        get
        {
            foreach (string property in new[] { "InitializerScale", "InitializerValue" })
            {
                double value = Attribute.Double(property);
                if (double.IsNaN(value) || double.IsInfinity(value))
                    yield return new ArgumentProblem(property, "a finite number", Numbers.Text(value));
            }

            foreach (string property in new[] { "Initializer", "BiasInitializer" })
            {
                if (!Enum.IsDefined(typeof(Initializer), Attribute.Enum(property, Initializer.Zeros)))
                    yield return new ArgumentProblem(property, "a value of Initializer", Numbers.Text(Attribute.Int(property)));
            }
        }
    }

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
