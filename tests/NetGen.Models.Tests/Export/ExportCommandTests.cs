using System.CommandLine;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Commands;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Export;

public sealed class ExportCommandTests : IDisposable
{
    private const string Source = """
        using NetGen;
        namespace App;
        [Network, Input(4), Dense(3), Tanh] public sealed partial class Small;
        [Network, Input(2), Dense(1), InputDerivatives] public sealed partial class Derived;
        """;

    private static readonly byte[] s_assembly = CompiledModel.Emit([Source]);

    private readonly TemporaryFolder _folder = new();
    private readonly ExportedNetwork _network = ExportedNetwork.Compile([("Small", "[Input(4), Dense(3), Tanh]", string.Empty)])[0];
    private readonly string _library, _weights;

    public ExportCommandTests()
    {
        _library = _folder.File("App.dll", s_assembly);
        _network.SaveWeights(_weights = At("small.safetensors"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_network_of_an_assembly_goes_into_both_formats_with_the_given_weights()
    {
        (int code, string error) = Run("--assembly", _library, "--class", "Small", "--weights", _weights, "--onnx", At("small.onnx"), "--pytorch", At("torch.py"));

        Assert.True(code == 0, error);
        Assert.True(File.Exists(At("torch.py")) && File.Exists(At("torch.safetensors")));
        double[] samples = _network.Samples(3, RandomNetworks.Range);
        Assert.InRange(ExportedNetwork.Deviation(_network.OnnxRuntime(At("small.onnx"), samples), _network.Forward(samples)), 0, 1e-5);
    }

    [Fact]
    public void The_weights_that_are_exported_are_not_replaced_by_those_of_the_module_beside_them()
    {
        byte[] before = File.ReadAllBytes(_weights);

        (int code, string error) = Run("--assembly", _library, "--class", "Small", "--weights", _weights, "--pytorch", At("small.py"));

        Assert.True(code == 0, error);
        Assert.Equal(before, File.ReadAllBytes(_weights));
        Assert.True(File.Exists(At("small.torch.safetensors")));
        Assert.Contains("\".torch.safetensors\"", File.ReadAllText(At("small.py")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_class_the_networks_of_the_assembly_are_listed_in_one_line() =>
        IsRefused(["App.Derived, App.Small"], "--assembly", _library, "--weights", _weights, "--onnx", At("small.onnx"));

    [Fact]
    public void A_class_that_is_not_there_is_named_beside_those_that_are() =>
        IsRefused(["'Large'", "App.Derived, App.Small"], "--assembly", _library, "--class", "Large", "--weights", _weights, "--onnx", At("small.onnx"));

    [Fact]
    public void Nothing_to_write_is_said() => IsRefused(["--onnx", "--pytorch"], "--assembly", _library, "--class", "Small", "--weights", _weights);

    [Fact]
    public void An_assembly_that_is_absent_or_none_is_named()
    {
        IsRefused(["Missing.dll"], "--assembly", At("Missing.dll"), "--class", "Small", "--weights", _weights, "--onnx", At("small.onnx"));
        IsRefused(["small.safetensors"], "--assembly", _weights, "--class", "Small", "--weights", _weights, "--onnx", At("small.onnx"));
    }

    [Fact]
    public void Weights_of_another_network_are_refused() =>
        IsRefused(["Dense1"], "--assembly", _library, "--class", "Derived", "--weights", _weights, "--onnx", At("small.onnx"));

    [Fact]
    public void A_layer_that_cannot_be_exported_is_named_with_the_reason()
    {
        string weights = At("derived.safetensors");
        ExportedNetwork.Compile([("Derived", "[Input(2), Dense(1), InputDerivatives]", string.Empty)])[0].SaveWeights(weights);

        IsRefused(["InputDerivatives1", "derivatives"], "--assembly", _library, "--class", "Derived", "--weights", weights, "--onnx", At("small.onnx"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind() =>
        IsRefused([], "--assembly", _library, "--class", "Small", "--weights", _weights, "--pytorch", At("absent/small.py"));

    private string At(string name) => Path.Combine(_folder.Path, name);

    private void IsRefused(string[] parts, params string[] arguments)
    {
        string[] before = Directory.GetFiles(_folder.Path);
        (int code, string error) = Run(arguments);

        Assert.Equal(1, code);
        Assert.Single(error.Trim().Split('\n'));
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
        Assert.Equal(before.Order(), Directory.GetFiles(_folder.Path).Order());
    }

    private static (int Code, string Error) Run(params string[] arguments)
    {
        TextWriter output = Console.Out, errors = Console.Error;
        using StringWriter error = new();
        try
        {
            Console.SetOut(TextWriter.Null);
            Console.SetError(error);
            return (new RootCommand { ExportCommand.Create() }.Parse(["export", .. arguments]).Invoke(), error.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
