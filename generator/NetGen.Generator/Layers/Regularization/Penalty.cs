using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A penalty on parameters in the loss. Like a layer it is one record, named as its attribute.</summary>
internal abstract record Penalty(AttributeRecord Attribute)
{
    public double Lambda => Attribute.Double("lambda");

    public bool Biases => Attribute.Bool("Biases");

    /// <summary>The factors of the sums of absolute values and of squares.</summary>
    public abstract (double Absolute, double Squares) Factors { get; }

    /// <summary>What is wrong with its arguments.</summary>
    public IEnumerable<ArgumentProblem> Arguments => Lambda >= 0 && !double.IsInfinity(Lambda)
        ? []
        : [new ArgumentProblem("lambda", "a finite number, at least 0", Numbers.Text(Lambda))];

    /// <summary>Whether it is on a parameter of a layer that it is on.</summary>
    public bool IsOn(ParameterSpec parameter) => parameter.Role == "Weight" || (Biases && parameter.Role == "Bias");
}
