namespace NetGen.Generator.Layers;

/// <summary>A layer that slides a window over its input.</summary>
internal interface IWindowed
{
    /// <summary>The window, and how it slides.</summary>
    WindowArguments Window { get; }
}
