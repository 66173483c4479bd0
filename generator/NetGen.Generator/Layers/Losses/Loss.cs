using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// The loss of one sample as statements: of a sequence the mean over its steps. Like a layer it is one record, named as its attribute. What the batch makes of
/// the samples' losses is the same for all: their weighted mean or sum.
/// </summary>
internal abstract record Loss(AttributeRecord Attribute)
{
    public virtual string Kind => GetType().Name;

    public Reduction Batch => Attribute.Enum("Batch", Reduction.Mean);

    /// <summary>What it counts in the loss of the network.</summary>
    public double Weight => Attribute.Double("Weight", 1);

    /// <summary>The activation that the loss is computed together with, on its input, when it comes last.</summary>
    public virtual string? Partner => null;

    /// <summary>The class index whose samples do not count.</summary>
    public virtual int? IgnoreIndex => null;

    /// <summary>Whether the steps of a sequence have weights, which lie after the targets of a sample.</summary>
    public bool HasStepWeights => Attribute.Bool("StepWeights");

    /// <summary>How many weights of steps lie after the targets of a sample.</summary>
    public virtual int StepWeights => 0;

    /// <summary>Whether a target is a class index written as a number.</summary>
    public virtual bool IsSparse => false;

    /// <summary>What is wrong with the loss's own arguments.</summary>
    public virtual IEnumerable<ArgumentProblem> Arguments =>
    [
        .. ArgumentProblems.Defined(Attribute, "Batch", Reduction.Mean),
        .. ArgumentProblems.Defined(Attribute, "Outputs", Reduction.Mean),
        .. ArgumentProblems.FiniteAboveZero("Weight", Weight),
    ];

    /// <summary>Why it cannot be taken of <paramref name="output"/>; null where it can.</summary>
    public virtual string? Misfit(Shape output) => null;

    /// <summary>The numbers of one target sample.</summary>
    public virtual int TargetSize(Shape output) => (int)output.Size;

    /// <summary>The extents of one target sample.</summary>
    public virtual EquatableArray<int> TargetExtents(Shape output) => IsSparse ? new([.. output.Extents.Take(output.Rank - 1)]) : output.Extents;

    /// <summary>The formula for readers.</summary>
    public abstract string Formula { get; }

    /// <summary>The loss of a sample, of the network's output as the caller sees it.</summary>
    public abstract Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision);

    /// <summary>The loss of a sample, of the numbers that go into <see cref="Partner"/>.</summary>
    public virtual Tensor LowerFused(Lowering lowering, Tensor logits, Tensor target, Shape shape) =>
        throw new InvalidOperationException($"{Kind} has no partner.");

    /// <summary>The formula of one output, for readers, with what is made of all outputs.</summary>
    protected string Folded(string formula) => $"the {(IsMean ? "mean" : "sum")} over outputs of {formula}";

    private bool IsMean => Attribute.Enum("Outputs", Reduction.Mean) == Reduction.Mean;

    /// <summary>Sums or averages one value for each output.</summary>
    protected Tensor Fold(Lowering lowering, Shape shape, Func<Axis[], Expression> value)
    {
        Axis[] axes = Axes(shape);
        Tensor loss = lowering.Loss();
        Expression term = shape.Rank != 2 ? value(axes) * (IsMean ? 1.0 / shape.Size : 1.0)
            : IsMean ? lowering.TermOfMean(axes[0], value(axes) * (1.0 / shape.Channels))
            : HasStepWeights ? lowering.TermOfMean(axes[0], value(axes))
            : lowering.TermOfSum(axes[0], value(axes));
        lowering.Sum(Access.Of(loss), term, axes);
        return loss;
    }

    /// <summary>What a step of a sequence, or a whole sample of another shape, adds to the loss of its sample.</summary>
    protected static Expression OfSteps(Lowering lowering, Shape shape, Axis[] axes, Expression value) => shape.Rank == 2 ? lowering.TermOfMean(axes[0], value) : value;

    protected static Axis[] Axes(Shape shape) =>
        shape.Extents.Select((extent, i) => new Axis(i == shape.Rank - 1 ? "k" : $"r{i}", extent)).ToArray();

    /// <summary>Keeps a probability away from 0, so that an unfused logarithm stays finite; the bound suits the number type.</summary>
    protected static Expression Clip(Expression probability, Precision precision)
    {
        double smallest = precision == Precision.Double ? 1e-15 : 1e-7;
        return Expressions.Select(Comparison.Less, probability, smallest, smallest, probability);
    }
}
