using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <content>Penalties on parameters: what they add to the loss and to its gradient.</content>
internal sealed partial class MemberWriter
{
    private bool HasPenalties => _graph.Penalties.Count > 0;

    /// <summary>The phase that adds the gradients of the penalties, when those of the samples are complete.</summary>
    private void PenaltyPhase(int phase)
    {
        code.Line($"case {Literal.Of(phase)}:");
        code.Line("    // Once for all batches that are added up.");
        code.Line("    if (context.Accumulate)");
        code.Line("        break;");
        using (code.Indent())
        {
            foreach (PenalizedRange range in _graph.Penalties.Where(range => !range.Frozen))
            {
                code.Line($"// {range.Formula}");
                code.Line($"Penalty.AddGradient({Slice("_parameters.Span", range)}, {Slice("parameterGradients", range)}, {Factors(range)}, piece, pieces);");
            }
        }

        code.Line("    break;");
    }

    private void Penalties()
    {
        code.Line("/// <summary>What the penalties on parameters add to the loss.</summary>");
        code.Line("private double Penalties() =>");
        using (code.Indent())
            code.Line(string.Join("\n+ ", _graph.Penalties.Select(range => $"Penalty.Of<{_number}>({Slice("_parameters.Span", range)}, {Factors(range)})")) + ";");
        code.Line();
    }

    private static string Slice(string span, PenalizedRange range) => $"{span}.Slice({Literal.Of(range.Offset)}, {Literal.Of(range.Length)})";

    private static string Factors(PenalizedRange range) => $"{Literal.Of(range.Absolute)}, {Literal.Of(range.Squares)}";
}
