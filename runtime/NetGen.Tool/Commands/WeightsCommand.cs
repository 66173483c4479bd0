using System.Collections.Immutable;
using System.CommandLine;
using NetGen.Models;
using NetGen.Tool.Running;
using Spectre.Console;

namespace NetGen.Tool.Commands;

/// <summary>
/// <c>netgen weights FILE --assembly App.dll --class LeNet5 --out lenet.safetensors</c>: foreign weights for a class that exists.
/// </summary>
internal static class WeightsCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE")
            { Description = "The weights: .pt or .pth (a state_dict), .safetensors with the names of PyTorch, .h5 or .keras." };
        var assembly = new Option<FileInfo>("--assembly") { Description = "The assembly that has the class.", Required = true };
        var name = new Option<string>("--class") { Description = "The class, with or without its namespace.", Required = true };
        var target = new Option<FileInfo>("--out") { Description = "The file to write, in the layout of the class.", Required = true };
        var map = new Option<string[]>("--map")
        {
            Description = "A module of the file and its layer, such as encoder.0=Conv1, for what names and order do not tell; as often as "
                + "needed. A batch normalisation that is mapped to a convolution goes into its weights.",
            DefaultValueFactory = _ => [],
        };
        var skip = new Option<string[]>("--skip")
        {
            Description =
                "A module of the file that the network does not have, such as a head that only training uses; as often as needed.",
            DefaultValueFactory = _ => [],
        };
        var channelsLast = new Option<bool>("--channels-last")
        {
            Description = "The model of the file flattens images with the channels last, as modules do that 'netgen export' wrote.",
        };
        var command = new Command("weights", """
            Writes the weights of a PyTorch or Keras model for a network class that exists, matched by name,
                and otherwise in order by kind and shape.
            Example: netgen weights lenet.pt --assembly App.dll --class LeNet5 --out lenet.safetensors. Then: Safetensors.Load("lenet.safetensors", model);
            """)
        {
            file, assembly, name, target, map, skip, channelsLast,
        };
        command.SetAction(arguments => Faults.Guard(() =>
        {
            using var user = UserAssembly.Load(arguments.GetValue(assembly)!.FullName);
            var options = new WeightOptions
            {
                Map = Map(arguments.GetValue(map)!),
                Skip = [.. arguments.GetValue(skip)!],
                ChannelsLast = arguments.GetValue(channelsLast),
            };
            ModelWeights weights = ModelWeights.Read(arguments.GetValue(file)!.FullName, user.Describe(arguments.GetValue(name)!),
                options);
            FileInfo written = arguments.GetValue(target)!;
            written.Directory?.Create();
            weights.Save(written.FullName);
            Print(weights);
            Console.WriteLine($"Wrote {written}.");
            return 0;
        }));
        return command;
    }

    private static ImmutableDictionary<string, string> Map(string[] pairs)
    {
        var map = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (string pair in pairs)
        {
            int sign = pair.LastIndexOf('=');
            if (sign < 1 || sign == pair.Length - 1 || !map.TryAdd(pair[..sign], pair[(sign + 1)..]))
                throw new ArgumentException($"Expected a map 'module=Layer', each module once, got '{pair}'.");
        }

        return map.ToImmutable();
    }

    private static void Print(ModelWeights weights)
    {
        Table table = new Table().AddColumns("tensor", "became", "change");
        foreach (WeightMatch match in weights.Report)
            table.AddRow(Markup.Escape(match.Tensors), Markup.Escape(match.Slot), Markup.Escape(match.Change));
        // Without a terminal a line is not broken, so that names stay whole in a log.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(table);
    }
}
