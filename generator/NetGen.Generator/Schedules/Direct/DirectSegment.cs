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
    private readonly List<SegmentCall> _calls;
    private readonly bool _copiesInput;

    private DirectSegment(List<SegmentCall> calls, SegmentFrame frame, bool copiesInput, IReadOnlyCollection<Tensor> crossing)
    {
        Crossing = crossing;
        _calls = calls;
        Frame = frame;
        _copiesInput = copiesInput;
    }

    /// <summary>What rows read of the results.</summary>
    public IReadOnlyCollection<Tensor> Crossing { get; }

    /// <summary>The memory of a sample; behind each tensor there is room for what vectors store too much.</summary>
    public SegmentFrame Frame { get; }

    /// <summary>The segment; null where a statement has no vector form for one sample.</summary>
    public static DirectSegment? Of(MethodPool pool, Precision precision, Unroll unroll, Packing packing, IReadOnlyList<Statement> statements, Tensor input, IReadOnlyCollection<Tensor> crossing)
    {
        DirectProductWriter products = new(pool, precision, unroll);
        DirectLoopWriter loops = new(pool, precision);
        IReadOnlyList<SegmentStage> stages = SegmentPlanner.Plan(statements, new HashSet<Tensor>(crossing));
        List<SegmentCall> calls = [];
        bool copies = false;
        foreach (SegmentStage stage in stages)
        {
            SegmentCall? call = stage switch
            {
                ProductStage product => products.Write(product),
                LoopStage loop => loops.Write(loop.Statement),
                _ => null,
            };
            if (call is null)
                return null;
            calls.Add(call);
            // Vectors may run over the end of the caller's memory; single numbers and borders do not.
            copies |= stage.Tensors.Contains(input) && !ReadsNumbers(stage);
        }

        foreach (Tensor tensor in calls.SelectMany(call => call.Operands))
        {
            if (tensor.Role == TensorRole.Parameter)
                packing.Add(tensor, PackedForm.Row);
            else if (tensor.Role == TensorRole.Statistic)
                packing.Add(tensor, PackedForm.Statistic);
        }

        SegmentFrame frame = new(stages, [(input, 0, 0), .. crossing.Select(tensor => (tensor, stages.Count, stages.Count))], tensor => CostModel.Padded(tensor.Size) + CostModel.Lanes);
        return new DirectSegment(calls, frame, copies, crossing);
    }

    /// <summary>What the products take, estimated.</summary>
    public double Cycles => _calls.Sum(call => call.Cycles);

    /// <summary>Whether a stage reads its source number by number and never as a vector.</summary>
    private static bool ReadsNumbers(SegmentStage stage) => stage switch
    {
        LoopStage { Statement: Pad } => true,
        ProductStage { Product: var product, Source: var source, Epilogue.Count: 0 or 1 } => product.Axes.All(axis => new Strides(product.Target)[axis] != 1 || new Strides(source)[axis] == 0),
        _ => false,
    };

    /// <summary>The calls, from <c>source</c> to the frame.</summary>
    public void Write(CodeWriter code, Packing packing, Tensor input)
    {
        if (_copiesInput)
            code.Line($"Panels.CopyIn(ref source, {Literal.Of(input.Size)}, {Reference(input)}, {Literal.Of(input.Size)}, 1);");
        foreach (SegmentCall call in _calls)
        {
            code.Gap();
            foreach (string line in call.Note)
                code.Line("// " + line);
            code.Line($"{call.Method}({string.Join(", ", call.Operands.Select(tensor => tensor.Role switch
            {
                TensorRole.Parameter => packing.Reference(tensor, PackedForm.Row),
                TensorRole.Statistic => packing.Reference(tensor, PackedForm.Statistic),
                TensorRole.Input when !_copiesInput => "ref source",
                _ => Reference(tensor),
            }))});");
        }
    }

    /// <summary>Where a tensor of the frame starts, as C#.</summary>
    public string Reference(Tensor tensor) => Frame.Offset(tensor) == 0 ? "ref values" : $"ref Unsafe.Add(ref values, {Literal.Of(Frame.Offset(tensor))})";
}
