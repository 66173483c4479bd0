using NetGen.Models.Tests.Support;
using NetGen.Tool.Commands;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Weights;

public sealed class WeightsCommandTests
{
    private static readonly Lazy<byte[]> s_assembly = new(() => CompiledModel.Emit(
    [
        "using NetGen; namespace App; [Network][Input(6)][Dense(5, Bias = false), Relu][Dense(3)] public sealed partial class Small;",
        "using NetGen; namespace App; [Network][Input(6)][Dense(4), Relu][Dense(3)] public sealed partial class Other;",
    ]));

    [Theory]
    [InlineData("NoBias.pt")]
    [InlineData("NoBias.safetensors")]
    public void Weights_of_a_file_go_into_a_class_of_an_assembly(string file)
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "out", "small.safetensors");

        int code = Run(folder, file, "Small", target);

        Assert.Equal(0, code);
        SafetensorsFile written = SafetensorsFile.Read(target);
        Assert.Equal(["Dense1.weights: F32 [6, 5]", "Dense2.weights: F32 [5, 3]", "Dense2.bias: F32 [3]"],
            written.Tensors.Select(tensor => tensor.ToString()));
        double[] expected = PyTorch.TorchTensors.All(ReferenceCase.File("torch", "NoBias.pt"))["2.weight"];
        Assert.Equal(expected[1], written.Numbers<double>("Dense2.weights")[3]);
    }

    [Theory]
    [InlineData("NoBias.pt", "Other", "2.weight [3, 5]")]
    [InlineData("NoBias.pt", "Missing", "App.Other, App.Small")]
    [InlineData("cases.json", "Small", ".json")]
    public void What_does_not_fit_is_said_a_line_each_with_exit_code_1_and_no_file(string file, string name, string line)
    {
        using var folder = new TemporaryFolder();
        string target = Path.Combine(folder.Path, "small.safetensors");
        TextWriter before = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            Assert.Equal(1, Run(folder, file, name, target));
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains(line, errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    private static int Run(TemporaryFolder folder, string file, string name, string target) => WeightsCommand.Create()
        .Parse([ReferenceCase.File("torch", file), "--assembly", folder.File("App.dll", s_assembly.Value), "--class", name, "--out",
            target]).Invoke();
}
