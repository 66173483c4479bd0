using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Segments;

namespace NetGen.Generator.Schedules.Vector;

/// <content>One step of a sequence at a time. Each layer runs as it does on whole sequences, so that the bits are the same.</content>
internal sealed partial class VectorSchedule
{
    private readonly Flattening _streamShapes = new();
    private readonly Frame _streamFrame = new();
    private DirectSegment? _stream;
    private StageWriter? _streamWriter;
    private IReadOnlyList<StageCall> _streamRows = [];
    private IReadOnlyList<Tensor> _streamCopied = [];

    /// <summary>Whether steps can come one at a time.</summary>
    public bool Streams => _stream is not null;

    /// <summary>Whether a step can run on parameters as they lie: not where something is computed of them first.</summary>
    public bool StreamsFlat => Streams && !ReadsBuffers;

    /// <summary>Scratch numbers of a step.</summary>
    public int StreamElements => StreamRows + _stream!.Frame.Elements;

    private int StreamRows => CostModel.Padded(_streamFrame.LengthPerSample);

    private StreamProgram Stream => _program.Streaming!;

    private Tensor StreamOutput => _streamShapes.Row(Stream.Output);

    private Tensor StreamInput => _streamShapes.Row(Stream.Input);

    private void PlanStream(SegmentSplit whole)
    {
        if (_program.Streaming is not { } stream)
            return;
        IReadOnlyList<Statement> statements = _streamShapes.Apply(stream.Layers.Blocks.SelectMany(block => block.Statements));
        Tensor[] kept = [StreamOutput, .. stream.State.After.Select(part => _streamShapes.Row(part.Tensor))];
        SegmentSplit split = new([.. Needed.For(statements, kept).Where(statement => !Lanes.LaneLevels.IsOnce(statement))], whole);
        IReadOnlyList<Tensor> crossing = split.Crossing(split.Rows, [StreamOutput]);
        Unroll unroll = _program.Graph.Declaration.Unroll;
        HashSet<Tensor> live = [.. crossing, .. kept];
        IReadOnlyList<SegmentStage> stages = CellStage.Join(MapGroup.Plan(split.Lanes, live, (stage, _) => stage), live, _precision, unroll)
            .SelectMany(stage => stage switch
            {
                ProductStage product when DirectProductWriter.TileOf(product, _precision, unroll) is null => OneByOne([product.Start, product.Product, .. product.Epilogue]),
                MapsStage maps when !DirectLoopWriter.Fits(maps) => OneByOne(maps.Maps),
                _ => [stage],
            }).ToArray();
        _streamWriter = new StageWriter(_pool, _precision, unroll, _streamFrame, InferencePacking, tensor => _program.Parameters[tensor].Offset);
        _streamRows = _streamWriter.Write(Planner.Plan(split.Rows, new HashSet<Tensor> { StreamOutput }), "StepOutputs");
        // What rows read in vectors must be padded with zeros; what they read number by number stays where it is.
        ILookup<bool, Tensor> copied = crossing.ToLookup(tensor => _streamRows.Any(call => call.Stage is RowStage row && row.Statements.Any(statement => statement.Reads.Any(read => read.Tensor == tensor))));
        _streamCopied = [.. copied[true], .. split.Rows.Any(statement => statement.Reads.Any(read => read.Tensor == StreamInput)) ? [StreamInput] : Array.Empty<Tensor>()];
        foreach (Tensor tensor in _streamCopied)
            _streamFrame.Add(tensor);
        _stream = new DirectSegment(_pool, _precision, unroll, InferencePacking, stages, StreamInput, [.. crossing.Concat(kept.Where(tensor => split.Lanes.Any(statement => statement.Target.Tensor == tensor))).Distinct()], _streamShapes.Row(stream.State.Before));
        foreach (Tensor tensor in copied[false])
            _streamFrame.Borrow(tensor, StreamRows + _stream.Frame.Offset(tensor));
    }

    /// <summary>Statements without vectors as stages of their own.</summary>
    private static IEnumerable<SegmentStage> OneByOne(IEnumerable<Statement?> statements) => statements.OfType<Statement>().Select(statement => new LoopStage(statement));

    /// <summary>A step from <c>source</c> and <c>state</c> to <c>target</c> and <c>state</c>, for parameters packed or as they lie.</summary>
    public void WriteStream(CodeWriter code, bool flat)
    {
        DirectSegment segment = _stream!;
        Tensor state = _streamShapes.Row(Stream.State.Before);
        if (StreamRows > 0)
            code.Line($"ref {_number} values = ref Unsafe.Add(ref memory, {Literal.Of(StreamRows)});");
        else
            code.Line($"ref {_number} values = ref memory;");
        segment.Write(code, InferencePacking, StreamInput, flat ? null : new StageNotes(_program, _streamShapes), tensor =>
            tensor == state ? "ref state"
            : flat && tensor.Role == TensorRole.Parameter ? $"ref Unsafe.Add(ref parameters, {Literal.Of(_program.Parameters[tensor].Offset)})"
            : null, packed: !flat);
        code.Gap();
        foreach ((Tensor tensor, int offset) in Stream.State.After)
            code.Line(Copy(segment.Reference(_streamShapes.Row(tensor)), offset == 0 ? "ref state" : $"ref Unsafe.Add(ref state, {Literal.Of(offset)})", tensor));
        if (_streamRows.Count == 0)
        {
            code.Line(Copy(StreamOutput == StreamInput ? "ref source" : segment.Reference(StreamOutput), "ref target", StreamOutput));
            return;
        }

        foreach (Tensor tensor in _streamCopied)
            code.Line($"Panels.CopyIn({(tensor == StreamInput ? "ref source" : segment.Reference(tensor))}, {Literal.Of(tensor.Size)}, ref Unsafe.Add(ref memory, {Literal.Of(_streamFrame.Offset(tensor.Name))}), {Literal.Of(_streamFrame.Stride(tensor.Name))}, 1);");
        bool inline = !flat && _streamRows.All(call => call.Inline is not null) && FitsOneMethod(_streamRows.Select(call => call.Stage));
        Registers registers = new(_precision, inline ? StreamOutput : null, segment.Crossing);
        foreach (StageCall call in _streamRows)
        {
            if (!flat)
                Comment(code, call, inline ? call.InlineNote : call.SingleNote, isNew: true);
            if (inline)
                _streamWriter!.SingleInline(code, call, _number, registers);
            else
                _streamWriter!.SingleCall(code, call, flat);
        }

        if (!registers.StoresResult(_streamRows[_streamRows.Count - 1].Stage))
            StoreResult(code, registers, StreamOutput, _streamFrame.Offset(StreamOutput.Name));
    }

    private static string Copy(string from, string to, Tensor tensor) => $"Panels.CopyShort({from}, {to}, {Literal.Of(tensor.Size)});";
}
