namespace NetGen.Models;

/// <summary>What an import is told beside the file.</summary>
public sealed record ImportOptions
{
    /// <summary>The name of the class, a C# identifier. Default: made from the name of the file.</summary>
    public string? ClassName { get; init; }

    /// <summary>The namespace of the class. Default: none.</summary>
    public string? Namespace { get; init; }

    /// <summary>
    /// The weights file that the class names in <c>[Weights]</c>, so that the weights become part of the program; the project must have a
    /// file of this name. Default: none, and the program loads the weights.
    /// </summary>
    public string? Weights { get; init; }

    /// <summary>
    /// The steps of the input of a sequence model whose file leaves their number open, at least 1. Default: what the file says, otherwise
    /// 64. Streaming (<c>Step</c>) does not depend on it.
    /// </summary>
    public int? Steps { get; init; }

    /// <summary>
    /// The features of a step where the file leaves them open: they give the groups of a convolution whose file has weights alone. Default:
    /// no groups.
    /// </summary>
    public int? Features { get; init; }

    /// <summary>The stride of a convolution whose file has weights alone, at least 1. Default: 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The dilation of a convolution whose file has weights alone, at least 1. Default: 1.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>
    /// In place of <see cref="Stride"/>, the steps that come out of such a convolution. Default: as many as the stride gives.
    /// </summary>
    public int? OutputSteps { get; init; }
}
