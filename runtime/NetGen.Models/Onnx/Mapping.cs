using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Layouts;
using NetGen.Models.Onnx.Attention;

namespace NetGen.Models.Onnx;

/// <summary>The network that a graph becomes, and what its tensors are in it so far.</summary>
internal sealed class Mapping(NetworkBuilder network)
{
    public NetworkBuilder Network { get; } = network;

    public Dictionary<string, Constant> Constants { get; } = [];

    public Dictionary<string, FeatureMap> Maps { get; } = [];

    /// <summary>Tensors that are scores of an attention.</summary>
    public Dictionary<string, AttentionScores> Scores { get; } = [];

    /// <summary>The tensors that some node or output reads.</summary>
    public required IReadOnlySet<string> Read { get; init; }

    /// <summary>An input that depends on the inputs of the model.</summary>
    public FeatureMap Map(OnnxNode node, int input) => Maps.TryGetValue(node.Input(input), out FeatureMap? map) ? map
        : throw node.Fault(node.Input(input).Length == 0
            ? $"its input {input} is missing" : $"'{node.Input(input)}' is a constant, and a value of the network is expected");

    /// <summary>An input that does not.</summary>
    public Constant Constant(OnnxNode node, int input, string what) =>
        ConstantOrNull(node, input, what) ?? throw node.Fault($"{what} is missing");

    /// <summary>An input that does not, if it is there.</summary>
    public Constant? ConstantOrNull(OnnxNode node, int input, string what)
    {
        string name = node.Input(input);
        return name.Length == 0 ? null : Constants.TryGetValue(name, out Constant? constant) ? constant
            : throw node.Fault($"{what} is '{name}', which depends on the inputs of the model, and a layer has it as constant");
    }

    public void Result(OnnxNode node, FeatureMap map, int output = 0)
    {
        if (output < node.Message.Output.Count && node.Message.Output[output].Length > 0)
            Maps[node.Message.Output[output]] = map;
    }

    /// <summary>The same numbers as another shape of the network.</summary>
    public NetworkValue Shaped(NetworkValue value, params ImmutableArray<int> shape) => value.Shape.SequenceEqual(shape) ? value
        : shape.Length == 1 ? Network.Add(new NewLayer("Flatten"), value, shape)
        : Network.Add(new NewLayer("Reshape", [.. shape.Select(CSharpText.Of)]), value, shape);

    /// <summary>The numbers of the innermost run as the last axis, for layers that work along it: as they are where they lie so.</summary>
    public NetworkValue Innermost(NetworkValue value, int size) => value.Shape[^1] == size ? value : Rows(value, size);

    /// <summary>Steps or places with channels, for layers that go over both: as they are where they lie so.</summary>
    public NetworkValue Places(NetworkValue value, int channels) =>
        value.Shape.Length > 1 && value.Shape[^1] == channels ? value : Shaped(value, value.Size / channels, channels);

    /// <summary>The numbers of a run as the last axis: a vector, or a sequence of them.</summary>
    public NetworkValue Rows(NetworkValue value, int size) =>
        value.Shape[^1] == size && value.Shape.Length <= 2
            ? value : value.Size == size ? Shaped(value, size) : Shaped(value, value.Size / size, size);

    /// <summary>A factor and a shift for each number, over the innermost factors from the first that either depends on.</summary>
    public FeatureMap Affine(FeatureMap map, OnnxNode node, Constant? scale, Constant? shift, int firstAxis)
    {
        Layout layout = map.Layout.Canonical();
        int first = layout.Order.Length;
        foreach (Constant constant in new[] { scale, shift }.OfType<Constant>())
            first = Math.Min(first, Aligned.First(node, layout, constant, firstAxis));
        int size = layout.Order[first..].Aggregate(1, (product, factor) => product * layout.Extent(factor));
        float[] Over(Constant constant) => Aligned.Numbers(layout, constant, firstAxis, first);
        if (scale is null && OpenScale(map.Value, size) is { } open)
        {
            NewLayer whole = new("Scale") { Weights = [.. open.Layer.Weights, WeightTensor.Of("beta", Over(shift!), size)] };
            return new FeatureMap(Network.Add(whole, open.Sources[0], map.Value.Shape), layout);
        }

        float[] weights = scale is null ? Filled(size, 1) : Over(scale);
        NewLayer layer = new NewLayer("Scale") { Weights = [WeightTensor.Of("gamma", weights, size)] };
        layer = shift is null
            ? layer.With("Bias", "false") : layer with { Weights = layer.Weights.Add(WeightTensor.Of("beta", Over(shift), size)) };
        NetworkValue rows = Innermost(map.Value, size);
        return new FeatureMap(Network.Add(layer, rows, rows.Shape), layout);
    }

    /// <summary>The layer of factors without a shift that made a value: with the shift it is one layer.</summary>
    private PlacedLayer? OpenScale(NetworkValue value, int size) => value.IsInput ? null
        : Network.Layers[value.Index] is { Layer: { Kind: "Scale", Weights: [{ Length: var length }] } } placed && length == size
            ? placed : null;

    private static float[] Filled(int size, float number)
    {
        float[] numbers = new float[size];
        Array.Fill(numbers, number);
        return numbers;
    }
}
