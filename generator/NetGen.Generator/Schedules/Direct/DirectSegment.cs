using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// The statements before the rows for one sample, to the bit as with samples in lanes: every output is summed in the same
/// order, only the vectors lie along neighbouring outputs.
/// </summary>
internal sealed class DirectSegment
{
    private readonly SegmentCall[] _calls;
    private readonly bool _copiesInput;
    private readonly PlaneLayout? _planes;

    /// <param name="stages">The statements as stages, all of which have a vector form for one sample: see <see cref="Cycles"/>.</param>
    /// <param name="input">The input of the network.</param>
    /// <param name="crossing">What rows read of the results.</param>
    /// <param name="state">What lies in memory of the caller's besides the input.</param>
    /// <param name="planes">The images that lie plane by plane.</param>
    public DirectSegment(MethodPool pool, Precision precision, Unroll unroll, Packing packing, IReadOnlyList<SegmentStage> stages, Tensor input, IReadOnlyCollection<Tensor> crossing, Tensor? state = null, PlaneLayout? planes = null)
    {
        Crossing = crossing;
        _planes = planes;
        DirectProductWriter products = new(pool, precision, unroll);
        DirectLoopWriter loops = new(pool, precision);
        CellWriter cells = new(pool, precision, unroll);
        _calls = [.. SegmentCall.Each(stages, stage => stage switch
        {
            CellStage cell => cells.Write(cell),
            ProductStage product => products.Write(product, DirectProductWriter.TileOf(product, precision, unroll)!),
            LoopStage loop when DirectLoopWriter.Fits(loop.Statement) => loops.Write(loop),
            LoopStage loop => loops.WriteNumbers(loop),
            MapsStage maps => loops.Write(maps),
            _ => throw new InvalidOperationException($"{stage.GetType().Name} is no stage of one sample."),
        })];
        // Vectors may run over the end of the caller's memory; single numbers and borders do not.
        _copiesInput = stages.Any(stage => stage.Tensors.Contains(input) && !ReadsNumbers(stage));
        foreach (SegmentCall call in _calls)
        {
            foreach (Tensor tensor in call.Operands)
            {
                if (FormOf(call, tensor) is var (form, band))
                    packing.Add(tensor, form, band);
            }
        }

        Frame = new SegmentFrame(stages, [(input, 0, 0), .. crossing.Select(tensor => (tensor, stages.Count, stages.Count))], tensor => tensor == state ? 0 : CostModel.Padded(tensor.Size) + CostModel.Lanes);
    }

    /// <summary>How an operand of a call is packed, and how long its bands are if it has some; null for what is no parameter.</summary>
    private static (PackedForm Form, int? Band)? FormOf(SegmentCall call, Tensor tensor) => tensor.Role switch
    {
        TensorRole.Parameter when call.Stage is CellStage cell && cell.Banded.Contains(tensor) => (PackedForm.Bands, cell.Along.Extent),
        TensorRole.Parameter => (PackedForm.Row, null),
        TensorRole.Statistic => (PackedForm.Statistic, null),
        _ => null,
    };

    /// <summary>What rows read of the results.</summary>
    public IReadOnlyCollection<Tensor> Crossing { get; }

    /// <summary>The memory of a sample; behind each tensor there is room for what vectors store too much.</summary>
    public SegmentFrame Frame { get; }

    /// <summary>What the products of one sample take, estimated; null where a stage has no vector form for one sample.</summary>
    public static double? Cycles(IEnumerable<SegmentStage> stages, Precision precision, Unroll unroll)
    {
        double cycles = 0;
        foreach (SegmentStage stage in stages)
        {
            double? own = stage switch
            {
                ProductStage product => DirectProductWriter.TileOf(product, precision, unroll)?.Cycles,
                LoopStage loop => DirectLoopWriter.Fits(loop.Statement) ? 0 : null,
                MapsStage maps => DirectLoopWriter.Fits(maps) ? 0 : null,
                TimeStage time => Fits(time) ? time.Loop.Time.Extent * Cycles(time.Steps, precision, unroll) : null,
                _ => null,
            };
            if (own is null)
                return null;
            cycles += own.Value;
        }

        return cycles;
    }

