namespace NetGen;

/// <summary>A layer of a network. Layers apply in source order, on one declaration of a partial class.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The name of the layer, an identifier. Default: its kind and ordinal, such as <c>Dense1</c>.</summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer or input to read, which stands before it. Default: the layer before it.</summary>
    public string? From { get; set; }
}
