namespace NetGen;

/// <summary>Reads an image or a sequence as one vector, row-major (height, width, channel). Moves no numbers.</summary>
public sealed class FlattenAttribute : LayerAttribute;
