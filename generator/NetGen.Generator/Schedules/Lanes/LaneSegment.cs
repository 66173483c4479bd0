using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>Statements that run over groups of samples, one in each lane of a vector, as calls; and the memory that they need.</summary>
internal sealed class LaneSegment
{
    private readonly List<IReadOnlyList<SegmentCall>> _parts = [];
    private readonly List<(int Start, int Length)> _ranges = [];
    private readonly List<HashSet<Tensor>> _reads = [];
    private readonly Dictionary<string, int> _partials = [];

    /// <param name="levels">The statements, on rows.</param>
    /// <param name="last">Statements behind all others, in a part of their own.</param>
    /// <param name="given">What is in the frame before the first part.</param>
    /// <param name="crossing">What is read from the frame behind the way forward.</param>
    /// <param name="returning">What is written to the frame before the way back.</param>
    /// <param name="kept">What is read from the frame behind the last part.</param>
    /// <param name="repeats">Whether the way back may run again: then what it reads of the way forward stays.</param>
    public LaneSegment(
        MethodPool pool,
        Precision precision,
        Unroll unroll,
        Packing packing,
        LaneLevels levels,
        IReadOnlyList<Statement> last,
        IReadOnlyCollection<Tensor> given,
        IReadOnlyCollection<Tensor> crossing,
        IReadOnlyCollection<Tensor> returning,
        IReadOnlyCollection<Tensor> kept,
        bool repeats)
    {
        Levels = levels;
        Given = given;
        IReadOnlyList<IReadOnlyList<Statement>> parts = [.. levels.Forward, .. levels.Backward, last];
        Crossing = crossing;
        Returning = returning;
        LaneProductWriter products = new(pool, precision, unroll);
        LaneGradientWriter gradients = new(pool, precision);
        LaneLoopWriter loops = new(pool, precision);
        LaneGatherWriter gathers = new(pool, precision);
        List<SegmentStage> all = [];
        List<int> ends = [];
        for (int i = 0; i < parts.Count; i++)
        {
            HashSet<Tensor> live = [.. kept, .. crossing, .. parts.Skip(i + 1).SelectMany(part => part).SelectMany(statement => statement.Reads).Select(read => read.Tensor)];
            IReadOnlyList<SegmentStage> stages = SegmentPlanner.Plan(MapFusion.Apply(parts[i], live), live);
            all.AddRange(stages);
            _reads.Add([.. stages.SelectMany(stage => stage.Tensors)]);
            ends.Add(all.Count);
            _parts.Add(SegmentCall.Each(stages, stage => stage switch
            {
                ProductStage product => products.Write(product),
                WeightGradientStage gradient => gradients.Write(gradient),
                LoopStage { Statement: Gather or Scatter } loop => gathers.Write(loop),
                LoopStage loop => loops.Write(loop),
                MapsStage maps => loops.Write(maps),
                _ => throw new InvalidOperationException($"{stage.GetType().Name} is no stage of lanes."),
            }).ToArray());
        }

        IEnumerable<Tensor> again = repeats ? _reads.Take(levels.Last + 1).SelectMany(reads => reads).Append(given.First()).Where(tensor => _reads.Skip(levels.Last + 1).Any(reads => reads.Contains(tensor))).Distinct() : [];
        Frame = new SegmentFrame(all,
        [
            .. again.Select(tensor => (tensor, all.Count, all.Count)),
            .. given.Select(tensor => (tensor, 0, 0)),
            .. crossing.Select(tensor => (tensor, ends[levels.Last] - 1, ends[levels.Last])),
            .. returning.Select(tensor => (tensor, ends[levels.Last], ends[levels.Last])),
            .. kept.Select(tensor => (tensor, all.Count, all.Count)),
        ]);
        foreach (IReadOnlyList<SegmentCall> part in _parts)
        {
            int start = PartialLength;
            foreach (SegmentCall call in part)
                Reserve(call, packing);
            _ranges.Add((start, PartialLength - start));
        }
    }

    /// <summary>The statements by level.</summary>
    public LaneLevels Levels { get; }

    /// <summary>What is in the frame before the first part.</summary>
    public IReadOnlyCollection<Tensor> Given { get; }

    /// <summary>The level of the last part that sums or computes anything on the way back.</summary>
    public int LastLevel => Levels.Last + Levels.Backward.Count - 1;

    /// <summary>What rows read of the results of the way forward.</summary>
    public IReadOnlyCollection<Tensor> Crossing { get; }

    /// <summary>What the way back reads of the rows' results.</summary>
    public IReadOnlyCollection<Tensor> Returning { get; }

