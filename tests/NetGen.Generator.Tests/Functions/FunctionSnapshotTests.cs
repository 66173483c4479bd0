using System.Text;
using System.Text.RegularExpressions;
using NetGen.Generator.Tests.Harness;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.Functions;

/// <summary>The derivative that is emitted for each of the hundred methods, kept for readability.</summary>
public sealed partial class FunctionSnapshotTests
{
    [Fact]
    public void The_derivative_of_a_method_is_emitted_like_this()
    {
        // Three numbers fit one register at every width: the code is a straight line.
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(ReferenceFunction.All.Select(function => $$"""
            using NetGen;

            [Network]
            [Input(3)]
            [Activation("F")]
            public sealed partial class {{function.Name}}
            {
                {{function.Source}}
            }
            """));
        StringBuilder text = new();
        foreach (ReferenceFunction function in ReferenceFunction.All)
        {
            string generated = outcome.Sources.Single(source => source.HintName == function.Name + ".g.cs").SourceText.ToString();
            text.Append("// ").Append(function.Name).Append('\n');
            foreach (string line in function.Source.Split('\n'))
                text.Append("//     ".TrimEnd()).Append(line.Length == 0 ? string.Empty : "     " + line).Append('\n');
            Match method = InputErrors().Match(generated);
            text.Append(method.Success ? Computation(method.Value) : "// Nothing flows back.\n").Append('\n');
        }

        Snapshot.Match(text.ToString().TrimEnd('\n') + "\n", "Hundred");
    }

    /// <summary>The lines that compute: not those that say where numbers lie, and not those that load and store them.</summary>
    private static string Computation(string method)
    {
        int start = method.LastIndexOf("LoadUnsafe", StringComparison.Ordinal), end = method.LastIndexOf("inputGradientPart.StoreUnsafe", StringComparison.Ordinal);
        string lines = method[(method.IndexOf('\n', start) + 1)..end].TrimEnd(' ');
        return Indentation().Replace(lines, string.Empty);
    }

    [GeneratedRegex(@"    private static void InputErrors\(.*?\n    \}", RegexOptions.Singleline)]
    private static partial Regex InputErrors();

    [GeneratedRegex(@"^ {12}", RegexOptions.Multiline)]
    private static partial Regex Indentation();
}
