using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>
/// A WaveNet of Neural Amp Modeler: arrays of dilated causal convolutions. In a layer of an array the convolution of the running value and
/// a product of the input sound go through the activation (and its gate); a product of that is added to the running value, and the sum of
/// what all layers of all arrays so far made goes to the head. Between arrays both pass through a product of their own.
/// </summary>
internal sealed class NamWaveNet
{
    private readonly NetworkBuilder _network;
    private readonly NamWeights _weights;
    private readonly NetworkValue _condition;

    /// <summary>What goes to the head so far: terms of one sum.</summary>
    private List<NetworkValue> _head = [];

    private NamWaveNet(NetworkBuilder network, NamWeights weights, NetworkValue condition) =>
        (_network, _weights, _condition) = (network, weights, condition);

    public static NetworkValue Build(NetworkBuilder network, JsonNode config, NamWeights weights, int steps)
    {
        if (config.Has("head"))
            throw config.Fault("a head of convolutions behind the arrays ('head') is not read");
        ImmutableArray<NamArray> arrays = NamArray.ReadAll(config);
        var builder = new NamWaveNet(network, weights, network.Input(steps, arrays[0].InputSize));
        NetworkValue value = builder._condition;
        foreach (NamArray array in arrays)
            value = builder.Array(array, value, array == arrays[^1] ? weights.Last : 1);
        weights.Take("the scale of the head", 1);

        int past = arrays.Sum(array => array.Past);
        network.Members.Add(SilentState.Method(past + 1, [], "as many as it looks back"));
        network.Remark = "An amplifier of Neural Amp Modeler, a WaveNet; one channel of sound, a sample a step.";
        network.Report("head_scale", "Mul", "a factor on the weights of the last head");
        return builder._head.Single();
    }

    private NetworkValue Array(NamArray array, NetworkValue input, float headScale)
    {
        NetworkValue value = Dense(
            input, array.Channels, _weights.TakeDense($"{array.Name}, the product of its input", array.InputSize, array.Channels), null);
        _network.Report(array.Name, "Conv1x1", "Dense: its input, brought to its channels");
        foreach (int dilation in array.Dilations)
            value = Layer(array, dilation, value);
        float[] weights = _weights.TakeDense($"{array.Name}, the product to the head", array.Channels, array.HeadSize);
        float[]? bias = array.HeadBias ? _weights.Take($"{array.Name}, the bias to the head", array.HeadSize) : null;
        _head = [Dense(Sum(_head), array.HeadSize, Scaled(weights, headScale), bias is null ? null : Scaled(bias, headScale))];
        _network.Report(array.Name, "Conv1x1", "Dense: the sum of its layers, brought to the head");
        return value;
    }

    private NetworkValue Layer(NamArray array, int dilation, NetworkValue input)
    {
        string name = $"{array.Name}, dilation {dilation}";
        int channels = array.Channels, outputs = array.IsGated ? 2 * channels : channels;
        var sums = new NamSums(
            outputs,
            _weights.TakeConvolution($"the convolution of {name}", channels, outputs, array.Kernel),
            _weights.Take($"the bias of {name}", outputs),
            _weights.TakeDense($"the product of the condition of {name}", array.ConditionSize, outputs));
        float[] residual = _weights.TakeDense($"the last product of {name}", channels, channels),
            residualBias = _weights.Take($"the last bias of {name}", channels);
        NetworkValue activated = array.Activation.Apply(_network, Sums(array, dilation, input, sums.Part(0, channels)));
        if (array.IsGated)
        {
            NetworkValue gate = _network.Add(
                new NewLayer("Sigmoid"), Sums(array, dilation, input, sums.Part(channels, channels)), activated.Shape);
            activated = _network.Add(new NewLayer("Multiply"), gate, gate.Shape, activated);
        }

        _head.Add(activated);
        string gated = array.IsGated ? " and Sigmoid, Multiply" : string.Empty;
        _network.Report(name, "layer", $"CausalConv1D and Dense of the condition, Add, {array.Activation.Name}{gated}, Dense, Add");
        return _network.Add(new NewLayer("Add"), Dense(activated, channels, residual, residualBias), input.Shape, input);
    }

    /// <summary>The convolution of a running value, and the product of the condition.</summary>
    private NetworkValue Sums(NamArray array, int dilation, NetworkValue input, NamSums sums)
    {
        int channels = array.Channels;
        NewLayer causal = new NewLayer("CausalConv1D", CSharpText.Of(channels), CSharpText.Of(array.Kernel))
        {
            Weights = [WeightTensor.Of("weights", sums.Convolution, array.Kernel, channels, channels),
                WeightTensor.Of("bias", sums.Bias, channels)],
        };
        NetworkValue mixed = Dense(_condition, channels, sums.Mixin, null);
        NetworkValue convolved =
            _network.Add(causal.WithIf(dilation > 1, "Dilation", CSharpText.Of(dilation)), input, [input.Shape[0], channels]);
        return _network.Add(new NewLayer("Add"), convolved, convolved.Shape, mixed);
    }

    private NetworkValue Sum(List<NetworkValue> terms) =>
        terms.Count == 1 ? terms[0] : _network.Add(new NewLayer("Add"), terms[0], terms[0].Shape, [.. terms.Skip(1)]);

    private NetworkValue Dense(NetworkValue value, int units, float[] weights, float[]? bias)
    {
        WeightTensor matrix = WeightTensor.Of("weights", weights, value.Shape[1], units);
        NewLayer layer = new NewLayer("Dense", CSharpText.Of(units))
            { Weights = bias is null ? [matrix] : [matrix, WeightTensor.Of("bias", bias, units)] };
        return _network.Add(layer.WithIf(bias is null, "Bias", "false"), value, [value.Shape[0], units]);
    }

    private static float[] Scaled(float[] numbers, float factor) =>
        factor == 1 ? numbers : System.Array.ConvertAll(numbers, number => number * factor);
}

/// <summary>What makes the sums of a layer; with a gate, those of the signal and behind them those of the gate.</summary>
/// <param name="Outputs">The columns of all three.</param>
/// <param name="Convolution">The weights <c>[kernel][channels][outputs]</c>.</param>
/// <param name="Bias">The bias <c>[outputs]</c>.</param>
/// <param name="Mixin">The weights on the condition <c>[condition][outputs]</c>.</param>
internal sealed record NamSums(int Outputs, float[] Convolution, float[] Bias, float[] Mixin)
{
    /// <summary>Some of the columns.</summary>
    public NamSums Part(int first, int count) =>
        new(count, Columns(Convolution, first, count), Columns(Bias, first, count), Columns(Mixin, first, count));

    private float[] Columns(float[] matrix, int first, int count)
    {
        if (count == Outputs)
            return matrix;
        float[] part = new float[matrix.Length / Outputs * count];
        for (int i = 0; i < part.Length; i++)
            part[i] = matrix[(i / count * Outputs) + first + (i % count)];
        return part;
    }
}
