using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Export;

/// <summary>Draws the layers of a network: odd strides and borders, groups, joins, widths of 1, all with the names that layers have by default.</summary>
internal sealed class RandomNetwork
{
    private static readonly string[] s_activations =
        ["Relu", "Tanh", "Sigmoid", "Softplus", "Elu(0.7)", "LeakyRelu(0.2)", "Selu", "Silu", "Gelu", "Mish", "HardSigmoid", "HardSwish", "Softsign", "PRelu", "PRelu(PerChannel = true)", "Clip(-1, 2)"];

    private readonly Draw _draw;
    private readonly List<string> _layers = [];
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly List<(string Name, int[] Shape)> _values = [];
    private int[] _shape;

    private RandomNetwork(int seed)
    {
        _draw = new Draw(seed);
        _shape = Pick(3) switch
        {
            0 => [1 + Pick(9)],
            1 => [2 + Pick(8), 1 + Pick(5)],
            _ => [3 + Pick(6), 3 + Pick(6), 1 + Pick(4)],
        };
        _values.Add(("Input", _shape));
        Add($"[Input({string.Join(", ", _shape)})", null, _shape);
        int count = 2 + Pick(6);
        for (int i = 0; i < count; i++)
            Next();
    }

    /// <summary>The attributes of a network.</summary>
    public static string Of(int seed) => string.Join(", ", new RandomNetwork(seed)._layers) + "]";

    /// <summary>A number from 0 to below another.</summary>
    private int Pick(int below) => Math.Min(below - 1, (int)((_draw.Next() + 1) / 2 * below));

    private void Add(string attribute, string? prefix, params int[] shape)
    {
        _layers.Add(attribute);
        _shape = shape;
        if (prefix is null)
            return;
        int ordinal = _ordinals[prefix] = _ordinals.GetValueOrDefault(prefix) + 1;
        _values.Add(($"{prefix}{ordinal}", shape));
    }

    private void Next()
    {
        switch (Pick(4))
        {
            case 0:
                Plain();
                break;
            case 1 when Joined():
                break;
            default:
                ByRank();
                break;
        }
    }

    private void ByRank()
    {
        if (_shape.Length == 1)
            Vector();
        else if (_shape.Length == 2)
            Sequence();
        else
            Image();
    }

    /// <summary>What keeps the shape.</summary>
    private void Plain()
    {
        int channels = _shape[^1], places = _shape.Aggregate(1, (product, extent) => product * extent) / channels;
        string layer = Pick(6) switch
        {
            0 => "BatchNorm",
            1 when channels > 1 => "LayerNorm",
            2 when channels > 1 => "RmsNorm",
            3 when places > 1 => $"GroupNorm({(channels % 2 == 0 ? 2 : 1)})",
            4 when places > 1 => "LocalResponseNorm(3)",
            5 when channels > 1 => "Softmax",
            _ => s_activations[Pick(s_activations.Length)],
        };
        Add(layer, layer.Split('(')[0], _shape);
    }

    /// <summary>A join with something before that has the same shape, or the same places; false where there is nothing.</summary>
    private bool Joined()
    {
        (string Name, int[] Shape)[] same = [.. _values[..^1].Where(value => value.Shape.SequenceEqual(_shape))];
        if (same.Length > 0 && Pick(2) == 0)
        {
            string kind = new[] { "Add", "Subtract", "Multiply", "Average", "Maximum" }[Pick(5)];
            Add($"{kind}(\"{same[Pick(same.Length)].Name}\")", kind, _shape);
            return true;
        }

        (string Name, int[] Shape)[] beside = [.. _values[..^1].Where(value => value.Shape[..^1].SequenceEqual(_shape[..^1]))];
        if (beside.Length == 0)
            return false;
        (string name, int[] shape) = beside[Pick(beside.Length)];
        Add($"Concat(\"{name}\")", "Concat", [.. _shape[..^1], _shape[^1] + shape[^1]]);
        return true;
    }

    private void Vector()
    {
        int size = _shape[0];
        switch (Pick(5))
        {
            case 0 when size % 2 == 0 && size > 2:
                Add($"Reshape({size / 2}, 2)", "Reshape", size / 2, 2);
                break;
            case 1 when size > 1:
                Add($"Slice(1, {size - 1})", "Slice", size - 1);
                break;
            default:
                int units = 1 + Pick(8);
                Add($"Dense({units}{(Pick(3) == 0 ? ", Bias = false" : string.Empty)})", "Dense", units);
                break;
        }
    }

