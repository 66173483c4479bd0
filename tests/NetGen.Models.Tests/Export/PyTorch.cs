using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Export;

/// <summary>The interpreter with PyTorch of this machine, if it has one.</summary>
internal static class PyTorch
{
    private const string Interpreter = "/usr/bin/python3";

    public static bool IsHere { get; } = File.Exists(Interpreter) && Start("-c", "import torch, numpy").Code == 0;

    public const string Missing = "There is no /usr/bin/python3 with torch and numpy on this machine.";

    /// <summary>Runs exported modules on samples; each answers, or says what went wrong.</summary>
    /// <param name="folder">The folder with the modules.</param>
    /// <param name="cases">The modules, each with its network and the samples.</param>
    public static IReadOnlyList<(double[]? Answers, string Fault)> Run(string folder, IReadOnlyList<(string Module, ExportedNetwork Network, double[] Samples)> cases)
    {
        File.WriteAllText(Path.Combine(folder, "network.json"), JsonSerializer.Serialize(cases.ToDictionary(each => each.Module, each => new
        {
            inputs = each.Network.Inputs.Select(input => input.Shape),
            outputs = each.Network.Outputs.Select(output => output.Shape),
            @double = each.Network.IsDouble,
            batch = each.Samples.Length / each.Network.InputSize,
        })));
        foreach ((string module, _, double[] samples) in cases)
            File.WriteAllBytes(Path.Combine(folder, module + ".in"), MemoryMarshal.AsBytes<double>(samples).ToArray());
        (int code, string error) = Start(Path.Combine(Repository.Folder, "tests", "reference", "run_modules.py"), folder);
        Assert.True(code == 0, error);
        return [.. cases.Select(each => Answer(Path.Combine(folder, each.Module)))];
    }

    /// <summary>Writes the state dictionary of each exported module in a folder as <c>.pt</c> beside it.</summary>
    public static void SaveStates(string folder)
    {
        (int code, string error) = Start(Path.Combine(Repository.Folder, "tests", "reference", "save_states.py"), folder);
        Assert.True(code == 0, error);
    }

    private static (double[]? Answers, string Fault) Answer(string path) => File.Exists(path + ".out")
        ? (MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path + ".out")).ToArray(), string.Empty)
        : (null, File.Exists(path + ".fault") ? File.ReadAllText(path + ".fault") : "no answer");

    private static (int Code, string Error) Start(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Interpreter, arguments) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}

/// <summary>A test that needs PyTorch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute() => Skip = PyTorch.IsHere ? null : PyTorch.Missing;
}
