using System.Text.Json;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Support;

/// <summary>
/// A class, an input and what a model of another library with the same layers answers, which a script in tests/reference has written.
/// </summary>
/// <param name="Name">The name of the class, and of the files.</param>
/// <param name="Source">The class; empty where the file has the layers.</param>
/// <param name="Input">Samples, as they lie in the network.</param>
/// <param name="Output">The answers, as they lie in the network.</param>
public sealed record ReferenceCase(string Name, string? Source, float[] Input, float[] Output)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    /// <summary>A file that a script has written.</summary>
    public static string File(string folder, string name) => Path.Combine(AppContext.BaseDirectory, "Data", folder, name);

    public static ReferenceCase[] All(string folder) =>
        JsonSerializer.Deserialize<ReferenceCase[]>(System.IO.File.ReadAllText(File(folder, "cases.json")), s_options)!;

    /// <summary>Compares the answers of a network that has its weights.</summary>
    internal void Check(CompiledModel network, string file)
    {
        Comparison result = Comparison.Of(network.Forward(Input), Output);
        Assert.True(result.IsWithin(1e-5), $"{file}: {result}");
    }
}
