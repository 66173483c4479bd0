using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>
/// Writes the class <c>Textbook</c>: the network as plain loops, one sample at a time where that shows everything. It is read by
/// people and it is what the vector code is tested against.
/// </summary>
internal static class TextbookSchedule
{
    public static void Write(NetworkProgram program, CodeWriter code)
    {
        LoopParts parts = new(program, code, new TextbookDialect(program.Graph.Declaration.Precision), new MethodPool());
        code.Line("/// <summary>The same network as plain loops, for reading and for checking the fast code against.</summary>");
        using (code.Block("public static class Textbook"))
        {
            Forward(parts);
            if (program.DiffersInTraining)
                BatchTraining.Write(parts);
            else
                SampleTraining.Write(parts);
            Functions(parts);
            foreach (string table in parts.Tables.Texts)
            {
                code.Line();
                code.Line(table.TrimEnd('\n'));
            }
        }
    }

    private static void Forward(LoopParts parts)
    {
        Pass inference = parts.Program.Inference;
        SampleLoops loops = new(parts);
        parts.Summary(parts.Program.DiffersInTraining ? "The outputs of a batch in inference mode." : "The outputs of a batch.");
        using (parts.Code.Block($"public static void Forward(ReadOnlySpan<{parts.Number}> parameters, {parts.Buffers}ReadOnlySpan<{parts.Number}> inputs, Span<{parts.Number}> outputs)"))
        {
            parts.Check("outputs", "OutputSize", buffers: parts.Program.Buffers.Count > 0);
            IReadOnlyList<Block> layers = LoopParts.Only(inference, [inference.Output]);
            loops.Declare(layers.SelectMany(block => block.Statements));
            using (loops.Samples())
            {
                loops.Layers(layers);
                loops.Copy(inference.Output, "outputs", "OutputSize", from: true);
            }
        }
    }

    /// <summary>The functions that the base library lacks, where a formula calls them.</summary>
    private static void Functions(LoopParts parts)
    {
        string number = parts.Number, math = number == "double" ? "Math" : "MathF";
        if (parts.Calls.Contains(Function.Sigmoid))
        {
            parts.Code.Line();
            parts.Code.Line($"private static {number} Sigmoid({number} x) => {parts.Dialect.Number(1)} / ({parts.Dialect.Number(1)} + {math}.Exp(-x));");
        }

        if (parts.Calls.Contains(Function.Softplus))
        {
            parts.Code.Line();
            parts.Code.Line($"private static {number} Softplus({number} x) => {math}.Max(x, {parts.Dialect.Number(0)}) + {math}.Log({parts.Dialect.Number(1)} + {math}.Exp(-{math}.Abs(x)));");
        }
    }
}
