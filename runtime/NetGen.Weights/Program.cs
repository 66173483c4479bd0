using System.Text;

namespace NetGen.Weights;

/// <summary>
/// Reads weights files and writes for each its numbers, a resource of the assembly, and what the compiler is told of them. The build calls
/// it with the path of a list: a line a file, and on it between tabs the file, its name in the project, where the numbers go and where the
/// description goes.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not [string list])
        {
            Console.Error.WriteLine("Expected the path of a list of weights files.");
            return 2;
        }

        try
        {
            foreach (string line in File.ReadLines(list).Where(line => line.Length > 0))
            {
                if (line.Split('\t') is not [string file, string name, string numbers, string description])
                    throw new InvalidDataException($"Expected a file, a name, and two paths to write to, with tabs between, got '{line}'.");
                Prepare(file, name.Replace('\\', '/'), numbers, description);
            }

            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"NetGen: error NETGEN602: {fault.Message}");
            return 1;
        }
    }

    private static void Prepare(string file, string name, string numbers, string description)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(numbers))!);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(description))!);
        WeightsDescription read;
        using (FileStream target = File.Create(numbers))
            read = WeightsReader.Read(file, name, target);

        // Last, so that a description never tells of numbers that are not there.
        File.WriteAllText(description, read.Text(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
