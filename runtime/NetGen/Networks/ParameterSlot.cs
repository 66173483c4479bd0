using System.Collections.Immutable;

namespace NetGen;

/// <summary>What a parameter is for; optimisers treat weights otherwise than biases.</summary>
public enum ParameterRole
{
    /// <summary>A weight of a contraction.</summary>
    Weight,

    /// <summary>An additive bias.</summary>
    Bias,

    /// <summary>A scale or shift of a normalisation, or a slope.</summary>
    Norm,
}

/// <summary>One tensor among the flat parameters.</summary>
/// <param name="Layer">The name of its layer.</param>
/// <param name="Name">Its name in the layer, such as <c>weights</c>.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Offset">Where it starts among the flat parameters.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Frozen">Whether it gets no gradient.</param>
/// <param name="Initialization">How it is filled.</param>
public sealed record ParameterSlot(
    string Layer,
    string Name,
    ParameterRole Role,
    int Offset,
    ImmutableArray<int> Shape,
    bool Frozen,
    ParameterInitialization Initialization)
{
    /// <summary>The number of elements.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Its key in a file: <c>Dense1.weights</c>.</summary>
    public string Key => $"{Layer}.{Name}";
}

/// <summary>How a parameter is filled.</summary>
/// <param name="Initializer">The rule.</param>
/// <param name="Scale">The factor on its spread.</param>
/// <param name="Value">The value of <see cref="Initializer.Constant"/>.</param>
/// <param name="FanIn">Inputs of a unit.</param>
/// <param name="FanOut">Outputs of a unit.</param>
public sealed record ParameterInitialization(Initializer Initializer, double Scale, double Value, int FanIn, int FanOut)
{
    /// <summary>A rule that is neither scaled nor given a value.</summary>
    /// <param name="initializer">The rule.</param>
    /// <param name="fanIn">Inputs of a unit.</param>
    /// <param name="fanOut">Outputs of a unit.</param>
    public ParameterInitialization(Initializer initializer, int fanIn, int fanOut)
        : this(initializer, 1, 0, fanIn, fanOut)
    {
    }
}
