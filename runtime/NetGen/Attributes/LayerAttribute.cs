namespace NetGen;

/// <summary>A layer of a network. Layers apply in source order, on one declaration of a partial class.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The name of the layer, an identifier. Default: its kind and ordinal, such as <c>Dense1</c>.</summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer or input to read, which stands before it. Default: the layer before it.</summary>
    public string? From { get; set; }

    /// <summary>
    /// Layers with one name here have the same parameters, which are those of the first: twins that look at different inputs alike. Blocks
    /// of one name share layer by layer. Default: parameters of its own.
    /// </summary>
    public string? Share { get; set; }
}
