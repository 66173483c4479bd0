namespace NetGen.Models.Export;

/// <summary>A window of a convolution or a pool along one extent of its input.</summary>
/// <param name="Kernel">Its taps.</param>
/// <param name="Stride">From one place of the window to the next.</param>
/// <param name="Dilation">From one tap to the next.</param>
/// <param name="Before">The border before the input.</param>
/// <param name="After">The border after it.</param>
internal sealed record LayerWindow(int Kernel, int Stride, int Dilation, int Before, int After)
{
    /// <summary><c>Padding.Same</c>.</summary>
    private const int Same = -1;

    /// <summary>From the first tap to the last, both included.</summary>
    public int Reach => ((Kernel - 1) * Dilation) + 1;

    /// <summary>The windows of a layer: one for a sequence, two for an image.</summary>
    public static LayerWindow[] Of(LayerDescription layer) =>
        [.. Enumerable.Range(0, layer.InputShape.Length - 1).Select(dimension => Along(layer, dimension))];

    private static LayerWindow Along(LayerDescription layer, int dimension)
    {
        bool isPool = layer.Find("Kernel") is null && layer.Find("KernelHeight") is null;
        string[] extents = isPool ? ["Height", "Width"] : ["KernelHeight", "KernelWidth"];
        int kernel = (int)(layer.Find(isPool ? "Window" : "Kernel") ?? layer.Find(extents[dimension]))!.Values[0];
        int Step(string name, int fallback) =>
            (int)(dimension == 1 && layer.Find(name + "Width") is { } own ? own.Values[0] : layer.Number(name, fallback));
        var bare = new LayerWindow(kernel, Step("Stride", isPool ? kernel : 1), Step("Dilation", 1), 0, 0);
        if (layer.Kind == "CausalConv1D")
            return bare with { Before = bare.Reach - 1 };
        if (layer.Find("PaddingSides") is { } sides)
            return bare with { Before = (int)sides.Values[2 * dimension], After = (int)sides.Values[(2 * dimension) + 1] };
        int padding = (int)layer.Number("Padding");
        return padding == Same
            ? bare with { Before = (bare.Reach - 1) / 2, After = bare.Reach / 2 }
            : bare with { Before = padding, After = padding };
    }
}
