using System.Globalization;
using System.Text;
using NetGen.Models;

namespace NetGen.Import;

/// <summary>
/// Imports a model while a project is built. The build calls it with the path of a list: the model, the class with its namespace, the steps
/// of a sequence or an empty line, the name of the weights in the project, and where the class and the weights go, a line each. What is
/// wrong comes on the output, a line a node.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [string list])
        {
            Console.WriteLine("Expected the path of a list of arguments.");
            return 2;
        }

        try
        {
            if (File.ReadAllLines(list) is not [string model, string type, string steps, string name, string source, string weights, ..])
                throw new InvalidDataException("Expected a model, a class, its steps, the name of its weights, and two paths to write to.");
            Import(model, Options(type, steps) with { Weights = name }, source, weights);
            return 0;
        }
        catch (ModelImportException fault)
        {
            foreach (ImportProblem problem in fault.Problems)
                Console.WriteLine(OneLine(problem.ToString()));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            Console.WriteLine(OneLine(fault.Message));
        }

        return 1;
    }

    private static ImportOptions Options(string type, string steps)
    {
        int point = type.LastIndexOf('.');
        if (steps.Length > 0 && !int.TryParse(steps, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            throw new ArgumentException($"Expected a number as Steps, got '{steps}'.");
        return new ImportOptions
        {
            Namespace = point < 0 ? null : type[..point],
            ClassName = type[(point + 1)..],
            Steps = steps.Length == 0 ? null : int.Parse(steps, CultureInfo.InvariantCulture),
        };
    }

    private static void Import(string path, ImportOptions options, string source, string weights)
    {
        ImportedModel model = ModelFile.Read(path, options);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(source))!);
        model.SaveWeights(weights);
        File.WriteAllText(source, model.Source, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
