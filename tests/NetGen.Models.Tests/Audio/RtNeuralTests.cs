using System.Text.Json.Nodes;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Audio;

public sealed class RtNeuralTests
{
    [InteropTheory]
    [InlineData("conv", "conv_x_python", "conv_y_python")]
    [InlineData("conv_stateless", "conv_stateless_x_python", "conv_stateless_y_python")]
    [InlineData("dense", "dense_x_python", "dense_y_python")]
    [InlineData("gru", "gru_x_python", "gru_y_python")]
    [InlineData("lstm", "lstm_x_python", "lstm_y_python")]
    [InlineData("lstm_1d", "lstm_1d_x_python", "lstm_1d_y_python")]
    [InlineData("gru_torch", "gru_torch_x_python", "gru_torch_y_python")]
    [InlineData("conv1d_torch", "conv1d_torch_x_python", "conv1d_torch_y_python")]
    [InlineData("conv1d_torch_stride_3", "conv1d_torch_x_python_stride_3", "conv1d_torch_y_python_stride_3")]
    [InlineData("conv1d_torch_group_6_3_3_1_3", "conv1d_torch_group_x_python", "conv1d_torch_group_y_python_6_3_3_1_3")]
    public void A_model_answers_as_in_python(string model, string input, string answer)
    {
        string folder = Path.Combine(Interop.Folder!, "rtneural");
        TensorData Table(string name) => TensorFile.Read(Path.Combine(folder, name + ".csv"));

        Comparison result = Verification.Run(Path.Combine(folder, model + ".json"), [Table(input)], [Table(answer)], bySteps: true);

        Assert.True(result.IsWithin(1e-5), $"{result}");
    }

    [InteropFact]
    public void A_layer_whose_weights_contradict_its_shape_is_refused_by_name()
    {
        ImportProblem problem = Assert.Throws<ModelImportException>(() => ModelFile.Read(Path.Combine(Interop.Folder!, "rtneural", "bad_lstm.json"))).Problems.Single();

        Assert.Equal(("layer 0", "lstm"), (problem.Node, problem.Operator));
        Assert.Contains("20 rows", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_all_types_answer_as_plain_loops()
    {
        (JsonObject model, Func<double[][], double[][]> reference) = Model();
        using var folder = new TemporaryFolder();
        float[] sound = new Draw(5).Numbers(120);

        double[] expected = [.. reference([.. sound.Chunk(2).Select(step => Array.ConvertAll(step, number => (double)number))]).SelectMany(step => step)];

        string path = folder.File("all.json", model);
        Comparison result = Verification.Run(path, [new TensorData([60, 2], sound)], [new TensorData([60, 2], Array.ConvertAll(expected, number => (float)number))], bySteps: true);
        Assert.True(result.IsWithin(1e-5), $"{result}");
    }

    [Fact]
    public void A_corrupt_file_is_an_exception_that_says_so() => CorruptFiles.AreRefused("all.json", Model().Json.ToJsonString());

    /// <summary>A causal convolution in two groups, a GRU, a normalisation, slopes, and two dense layers.</summary>
    private static (JsonObject Json, Func<double[][], double[][]> Reference) Model()
    {
        var draw = new Draw(4);
        float[] convolution = draw.Numbers(3 * 1 * 4), bias = draw.Numbers(4), kernel = draw.Numbers(4 * 9), recurrent = draw.Numbers(3 * 9), biases = draw.Numbers(2 * 9);
        float[] gamma = draw.Numbers(3), beta = draw.Numbers(3), mean = draw.Numbers(3), variance = [.. draw.Numbers(3).Select(number => number + 1.5f)], slopes = draw.Numbers(3);
        float[] dense = draw.Numbers(6), denseBias = draw.Numbers(2);
        JsonObject Layer(string type, int features, params JsonNode[] weights) => new()
        {
            ["type"] = type, ["activation"] = type == "conv1d" ? "tanh" : string.Empty, ["shape"] = new JsonArray(null, null, features), ["weights"] = new JsonArray(weights),
        };
        JsonObject conv = Layer("conv1d", 4, Draw.Nested(convolution, 3, 1, 4), Draw.Nested(bias, 4)), norm = Layer("batchnorm", 3, [.. new[] { gamma, beta, mean, variance }.Select(tensor => Draw.Nested(tensor, 3))]);
        (conv["kernel_size"], conv["dilation"], conv["groups"], norm["epsilon"]) = (new JsonArray(3), new JsonArray(2), 2, 0.01);
        JsonObject last = Layer("time-distributed-dense", 2, Draw.Nested(dense, 3, 2), Draw.Nested(denseBias, 2));
        last["activation"] = "sigmoid";
        JsonArray layers = [conv, Layer("gru", 3, Draw.Nested(kernel, 4, 9), Draw.Nested(recurrent, 3, 9), Draw.Nested(biases, 2, 9)), norm, Layer("prelu", 3, Draw.Nested(slopes, 1, 3)), last];
        return (new JsonObject { ["in_shape"] = new JsonArray(null, null, 2), ["layers"] = layers }, steps =>
        {
            double[][] x = ReferenceCells.Causal(steps, convolution, bias, 3, 2, 2);
            x = ReferenceCells.Gru([.. x.Select(step => step.Select(Math.Tanh).ToArray())], kernel, recurrent, biases, 3);
            x = [.. x.Select(step => step.Select((value, c) => (gamma[c] * (value - mean[c]) / Math.Sqrt(variance[c] + 0.01)) + beta[c]).Select((value, c) => value <= 0 ? slopes[c] * value : value).ToArray())];
            return ReferenceCells.Dense(x, dense, denseBias, ReferenceCells.Sigmoid);
        });
    }
}
