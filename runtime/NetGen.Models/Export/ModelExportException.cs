namespace NetGen.Models;

/// <summary>A layer that the format of a file cannot express. Nothing has been written.</summary>
/// <param name="layer">The layer's name.</param>
/// <param name="kind">Its kind, such as <c>InputDerivatives</c>.</param>
/// <param name="reason">Why it cannot be exported.</param>
public sealed class ModelExportException(string layer, string kind, string reason)
    : NotSupportedException($"{layer} ({kind}): {reason}")
{
    /// <summary>The layer's name.</summary>
    public string Layer { get; } = layer;

    /// <summary>Its kind.</summary>
    public string Kind { get; } = kind;

    /// <summary>Why it cannot be exported.</summary>
    public string Reason { get; } = reason;
}