    /// <summary>Row results that the levels of the backward pass read or add to.</summary>
    public IEnumerable<Tensor> ReturningBack => Returning.Where(tensor => _reads.Skip(Levels.Last + 1).Take(Levels.Backward.Count).Any(reads => reads.Contains(tensor)));

    /// <summary>Row results that only the last part reads. The others are in the frame already, and the levels may have added to them.</summary>
    public IEnumerable<Tensor> ReturningLast => Returning.Except(ReturningBack);

    public SegmentFrame Frame { get; }

    /// <summary>Elements of each sample.</summary>
    public int Elements => Frame.Elements;

    /// <summary>What the products of a group take, estimated.</summary>
    public static double Cycles(IEnumerable<SegmentStage> stages, Precision precision, Unroll unroll) =>
        stages.Sum(stage => stage switch
        {
            ProductStage product => LaneProductWriter.TileOf(product, precision, unroll).Cycles,
            TimeStage time => time.Loop.Time.Extent * Cycles(time.Steps, precision, unroll),
            _ => 0,
        });

    /// <summary>Numbers of a share of what is summed over the samples.</summary>
    public int PartialLength { get; private set; }

    /// <summary>Where in a share the sums of a part lie.</summary>
    public (int Start, int Length) Range(int part) => _ranges[part];

    /// <summary>The gradients of parameters that groups sum, each with its place in a share.</summary>
    public IEnumerable<(string Name, int Place)> Gradients => _parts.SelectMany(part => part).Select(call => call.Summed)
        .Where(tensor => tensor?.Role == TensorRole.ParameterGradient).Distinct().Select(tensor => (tensor!.Name, _partials[tensor.Name]));

    /// <summary>The statistics that a part sums, each with its place in a share.</summary>
    public IEnumerable<(Tensor Tensor, int Place)> Statistics(int part) => _parts[part].Select(call => call.Summed)
        .Where(tensor => tensor?.Role == TensorRole.Statistic).Distinct().Select(tensor => (tensor!, _partials[tensor!.Name]));

    /// <summary>The part of a level on the way forward, and on the way back.</summary>
    public static int ForwardPart(int level) => level;

    public int BackwardPart(int level) => level + 1;

    /// <summary>The part behind all others.</summary>
    public int LastPart => _parts.Count - 1;

    /// <summary>Whether a part draws masks.</summary>
    public bool Draws(int part) => _parts[part].Any(call => call.Stage is LoopStage { Statement: Mask });

    /// <summary>The calls of one part, explained where there are notes.</summary>
    public void Write(CodeWriter code, Packing packing, int part, StageNotes? notes)
    {
        SegmentCall.Write(code, _parts[part], call =>
        {
            StageNotes.Write(code, notes?.Of(call));
            string arguments = string.Join(", ", call.Operands.Select(tensor => tensor.Equals(call.Summed)
                ? Sums(_partials[tensor.Name])
                : tensor.Role switch
                {
                    TensorRole.Parameter => packing.Reference(tensor, PackedForm.Row),
                    TensorRole.Statistic => packing.Reference(tensor, PackedForm.Statistic),
                    _ when call.SliceOf(tensor) is { } slice => $"ref Lanes.At(ref lanes, {call.Place(Frame.Offset(slice.Whole), slice)})",
                    _ => Reference(tensor),
                }));
            code.Line(call.Method.Call(arguments + call.Rest) + ";");
        });
    }

    /// <summary>Room for what a call reads of the parameters and sums over the samples.</summary>
    private void Reserve(SegmentCall call, Packing packing)
    {
        foreach (Tensor tensor in call.Operands)
        {
            if (tensor.Role == TensorRole.Parameter)
                packing.Add(tensor, PackedForm.Row);
            else if (tensor.Role == TensorRole.Statistic)
                packing.Add(tensor, PackedForm.Statistic);
        }

        if (call.Summed is { } summed && !_partials.ContainsKey(summed.Name))
        {
            _partials.Add(summed.Name, PartialLength);
            PartialLength += CostModel.Padded(summed.Size);
        }
    }

    /// <summary>Where a tensor of the frame starts, as C#.</summary>
    public string Reference(Tensor tensor) => Frame.Offset(tensor) == 0 ? "ref lanes" : $"ref Lanes.At(ref lanes, {Literal.Of(Frame.Offset(tensor))})";

    /// <summary>Where the sums of a gradient start: 16 for each element, whatever the width of a vector.</summary>
    private static string Sums(int offset) => offset == 0 ? "ref sums" : $"ref Unsafe.Add(ref sums, {Strides.Scaled(offset, "Lanes.Count")})";
}
