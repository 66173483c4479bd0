using System.CommandLine;
using NetGen.Models;
using NetGen.Tool.Running;

namespace NetGen.Tool.Commands;

/// <summary>
/// <c>netgen export --assembly App.dll --class LeNet5 --weights lenet.safetensors --onnx lenet.onnx</c>: a network for others.
/// </summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var assembly = new Option<FileInfo>("--assembly")
        {
            Description = "The assembly with the network, where a build has put it: bin/Release/net10.0/App.dll.",
            Required = true,
        };
        var name = new Option<string?>("--class")
        {
            Description = "The network's class, with or without its namespace. Without it, the networks of the assembly are listed.",
        };
        var weights = new Option<FileInfo>("--weights") { Description = "Its weights, as Safetensors.Save writes them.", Required = true };
        var onnx = new Option<FileInfo?>("--onnx")
            { Description = "The ONNX file to write, opset 17. It answers in ONNX Runtime as the network does." };
        var pytorch = new Option<FileInfo?>("--pytorch")
        {
            Description = "The Python file to write, with a PyTorch module; its weights go beside it as .safetensors.",
        };
        var command = new Command("export", """
            Writes a trained network for others: as ONNX, as a PyTorch module, or both. Both take and give the numbers in the order of Forward: channels last.
            Examples:
              netgen export --assembly bin/Release/net10.0/App.dll --class LeNet5 --weights lenet.safetensors --onnx lenet.onnx
              netgen export --assembly bin/Release/net10.0/App.dll --class LeNet5 --weights lenet.safetensors --pytorch lenet.py
            Then: session = onnxruntime.InferenceSession("lenet.onnx"), or: import lenet; module = lenet.load()
            """)
        {
            assembly, name, weights, onnx, pytorch,
        };
        command.SetAction(arguments => Faults.Guard(() =>
        {
            if (arguments.GetValue(onnx) is null && arguments.GetValue(pytorch) is null)
                throw new ArgumentException("Expected --onnx FILE or --pytorch FILE, which say what to write, got neither.");
            using var user = UserAssembly.Load(arguments.GetValue(assembly)!.FullName);
            Type network = user.Network(arguments.GetValue(name));
            string?[] files = [arguments.GetValue(weights)!.FullName, arguments.GetValue(onnx)?.FullName,
                arguments.GetValue(pytorch)?.FullName];
            var written = (string[])UserAssembly.Call(typeof(ExportCommand), nameof(Write), network, files)!;
            Console.WriteLine($"Wrote {string.Join(" and ", written)}.");
            return 0;
        }));
        return command;
    }

    private static string[] Write<TNetwork, T>(string weights, string? onnx, string? pytorch)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged
    {
        TNetwork network = TNetwork.Create(0);
        Safetensors.Load(weights, network);
        List<string> written = [];
        if (onnx is not null)
        {
            OnnxFile.Save(onnx, network);
            written.Add(onnx);
        }

        if (pytorch is not null)
        {
            written.Add(pytorch);
            written.Add(PyTorchModule.Save(pytorch, network));
        }

        return [.. written];
    }
}
