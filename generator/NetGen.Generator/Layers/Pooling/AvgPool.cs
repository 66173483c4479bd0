using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The mean of each window: of the whole window, or of what lies on the input.</summary>
internal abstract record AvgPool(AttributeRecord Attribute, WindowArguments Window) : Pool(Attribute, Window)
{
    public bool CountPadding => Attribute.Bool("CountPadding");

    public override string Sketch => $"AVG POOL({Window.Sketch})";

    public override bool IsLinear => true;

    protected override string Border => CountPadding ? "zeros" : "zeros that do not count";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Tensor padded = Sliding.Pad(lowering, input, windows, fill: 0);
        Shape result = Output(shape)!;
        Tensor sum = lowering.Value(result, "Sum"), output = lowering.Value(result);
        Axis[] places = Sliding.Places(windows), taps = Sliding.Taps(windows, "d");
        Axis c = new("c", shape.Channels);
        lowering.Sum(
            Access.Of(sum, [.. places, c]),
            new Read(Access.At(padded, [.. windows.Select((window, i) => window.At(places[i], taps[i])), c])),
            [.. places, c, .. taps]);

        Expression mean = new Read(Access.Of(sum, [.. places, c]));
        for (int i = 0; i < windows.Length; i++)
            mean *= Share(windows[i], places[i]);
        lowering.Map(Access.Of(output, [.. places, c]), mean, [.. places, c]);
        return output;
    }

    protected override string Folding => "mean";

    /// <summary>What a number of a window counts, along one extent: the same everywhere, or less where the window leaves the input.</summary>
    private Expression Share(Window window, Axis place)
    {
        int[] counts = Counts(window);
        return counts.Distinct().Count() == 1
            ? 1.0 / counts[0]
            : new Table(counts.Select(count => 1.0 / count).ToEquatableArray(), place) { Name = "WindowShares" };
    }

    private int[] Counts(Window window) => CountPadding ? [window.Kernel] : window.TapsOnInput();
}
