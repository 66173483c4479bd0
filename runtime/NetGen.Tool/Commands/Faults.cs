using NetGen.Models;

namespace NetGen.Tool.Commands;

/// <summary>What a command says when it fails: one line a fault, and exit code 1.</summary>
internal static class Faults
{
    /// <summary>Runs a command; what its files can do wrong becomes lines on the error output.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (ModelImportException fault)
        {
            foreach (ImportProblem problem in fault.Problems)
                Console.Error.WriteLine(problem);
        }
        catch (Exception fault) when (
            fault is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine(fault.Message);
        }

        return 1;
    }
}
