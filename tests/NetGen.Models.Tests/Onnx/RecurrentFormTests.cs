using Google.Protobuf;
using NetGen.Models.Export.Onnx;
using NetGen.Models.Onnx.Messages;
using NetGen.Models.Tests.Export;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Onnx;

/// <summary>Recurrent operators with functions of their own, and with the reset gate on either side of the product.</summary>
public sealed class RecurrentFormTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, ExportedNetwork>> s_networks = new(() => ExportedNetwork.Compile(
    [
        ("GruNetwork", "[Input(4, 2), Gru(3)]", string.Empty),
        ("LstmNetwork", "[Input(4, 2), Lstm(3)]", string.Empty),
        ("BothNetwork", "[Input(4, 2), Gru(2, Bidirectional = true)]", string.Empty),
    ]).ToDictionary(network => network.Description.Name));

    public static TheoryData<string, string, double[], double[], string> Forms => new()
    {
        { "GruNetwork", "HardSigmoid, Tanh", [], [], "Gru(3, GateNonlinearity = Nonlinearity.SteepHardSigmoid)" },
        { "GruNetwork", "hardsigmoid, elu", [0.2, 1], [0.5], "Gru(3, Nonlinearity = Nonlinearity.Elu, GateNonlinearity = Nonlinearity.SteepHardSigmoid)" },
        { "GruNetwork", "HardSigmoid, Tanh", [1.0 / 6], [0.5], "Gru(3, GateNonlinearity = Nonlinearity.HardSigmoid)" },
        { "GruNetwork", "Softsign, Affine", [1], [0], "Gru(3, Nonlinearity = Nonlinearity.Linear, GateNonlinearity = Nonlinearity.Softsign)" },
        { "LstmNetwork", "Sigmoid, Relu, Relu", [], [], "Lstm(3, Nonlinearity = Nonlinearity.Relu)" },
        { "LstmNetwork", "Tanh, Tanh, Softplus", [], [], "Lstm(3, GateNonlinearity = Nonlinearity.Tanh, CellNonlinearity = Nonlinearity.Softplus)" },
        { "BothNetwork", "HardSigmoid, Relu, HardSigmoid, Relu", [0.2, 0.2], [0.5, 0.5], "Gru(2, Bidirectional = true, Nonlinearity = Nonlinearity.Relu, GateNonlinearity = Nonlinearity.SteepHardSigmoid)" },
    };

    public static TheoryData<string, string, double[], double[], string> Refusals => new()
    {
        { "GruNetwork", "Sigmoid, ScaledTanh", [], [], "ScaledTanh" },
        { "GruNetwork", "HardSigmoid, Tanh", [0.3], [0.5], "clip(0.3 x + 0.5, 0, 1)" },
        { "GruNetwork", "Affine, Tanh", [2], [0], "2 x + 0" },
        { "GruNetwork", "Sigmoid, Elu", [0.5], [], "alpha of 0.5" },
        { "GruNetwork", "Sigmoid, Tanh", [1], [], "1 of 'activation_alpha'" },
        { "GruNetwork", "Sigmoid", [], [], "1 activations, expected 2" },
        { "BothNetwork", "Sigmoid, Tanh, Sigmoid, Relu", [], [], "different activations" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Functions_are_properties_of_the_layer(string network, string activations, double[] alphas, double[] betas, string layer) =>
        AnswersAsOnnxRuntime(network, node => SetActivations(node, activations, alphas, betas), layer);

    [Fact]
    public void A_reset_gate_before_the_product_is_a_property_of_the_layer()
    {
        // Absent, the attribute means the form of the paper.
        AnswersAsOnnxRuntime("GruNetwork", node => Remove(node, "linear_before_reset"), "Gru(3, ResetBefore = true)");
        AnswersAsOnnxRuntime("BothNetwork", node => Remove(node, "linear_before_reset"), "Gru(2, Bidirectional = true, ResetBefore = true)");
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_function_that_no_layer_has_is_named(string network, string activations, double[] alphas, double[] betas, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = Changed(folder, s_networks.Value[network], node => SetActivations(node, activations, alphas, betas));

        ImportProblem problem = Assert.Throws<ModelImportException>(() => ModelFile.Read(path)).Problems.Single();

        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    private static void AnswersAsOnnxRuntime(string network, Action<NodeProto> change, string layer)
    {
        using var folder = new TemporaryFolder();
        ExportedNetwork exported = s_networks.Value[network];
        string path = Changed(folder, exported, change);
        ImportedModel model = ModelFile.Read(path);
        Assert.Contains($"[{layer}]", model.Source, StringComparison.Ordinal);
        double[] samples = exported.Samples(3, new LayerRow(network));

        double[] answers = ExportedNetwork.Load([model]).Single()!.Forward(samples);

        Assert.InRange(ExportedNetwork.Deviation(answers, exported.OnnxRuntime(path, samples)), 0, exported.Tolerance);
    }

    /// <summary>The file of a network after its recurrent operator was changed.</summary>
    private static string Changed(TemporaryFolder folder, ExportedNetwork network, Action<NodeProto> change)
    {
        string path = Path.Combine(folder.Path, "changed.onnx");
        network.SaveOnnx(path);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        change(model.Graph.Node.Single(node => node.OpType is "GRU" or "LSTM"));
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private static void SetActivations(NodeProto node, string activations, double[] alphas, double[] betas)
    {
        node.Attribute.Add(OnnxAttribute.Of("activations", activations.Split(", ")));
        if (alphas.Length > 0)
            node.Attribute.Add(OnnxAttribute.Of("activation_alpha", alphas));
        if (betas.Length > 0)
            node.Attribute.Add(OnnxAttribute.Of("activation_beta", betas));
    }

    private static void Remove(NodeProto node, string attribute) => node.Attribute.Remove(node.Attribute.Single(each => each.Name == attribute));
}
