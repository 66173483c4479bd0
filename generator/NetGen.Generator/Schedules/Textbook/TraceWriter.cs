using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>
/// Writes <c>Trace</c>: the layers on one sample, every output kept. The loops are those of the textbook, the functions those of
/// the fast code: what is looked at has the same bits everywhere.
/// </summary>
internal sealed class TraceWriter(LoopParts parts) : LoopWriter(parts)
{
    protected override string Input => "input";

    /// <summary>Writes the method.</summary>
    /// <param name="program">The network.</param>
    /// <param name="tables">The members of the class that hold tables of constants.</param>
    /// <param name="code">Where it goes.</param>
    public static void Write(NetworkProgram program, MethodPool tables, CodeWriter code) =>
        new TraceWriter(new LoopParts(program, code, new TraceDialect(program.Graph.Declaration.Precision), tables)).Write();

    protected override string Length(Tensor tensor) => Literal.Of(tensor.Size);

    protected override string Element(Tensor tensor, string offset) => tensor.Role == TensorRole.Input ? $"input[{offset}]" : $"{Name(tensor)}[{offset}]";

    private void Write()
    {
        IReadOnlyList<Block> layers = Program.Inference.Blocks;
        string room = Literal.Of(layers.Sum(layer => (long)layer.Result.Size));
        Code.Line("/// <summary>The outputs of all layers for one sample, in inference mode: for looking, not for speed. Allocates its intermediates.</summary>");
        Code.Line("/// <param name=\"input\">One sample.</param>");
        Code.Line($"/// <param name=\"activations\">Room for {room} numbers: the outputs of all layers, one behind the other.</param>");
        Code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (Code.Block($"public void Trace(ReadOnlySpan<{Number}> input, Span<{Number}> activations)"))
        {
            Code.Line("NetworkArguments.Length(nameof(input), 1, InputSize, input.Length);");
            Code.Line($"NetworkArguments.Length(nameof(activations), 1, {room}, activations.Length);");
            Code.Line($"NetworkArguments.Separate<{Number}>(nameof(input), input, nameof(activations), activations);");
            IReadOnlyList<Block> needed = LoopParts.Only(Program.Inference, layers.Select(layer => layer.Result));
            Statement[] statements = [.. needed.SelectMany(layer => layer.Statements)];
            if (statements.Any(statement => statement.Reads.Any(read => read.Tensor.Role == TensorRole.Parameter)))
                Code.Line($"ReadOnlySpan<{Number}> parameters = _parameters.Span;");
            if (statements.Any(statement => statement.Reads.Any(read => read.Tensor.Role == TensorRole.Buffer)))
                Code.Line($"ReadOnlySpan<{Number}> buffers = _buffers.Span;");
            Declare(statements);
            Code.Line();
            long start = 0;
            Layers(needed, layer =>
            {
                Code.Line($"{Source(layer.Result)}.CopyTo(activations.Slice({Literal.Of(start)}, {Literal.Of(layer.Result.Size)}));");
                start += layer.Result.Size;
            });
        }

        Code.Line();
    }
}
