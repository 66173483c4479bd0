using System.CommandLine;
using NetGen.Models;
using Spectre.Console;

namespace NetGen.Tool.Commands;

/// <summary><c>netgen import FILE --class Mnist</c>: the class and its weights.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
            { Description = "The model: .onnx, .keras or .h5 (Keras), .nam (Neural Amp Modeler), or .json (RTNeural)." };
        var name = new Option<string?>("--class") { Description = "The name of the class; default: made from the name of the file." };
        var space = new Option<string?>("--namespace") { Description = "The namespace of the class; default: none." };
        var folder = new Option<DirectoryInfo>("--out")
            { Description = "The folder for the class and the weights; default: this one.", DefaultValueFactory = _ =>
            new DirectoryInfo(".") };
        var pretrained = new Option<bool>("--pretrained")
            { Description = "The class names its weights file in [Weights], so that the weights become part of the program." };
        var steps = new Option<int?>("--steps")
            { Description = "The steps of the input of a sequence model whose file leaves them open; streaming does not depend on it." };
        var command = new Command("import", """
            Writes a class with an attribute for each layer, and its weights as safetensors; prints the layers and what became of every node.
            Example: netgen import mnist.onnx --class Mnist --namespace App. Then: var model = new Mnist(); Safetensors.Load("Mnist.safetensors", model);
            """)
        {
            file, name, space, folder, pretrained, steps,
        };
        command.SetAction(arguments => Faults.Guard(() =>
        {
            string path = arguments.GetValue(file)!.FullName;
            var options = new ImportOptions
                { ClassName = arguments.GetValue(name), Namespace = arguments.GetValue(space), Steps = arguments.GetValue(steps) };
            ImportedModel model = ModelFile.Read(path, options);
            if (arguments.GetValue(pretrained))
                model = ModelFile.Read(path, options with { Weights = model.ClassName + ".safetensors" });
            DirectoryInfo target = arguments.GetValue(folder)!;
            target.Create();
            model.Save(target.FullName);
            Print(model);
            Console.WriteLine($"Wrote {Path.Combine(target.ToString(), model.ClassName)}.cs and {model.ClassName}.safetensors.");
            return 0;
        }));
        return command;
    }

    private static void Print(ImportedModel model)
    {
        Console.WriteLine(model.Report.Source);
        Table layers = new Table().AddColumns("layer", "attribute", "output", "numbers");
        foreach (ImportedLayer layer in model.Report.Layers)
            layers.AddRow(Markup.Escape(layer.Name), Markup.Escape(layer.Attribute), string.Join(" x ", layer.OutputShape),
                Number(layer.Numbers));
        layers.AddRow(string.Empty, string.Empty, string.Empty, Number(model.Report.Numbers));
        AnsiConsole.Write(layers);
        Table nodes = new Table().AddColumns("node", "operator", "became");
        foreach (ImportedNode node in model.Report.Nodes)
            nodes.AddRow(Markup.Escape(node.Node), Markup.Escape(node.Operator), Markup.Escape(node.Became));
        AnsiConsole.Write(nodes);
    }

    private static string Number(long count) => count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
}
