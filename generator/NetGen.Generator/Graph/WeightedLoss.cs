using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>The weighted sum of the losses of several outputs, or of one. No attribute stands for it: it is what the losses of a network come to.</summary>
internal sealed record WeightedLoss(EquatableArray<LossTerm> Terms) : Loss(Terms[0].Loss.Attribute)
{
    /// <summary>One loss goes by its own name, whatever it counts.</summary>
    public override string Kind => Terms.Count == 1 ? Terms[0].Loss.Kind : base.Kind;

    public override string Formula => string.Join(" + ", Terms.Select(term =>
        $"{(term.Weight == 1 ? string.Empty : Numbers.Text(term.Weight) + " * ")}({term.Loss.Formula}){(term.Target.Name.Length == 0 ? string.Empty : $" of {term.Target.Name}")}")) + (HasStepWeights ? ", the mean over steps by their weights" : string.Empty);

    public override int StepWeights => HasStepWeights ? Terms[0].Output.Extents[0] : 0;

    public override int TargetSize(Shape output) => Terms.Sum(term => term.Target.Size);

    public override bool IsSparse => Terms.Count == 1 && Terms[0].Loss.IsSparse;

    public override int? IgnoreIndex => Terms.Count == 1 ? Terms[0].Loss.IgnoreIndex : null;

    public override EquatableArray<int> TargetExtents(Shape output) => Terms.Count > 1 || HasStepWeights ? new([TargetSize(output)]) : Terms[0].Loss.TargetExtents(Terms[0].Output);

    /// <summary>The loss of a network; null where it has none. One of weight 1 on all that the network puts out is itself.</summary>
    /// <param name="places">The layers by the items of the outline.</param>
    /// <param name="last">The place of what the network puts out: a layer, or several outputs behind each other.</param>
    public static Loss? Of(Outline outline, IReadOnlyDictionary<int, int> places, int last)
    {
        List<LossTerm> terms = [];
        int offset = 0;
        foreach (OutlineItem item in outline.Losses)
        {
            OutlineItem? output = outline.OutputOf(item);
            Shape shape = output is null ? outline.Output! : output.Output!;
            int size = item.Loss!.TargetSize(shape);
            Shape ofTarget = item.Loss.HasStepWeights ? new Shape(checked(size + shape.Extents[0])) : item.Loss.IsSparse ? new Shape(size) : shape;
            SamplePart target = new(output?.Name ?? string.Empty, offset, ofTarget);
            terms.Add(new LossTerm(item.Loss, item.Loss.Weight, output is null ? last : places[output.Sources[0]], shape, target));
            offset = checked(offset + target.Size);
        }

        bool isPlain = terms.Count == 1 && terms[0].Weight == 1 && terms[0].Place == last && !terms[0].Loss.HasStepWeights;
        return terms.Count == 0 ? null : isPlain ? terms[0].Loss : new WeightedLoss(terms.ToEquatableArray());
    }

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) => throw new InvalidOperationException("The outputs lie apart.");

    /// <summary>The weighted sum for a sample.</summary>
    /// <param name="lowering">Where the statements go.</param>
    /// <param name="scored">What each loss is computed on.</param>
    /// <param name="target">The targets of a sample, behind each other.</param>
    public Tensor Lower(Lowering lowering, IReadOnlyList<(LossTerm Term, Tensor Value, bool IsFused)> scored, Tensor target, Precision precision)
    {
        Expression total = 0.0;
        if (HasStepWeights)
            lowering.WeighSteps(WeightsOf(lowering, target));
        foreach ((LossTerm term, Tensor value, bool isFused) in scored)
        {
            Tensor own = term.TargetOf(lowering, target);
            Tensor loss = isFused ? term.Loss.LowerFused(lowering, value, own, term.Output) : term.Loss.Lower(lowering, value, own, term.Output, precision);
            total += term.Weight * (Expression)new Read(Access.Of(loss));
        }

        Tensor sum = lowering.Loss();
        lowering.Map(Access.Of(sum), total);
        return sum;
    }

    /// <summary>The weights of the steps, from after the targets.</summary>
    private Tensor WeightsOf(Lowering lowering, Tensor target)
    {
        Tensor weights = lowering.Value(new Shape(StepWeights), "StepWeights");
        Axis time = new("t", StepWeights);
        lowering.Map(Access.Of(weights, time), new Read(Access.At(target, Affine.Of(target.Size - StepWeights, (1, time)))), time);
        return weights;
    }
}

/// <summary>The loss of one output.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Weight">What it counts.</param>
/// <param name="Place">The layer whose output it is taken of.</param>
/// <param name="Output">The shape of that.</param>
/// <param name="Target">Where its target lies in a sample of targets.</param>
internal sealed record LossTerm(Loss Loss, double Weight, int Place, Shape Output, SamplePart Target)
{
    /// <summary>The target of this output.</summary>
    public Tensor TargetOf(Lowering lowering, Tensor targets)
    {
        if (targets.Size == Target.Size && !Loss.HasStepWeights)
            return targets;
        if (Loss.IsSparse && Output.IsVector)
        {
            Tensor label = lowering.Scalar("Label");
            lowering.Map(Access.Of(label), new Read(Access.At(targets, Affine.Of(Target.Offset))));
            return label;
        }

        Tensor own = lowering.Value(Loss.TargetExtents(Output), "Target");
        Axis[] axes = Axes.Of(own);
        lowering.Map(Access.Of(own, axes), new Read(Access.At(targets, RowMajor.Index(Target.Offset, axes))), axes);
        return own;
    }
}