    private void Sequence()
    {
        (int steps, int features) = (_shape[0], _shape[1]);
        int units = 1 + Pick(4);
        switch (Pick(11))
        {
            case 0:
                Add("Flatten", "Flatten", steps * features);
                break;
            case 1:
                Add("GlobalMaxPool", "Pool", features);
                break;
            case 2:
                Add($"Dense({units})", "Dense", steps, units);
                break;
            case 3:
                Add($"CausalConv1D({units}, 2, Dilation = {1 + Pick(3)})", "Conv", steps, units);
                break;
            case 4 when steps > 2:
                Add("MaxPool1D(2)", "Pool", steps / 2, features);
                break;
            case 5:
                Add("PositionalEncoding", "PositionalEncoding", _shape);
                break;
            case 6:
                Add($"SelfAttention({(features % 2 == 0 ? 2 : 1)}, Causal = {(Pick(2) == 0 ? "true" : "false")})", "Attention", _shape);
                break;
            case 7:
                string kind = new[] { "Lstm", "Gru", "SimpleRnn" }[Pick(3)], prefix = kind == "SimpleRnn" ? "Rnn" : kind;
                bool both = Pick(2) == 0, whole = Pick(2) == 0;
                int width = both ? 2 * units : units;
                string more = $"{(both ? ", Bidirectional = true" : string.Empty)}{(whole ? ", ReturnSequence = true" : string.Empty)}{Form(kind, steps, features, units)}";
                Add($"{kind}({units}{more})", prefix, whole ? [steps, width] : [width]);
                break;
            default:
                int kernel = 1 + Pick(Math.Min(3, steps)), stride = 1 + Pick(3), before = Pick(2), after = Pick(2);
                Add(
                    $"Conv1D({units}, {kernel}, Stride = {stride}, PaddingSides = new[] {{ {before}, {after} }})",
                    "Conv",
                    ((steps + before + after - kernel) / stride) + 1,
                    units);
                break;
        }
    }

    /// <summary>Another form of a cell, by its sizes: what is drawn for the layers behind it stays as it is.</summary>
    private static string Form(string kind, int steps, int features, int units)
    {
        Nonlinearity[] all = Enum.GetValues<Nonlinearity>();
        string function = $", Nonlinearity = Nonlinearity.{all[(steps + features + units) % all.Length]}";
        string gate = kind == "SimpleRnn" ? string.Empty : $", GateNonlinearity = Nonlinearity.{all[(steps + units) % all.Length]}";
        string reset = kind == "Gru" && features % 2 == 1 ? ", ResetBefore = true" : string.Empty;
        return steps % 2 == 0 ? reset : reset + function + gate;
    }

    private void Image()
    {
        (int height, int width, int channels) = (_shape[0], _shape[1], _shape[2]);
        switch (Pick(12))
        {
            case 0:
                Add("Flatten", "Flatten", height * width * channels);
                break;
            case 1:
                Add("GlobalAvgPool", "Pool", channels);
                break;
            case 2 when height > 1 && width > 1:
                Add($"{(Pick(2) == 0 ? "Max" : "Avg")}Pool2D(2, Stride = 1)", "Pool", height - 1, width - 1, channels);
                break;
            case 3 when height * width < 40:
                Add("Upsample2D(2)", "Upsample", 2 * height, 2 * width, channels);
                break;
            case 4:
                Add("ZeroPad2D(1, 0, 0, 2)", "ZeroPad", height + 1, width + 2, channels);
                break;
            case 5 when height > 2:
                Add("Crop2D(1, 0, 0, 0)", "Crop", height - 1, width, channels);
                break;
            case 6:
                Add($"DepthwiseConv2D(1, Multiplier = 2)", "DepthwiseConv", height, width, 2 * channels);
                break;
            case 7 when height * width < 40:
                int filters = 1 + Pick(3);
                Add($"ConvTranspose2D({filters}, 2, Stride = 2)", "ConvTranspose", 2 * height, 2 * width, filters);
                break;
            case 8:
                Add($"Reshape({height * width}, {channels})", "Reshape", height * width, channels);
                break;
            default:
                Convolution(height, width, channels);
                break;
        }
    }

    private void Convolution(int height, int width, int channels)
    {
        int groups = Pick(3) == 0 ? channels : 1, filters = groups * (1 + Pick(2));
        (int rows, int columns) = (1 + Pick(Math.Min(3, height)), 1 + Pick(Math.Min(3, width)));
        (int down, int right) = (1 + Pick(3), 1 + Pick(2));
        int[] sides = [Pick(2), Pick(2), Pick(2), Pick(2)];
        Add(
            $"Conv2D({filters}, {rows}, {columns}, Stride = {down}, StrideWidth = {right}, Groups = {groups}, PaddingSides = new[] {{ {string.Join(", ", sides)} }})",
            "Conv",
            ((height + sides[0] + sides[1] - rows) / down) + 1,
            ((width + sides[2] + sides[3] - columns) / right) + 1,
            filters);
    }
}
