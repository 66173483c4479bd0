namespace NetGen;

/// <summary>The number type of a network: its parameters, activations and gradients.</summary>
public enum Precision
{
    /// <summary>32-bit floating point (the default).</summary>
    Single,

    /// <summary>64-bit floating point.</summary>
    Double,
}