    /// <summary>Whether vectors of a product have lanes that compute nothing new.</summary>
    public static bool LeavesLanesIdle(IEnumerable<SegmentStage> stages, Precision precision, Unroll unroll) =>
        stages.OfType<ProductStage>().Any(product => DirectProductWriter.TileOf(product, precision, unroll) is { LeavesLanesIdle: true });

    /// <summary>What all that is no product takes, estimated, where <see cref="Cycles"/> is not null.</summary>
    public static double LoopCycles(IEnumerable<SegmentStage> stages, Precision precision) =>
        stages.OfType<LoopStage>().Sum(loop => DirectLoopWriter.Cycles(loop.Statement, precision == Precision.Double ? 4 : 8));

    /// <summary>Whether a loop can store whole vectors: what they store too much, the next step overwrites, if the next step comes next.</summary>
    private static bool Fits(TimeStage time) =>
        !time.Loop.IsDescending || time.Slices.Values.All(slice => slice.Step >= CostModel.Lanes);

    /// <summary>Whether a stage reads its source number by number and never as a vector.</summary>
    private static bool ReadsNumbers(SegmentStage stage) => stage switch
    {
        LoopStage { Statement: Pad } => true,
        LoopStage { Statement: var statement } when DirectLoopWriter.IsTransposition(statement) => true,
        CellStage cell => cell.Maps.Tensors.All(tensor => tensor.Role != TensorRole.Input),
        ProductStage { Product: var product, Source: var source, Epilogue.Count: 0 or 1 } => product.Axes.All(axis => new Strides(product.Target)[axis] != 1 || new Strides(source)[axis] == 0),
        _ => false,
    };

    /// <summary>The calls, from <c>source</c> to the frame.</summary>
    /// <param name="code">Where they go.</param>
    /// <param name="packing">Where parameters lie.</param>
    /// <param name="input">The input of the network.</param>
    /// <param name="notes">What is said about them.</param>
    /// <param name="outside">Tensors that lie elsewhere.</param>
    /// <param name="packed">Whether parameters are packed.</param>
    public void Write(CodeWriter code, Packing packing, Tensor input, StageNotes? notes, Func<Tensor, string?>? outside = null, bool packed = true)
    {
        if (_copiesInput)
            code.Line($"Panels.CopyIn(ref source, {Literal.Of(input.Size)}, {Reference(input)}, {Literal.Of(input.Size)}, 1);");
        SegmentCall.Write(code, _calls, call =>
        {
            StageNotes.Write(code, notes?.Of(call, _planes));
            code.Line(call.Method.Call(string.Join(", ", call.Operands.Select(tensor => outside?.Invoke(tensor) ?? tensor.Role switch
            {
                TensorRole.Parameter or TensorRole.Statistic => packing.Reference(tensor, FormOf(call, tensor)!.Value.Form),
                TensorRole.Input when !_copiesInput => call.SliceOf(tensor) is { } part ? $"ref Unsafe.Add(ref source, {call.Place(0, part)})" : "ref source",
                _ when call.SliceOf(tensor) is { } slice => $"ref Unsafe.Add(ref values, {call.Place(Frame.Offset(slice.Whole), slice)})",
                _ => Reference(tensor),
            })) + call.Rest + (call.Stage is CellStage cell ? CellWriter.Arguments(cell, packed) : string.Empty)) + ";");
        });
    }

    /// <summary>Where a tensor of the frame starts, as C#.</summary>
    public string Reference(Tensor tensor) => Frame.Offset(tensor) == 0 ? "ref values" : $"ref Unsafe.Add(ref values, {Literal.Of(Frame.Offset(tensor))})";
}
