using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The largest number of each window. Its border is minus infinity, which never wins.</summary>
internal abstract record MaxPool(AttributeRecord Attribute, WindowArguments Window) : Pool(Attribute, Window)
{
    public override string Sketch => $"POOL({Window.Sketch})";

    protected override string Border => "what never wins";

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Window[] windows = Window.Over(shape);
        Tensor padded = Sliding.Pad(lowering, input, windows, double.NegativeInfinity);
        Shape result = Output(shape)!;
        Tensor place = lowering.Value(result, "Place"), output = lowering.Value(result);
        Axis[] places = Sliding.Places(windows), taps = Sliding.Taps(windows, "d");
        Axis c = new("c", shape.Channels);
        Read x = new(Access.At(padded, [.. windows.Select((window, i) => window.At(places[i], taps[i])), c]));
        lowering.Maximum(Access.Of(output, [.. places, c]), Access.Of(place, [.. places, c]), x, [.. places, c, .. taps]);
        return output;
    }

    protected override string Folding => "max";
}
