using System.Text.Json;
using System.Text.RegularExpressions;

namespace NetGen.Generator.Tests.Reference;

/// <summary>One method of <c>functions.json</c>: its C#, and what PyTorch computed for the same function in double precision.</summary>
/// <param name="Name">Its name in messages; the method is called <c>F</c>.</param>
/// <param name="Source">The method and what it calls, in float.</param>
/// <param name="Points">Where it was taken.</param>
/// <param name="Values">Its values.</param>
/// <param name="Slopes">Its first derivatives.</param>
/// <param name="Curvatures">Its second derivatives.</param>
/// <param name="Partials">For each point the derivatives with respect to the trained scalars; empty without any.</param>
internal sealed partial record ReferenceFunction(string Name, string Source, double[] Points, double[] Values, double[] Slopes, double[] Curvatures, double[][] Partials)
{
    private static readonly JsonSerializerOptions s_options = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static IReadOnlyList<ReferenceFunction> All { get; } = Load("functions.json");

    /// <summary>Formulas that overflow where they are computed as they are written, there, from 60 digits and not from PyTorch: <c>stable_forms.json</c>.</summary>
    public static IReadOnlyList<ReferenceFunction> Overflowing { get; } = Load("stable_forms.json");

    /// <summary>The method in one of the number types.</summary>
    public string SourceIn(Precision precision) => precision == Precision.Single
        ? Source
        : Suffix().Replace(Source.Replace("MathF", "Math", StringComparison.Ordinal).Replace("float", "double", StringComparison.Ordinal), "$1");

    [GeneratedRegex(@"(\d)f\b")]
    private static partial Regex Suffix();

    private static ReferenceFunction[] Load(string file)
    {
        using Stream stream = typeof(ReferenceFunction).Assembly.GetManifestResourceStream(file)!;
        return JsonSerializer.Deserialize<ReferenceFunction[]>(stream, s_options)!;
    }
}
