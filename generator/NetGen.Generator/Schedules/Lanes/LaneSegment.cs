using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>Statements that run over groups of samples, one in each lane of a vector, as calls; and the memory that they need.</summary>
internal sealed class LaneSegment
{
    private readonly List<IReadOnlyList<LaneCall>> _parts = [];
    private readonly Dictionary<string, int> _partials = [];

    /// <param name="parts">The statements, on rows; other code may run between one part and the next.</param>
    /// <param name="given">What is in the frame before the first part.</param>
    /// <param name="crossing">What is read from the frame behind the first part.</param>
    /// <param name="returning">What is written to the frame before the second part.</param>
    /// <param name="kept">What is read from the frame behind the last part.</param>
    public LaneSegment(
        MethodPool pool,
        Precision precision,
        Unroll unroll,
        Packing packing,
        IReadOnlyList<IReadOnlyList<Statement>> parts,
        IReadOnlyCollection<Tensor> given,
        IReadOnlyCollection<Tensor> crossing,
        IReadOnlyCollection<Tensor> returning,
        IReadOnlyCollection<Tensor> kept)
    {
        Crossing = crossing;
        Returning = returning;
        LaneProductWriter products = new(pool, precision, unroll);
        LaneGradientWriter gradients = new(pool, precision);
        LaneLoopWriter loops = new(pool, precision);
        List<LaneStage> all = [];
        List<int> ends = [];
        for (int i = 0; i < parts.Count; i++)
        {
            HashSet<Tensor> live = [.. kept, .. crossing, .. parts.Skip(i + 1).SelectMany(part => part).SelectMany(statement => statement.Reads).Select(read => read.Tensor)];
            IReadOnlyList<LaneStage> stages = LanePlanner.Plan(parts[i], live);
            all.AddRange(stages);
            ends.Add(all.Count);
            _parts.Add(stages.Select(stage => stage switch
            {
                LaneProductStage product => products.Write(product),
                LaneGradientStage gradient => gradients.Write(gradient),
                LaneLoopStage loop => loops.Write(loop),
                _ => throw new InvalidOperationException($"{stage.GetType().Name} is no stage of lanes."),
            }).ToArray());
        }

        Frame = new LaneFrame(all,
        [
            .. given.Select(tensor => (tensor, 0, 0)),
            .. crossing.Select(tensor => (tensor, ends[0] - 1, ends[0])),
            .. returning.Select(tensor => (tensor, ends[0], ends[0])),
            .. kept.Select(tensor => (tensor, all.Count, all.Count)),
        ]);
        foreach (Tensor tensor in _parts.SelectMany(part => part).SelectMany(call => call.Operands))
        {
            if (tensor.Role == TensorRole.Parameter)
            {
                packing.Add(tensor, PackedForm.Row);
            }
            else if (tensor.Role == TensorRole.ParameterGradient && !_partials.ContainsKey(tensor.Name))
            {
                _partials.Add(tensor.Name, PartialLength);
                PartialLength += CostModel.Padded(tensor.Size);
            }
        }
    }

    /// <summary>What rows read of the first part's results.</summary>
    public IReadOnlyCollection<Tensor> Crossing { get; }

    /// <summary>What the second part reads of the rows' results.</summary>
    public IReadOnlyCollection<Tensor> Returning { get; }

    public LaneFrame Frame { get; }

    /// <summary>Elements of each sample.</summary>
    public int Elements => Frame.Elements;

    /// <summary>What the products of the first part take for a group, estimated.</summary>
    public double Cycles => _parts[0].Sum(call => call.Cycles);

    /// <summary>Numbers of a share of the gradients.</summary>
    public int PartialLength { get; private set; }

    /// <summary>The gradients that groups add to, each with its place in a share.</summary>
    public IReadOnlyDictionary<string, int> Partials => _partials;

    /// <summary>The calls of one part.</summary>
    public void Write(CodeWriter code, Packing packing, int part)
    {
        foreach (LaneCall call in _parts[part])
        {
            code.Gap();
            foreach (string line in call.Note)
                code.Line("// " + line);
            string arguments = string.Join(", ", call.Operands.Select(tensor => tensor.Role switch
            {
                TensorRole.Parameter => packing.Reference(tensor, PackedForm.Row),
                TensorRole.ParameterGradient => Element("sums", _partials[tensor.Name], "Lanes.Count"),
                _ => Reference(tensor),
            }));
            code.Line($"{call.Method}({arguments});");
        }
    }

    /// <summary>Where a tensor of the frame starts, as C#.</summary>
    public string Reference(Tensor tensor) => Element("lanes", Frame.Offset(tensor), LaneMethod.Width);

    private static string Element(string name, int offset, string scale) => offset == 0 ? "ref " + name : $"ref Unsafe.Add(ref {name}, {Strides.Scaled(offset, scale)})";
}
