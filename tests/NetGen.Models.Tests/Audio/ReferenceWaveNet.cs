using System.Text.Json.Nodes;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Audio;

/// <summary>A WaveNet of two arrays in the form of Neural Amp Modeler: its file, and what it plays, as plain loops in double precision.</summary>
internal sealed class ReferenceWaveNet
{
    private const float HeadScale = 0.5f;
    private readonly bool _gated;
    private readonly List<float> _weights = [];
    private readonly Draw _draw;

    public ReferenceWaveNet(Draw draw, bool gated) => (_draw, _gated) = (draw, gated);

    /// <summary>How many steps the convolutions look back.</summary>
    public int Past => (1 + 2) * 2 + (4 * 2);

    public JsonObject Json()
    {
        if (_weights.Count == 0)
            Play(new float[1]);
        return new JsonObject
        {
            ["version"] = "0.5.4",
            ["architecture"] = "WaveNet",
            ["config"] = new JsonObject { ["layers"] = new JsonArray(Array(1, 3, 2, [1, 2], false), Array(3, 2, 1, [4], true)), ["head"] = null, ["head_scale"] = HeadScale },
            ["weights"] = Draw.Nested([.. _weights], _weights.Count),
        };
    }

    private JsonObject Array(int input, int channels, int head, int[] dilations, bool headBias) => new()
    {
        ["input_size"] = input,
        ["condition_size"] = 1,
        ["head_size"] = head,
        ["channels"] = channels,
        ["kernel_size"] = 3,
        ["dilations"] = new JsonArray([.. dilations.Select(dilation => (JsonNode)dilation)]),
        ["activation"] = "Tanh",
        ["gated"] = _gated,
        ["head_bias"] = headBias,
    };

    /// <summary>What it makes of a sound, from silence on.</summary>
    public double[] Play(float[] sound)
    {
        int next = 0;
        bool draws = _weights.Count == 0;
        double[][] condition = [.. sound.Select(sample => (double[])[sample])];
        double[][] head = [.. sound.Select(_ => new double[3])], value = condition;
        (value, head) = Run(1, 3, [1, 2], 2, false, value, head);
        (_, head) = Run(3, 2, [4], 1, true, value, head);
        float scale = Take(1, HeadScale)[0];
        return [.. head.Select(step => step[0] * scale)];

        (double[][] Value, double[][] Head) Run(int input, int channels, int[] dilations, int headSize, bool headBias, double[][] x, double[][] sums)
        {
            x = ReferenceCells.Dense(x, Matrix(channels, input), null);
            int width = _gated ? 2 * channels : channels;
            foreach (int dilation in dilations)
            {
                double[][] z = ReferenceCells.Causal(x, Convolution(width, channels, 3), Take(width), 3, dilation, 1);
                double[][] mixed = ReferenceCells.Dense(condition, Matrix(width, 1), null);
                double[][] a = [.. z.Select((step, t) => Enumerable.Range(0, channels).Select(c => Activate(step, mixed[t], c, channels)).ToArray())];
                sums = Plus(sums, a);
                x = Plus(x, ReferenceCells.Dense(a, Matrix(channels, channels), Take(channels)));
            }

            float[] weights = Matrix(headSize, channels);
            return (x, ReferenceCells.Dense(sums, weights, headBias ? Take(headSize) : null));
        }

        double Activate(double[] z, double[] mixed, int c, int channels) =>
            Math.Tanh(z[c] + mixed[c]) * (_gated ? ReferenceCells.Sigmoid(z[channels + c] + mixed[channels + c]) : 1);

        float[] Take(int count, float? fix = null)
        {
            if (draws)
                _weights.AddRange(fix is { } number ? [number] : _draw.Numbers(count, 0.7f));
            next += count;
            return [.. _weights.Skip(next - count).Take(count)];
        }

        // The list has [out][in] and [out][in][kernel].
        float[] Matrix(int outputs, int inputs) => Turned(Take(outputs * inputs), outputs, inputs, 1);

        float[] Convolution(int outputs, int inputs, int kernel) => Turned(Take(outputs * inputs * kernel), outputs, inputs, kernel);
    }

    /// <summary><c>[out][in][kernel]</c> as <c>[kernel][in][out]</c>.</summary>
    private static float[] Turned(float[] weights, int outputs, int inputs, int kernel) =>
        [.. from k in Enumerable.Range(0, kernel) from i in Enumerable.Range(0, inputs) from o in Enumerable.Range(0, outputs) select weights[(((o * inputs) + i) * kernel) + k]];

    private static double[][] Plus(double[][] a, double[][] b) => [.. a.Zip(b, (one, two) => one.Zip(two, (x, y) => x + y).ToArray())];
}
