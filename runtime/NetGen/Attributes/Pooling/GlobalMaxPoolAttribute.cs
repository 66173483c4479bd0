namespace NetGen;

/// <summary>
/// The largest number of each channel of an image, or of each feature of a sequence: a vector of the channels.
/// The gradient goes to the first of several largest numbers; NaN in a channel gives NaN.
/// </summary>
/// <remarks>The input must be an image or a sequence.</remarks>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
