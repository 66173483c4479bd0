using System.IO.Compression;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;
using Xunit.Abstractions;

namespace NetGen.Models.Tests.Onnx;

/// <summary>
/// Random modules of PyTorch 1.13 with their answers in double precision, made by tests/reference/torch_modules.py: <c>torch_modules.py FOLDER 200 1</c>,
/// zipped. A third of them runs always, all with <c>NETGEN_FULL=1</c>; <c>NETGEN_TORCH_MODULES</c> names a folder with others.
/// </summary>
public sealed class TorchModuleTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Random_modules_of_PyTorch_answer_as_they_did()
    {
        using var folder = new TemporaryFolder();
        string files = Environment.GetEnvironmentVariable("NETGEN_TORCH_MODULES") ?? Unpacked(folder);
        List<(string Name, ImportedModel Model)> imported = [];
        List<string> faults = [];
        string[] all = [.. Directory.GetFiles(files, "*.onnx").Order(StringComparer.Ordinal)];
        string[] chosen = Environment.GetEnvironmentVariable("NETGEN_FULL") == "1" ? all : [.. all.Where((_, place) => place % 3 == 0)];
        Assert.True(chosen.Length >= 67, $"{chosen.Length} modules");
        foreach (string file in chosen)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            try
            {
                imported.Add((file[..^5], ModelFile.Read(file, new ImportOptions { ClassName = "M" + name })));
            }
            catch (ModelImportException fault)
            {
                faults.Add($"{name}: {fault.Problems[0]}");
            }
        }

        var compiled = CompiledModel.CompileAll([.. imported.Select(each => each.Model)]);
        double largest = 0;
        for (int i = 0; i < imported.Count; i++)
        {
            TensorData[] Tensors(string kind) => [.. Directory.GetFiles(files, $"{Path.GetFileName(imported[i].Name)}.{kind}_*.npy").Order(StringComparer.Ordinal).Select(TensorFile.Read)];
            Comparison result = Verification.Compare(imported[i].Model, compiled[i], Tensors("input"), Tensors("output"), bySteps: false);
            largest = Math.Max(largest, result.Deviation / Math.Max(result.Largest, 1e-7));
            if (!result.IsWithin(Tolerance))
                faults.Add($"{Path.GetFileName(imported[i].Name)}: {result}");
        }

        output.WriteLine(FormattableString.Invariant($"{imported.Count} modules, largest deviation {largest:0.0e0}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults.Prepend($"{faults.Count} of {chosen.Length} modules:")));
    }

    private static string Unpacked(TemporaryFolder folder)
    {
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Onnx", "torch_modules.zip"), folder.Path);
        return folder.Path;
    }
}
