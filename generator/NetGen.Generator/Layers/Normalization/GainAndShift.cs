using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The trained factor and shift of each channel that many layers end with: <c>gamma[c] * value + beta[c]</c>.</summary>
/// <param name="Attribute">The layer's attribute.</param>
/// <param name="HasGain">Whether there is a gamma.</param>
/// <param name="HasShift">Whether there is a beta.</param>
internal sealed record GainAndShift(AttributeRecord Attribute, bool HasGain, bool HasShift)
{
    /// <summary>Those of a normalisation: both, or without <c>Affine</c> none.</summary>
    public static GainAndShift Of(AttributeRecord attribute, bool byDefault = true)
    {
        bool isAffine = attribute.Bool("Affine", byDefault);
        return new GainAndShift(attribute, isAffine, isAffine);
    }

    /// <summary>The trained tensors, at first ones and zeros.</summary>
    public IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        if (HasGain)
            yield return Spec("gamma", Initializer.Ones, input);
        if (HasShift)
            yield return Spec("beta", Initializer.Zeros, input);
    }

    /// <summary>What becomes of <paramref name="value"/> in a channel.</summary>
    public Expression Of(Lowering lowering, Expression value, Affine channel)
    {
        Expression result = HasGain ? new Read(Access.At(lowering.Parameter("gamma"), channel)) * value : value;
        return HasShift ? result + new Read(Access.At(lowering.Parameter("beta"), channel)) : result;
    }

    /// <summary>The formula for readers.</summary>
    public string Text(string value) => $"{(HasGain ? "gamma[c] * " : string.Empty)}{value}{(HasShift ? " + beta[c]" : string.Empty)}";

    private ParameterSpec Spec(string name, Initializer initializer, Shape input) =>
        new(name, "Norm", new Shape(input.Channels), Attribute.Bool("Frozen"), new InitializationSpec(initializer, 1, 0, 1, 1));
}
