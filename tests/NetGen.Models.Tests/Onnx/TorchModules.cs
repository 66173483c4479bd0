using System.Collections.Immutable;
using System.IO.Compression;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Onnx;

/// <summary>
/// Random modules of PyTorch 1.13 with their answers in double precision, made by tests/reference/torch_modules.py: <c>torch_modules.py FOLDER 200 1</c>,
/// zipped. A third of them runs always, all with <c>NETGEN_FULL=1</c>; <c>NETGEN_TORCH_MODULES</c> names a folder with others.
/// </summary>
public sealed class TorchModules : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _files;

    public TorchModules()
    {
        _files = Environment.GetEnvironmentVariable("NETGEN_TORCH_MODULES") ?? Unpacked();
        string[] all = [.. Directory.GetFiles(_files, "*.onnx").Order(StringComparer.Ordinal)];
        string[] chosen = IsFull ? all : [.. all.Where((_, place) => place % 3 == 0)];
        Assert.True(chosen.Length >= 67, $"{chosen.Length} modules");
        List<(string Path, ImportedModel Model)> imported = [];
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (string file in chosen)
        {
            try
            {
                imported.Add((file[..^5], ModelFile.Read(file, new ImportOptions { ClassName = "M" + Path.GetFileNameWithoutExtension(file) })));
            }
            catch (ModelImportException fault)
            {
                faults.Add($"{Path.GetFileNameWithoutExtension(file)}: {fault.Problems[0]}");
            }
        }

        Refusals = faults.ToImmutable();
        All = [.. imported.Zip(CompiledModel.CompileAll([.. imported.Select(each => each.Model)]), (each, network) => new TorchModule(each.Path, each.Model, network))];
    }

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("NETGEN_FULL") == "1";

    /// <summary>What could not be imported.</summary>
    public ImmutableArray<string> Refusals { get; }

    internal ImmutableArray<TorchModule> All { get; }

    public void Dispose() => _folder.Dispose();

    private string Unpacked()
    {
        ZipFile.ExtractToDirectory(Path.Combine(AppContext.BaseDirectory, "Onnx", "torch_modules.zip"), _folder.Path);
        return _folder.Path;
    }
}

/// <summary>A module and the network that its ONNX file became.</summary>
/// <param name="Path">Its files, without their endings.</param>
/// <param name="Model">The import.</param>
/// <param name="Network">The network, with the weights of the ONNX file until others are loaded.</param>
internal sealed record TorchModule(string Path, ImportedModel Model, CompiledModel Network)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The answers of the network beside those of PyTorch.</summary>
    public Comparison Compare() => Verification.Compare(Model, Network, Tensors("input"), Tensors("output"), bySteps: false);

    private TensorData[] Tensors(string kind) =>
        [.. Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!, $"{Name}.{kind}_*.npy").Order(StringComparer.Ordinal).Select(TensorFile.Read)];
}
