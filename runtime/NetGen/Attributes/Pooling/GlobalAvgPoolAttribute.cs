namespace NetGen;

/// <summary>The mean of each channel of an image, or of each feature of a sequence: a vector of the channels.</summary>
/// <remarks>The input must be an image or a sequence.</remarks>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;
