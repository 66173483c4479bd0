using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// One layer: what its attribute says, its shape rule, its parameters and its statements. It knows nothing of C#, and
/// nothing of derivatives. To add a layer is to add one such record, named as its attribute without the suffix, with a
/// constructor that takes the <see cref="AttributeRecord"/>.
/// </summary>
internal abstract record Layer
{
    /// <summary>What declares it.</summary>
    public abstract AttributeRecord Attribute { get; init; }

    /// <summary>The kind, which is the attribute's name: <c>Dense</c>.</summary>
    public string Kind => GetType().Name;

    /// <summary>The start of its default name: <c>Dense</c> in <c>Dense1</c>.</summary>
    public virtual string Prefix => Kind;

    /// <summary>What it is in a drawing of the network, in the short form of textbooks: <c>CONV(10,5)</c>, <c>POOL(2)</c>, <c>FC(10)</c>.</summary>
    public virtual string Sketch => Kind;

    /// <summary>The shape that comes out, or null where <paramref name="input"/> does not fit.</summary>
    public abstract Shape? Output(Shape input);

    /// <summary>What is wrong with the layer's own arguments, each as parameter, what was expected, what was given.</summary>
    public virtual IEnumerable<ArgumentProblem> Arguments => [];

    /// <summary>
    /// Why <paramref name="input"/> does not fit, where <see cref="Output"/> is null. Ends with the input, because the
    /// message goes on with what made it.
    /// </summary>
    public virtual string Misfit(Shape input) => $"it cannot take the {input} input";

    /// <summary>The trained tensors in the order in which they lie among the flat parameters.</summary>
    public virtual IEnumerable<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>Numbers that training updates without a gradient, in the order in which they lie among the buffers.</summary>
    public virtual IEnumerable<BufferSpec> Buffers(Shape input) => [];

    /// <summary>The numbers that it carries from step to step of a sequence, for each sample.</summary>
    public virtual int StateSize(Shape input) => 0;

    /// <summary>The numbers that it keeps of the past when steps come one at a time.</summary>
    public virtual int StreamSize(Shape input) => StateSize(input);

    /// <summary>
    /// For each element of the output the element of the inputs, one behind the other, that it is a copy of, -1 for a constant. Null where the
    /// layer computes: then its output is made of its inputs and none of them.
    /// </summary>
    public virtual int[]? Copies(IReadOnlyList<Shape> inputs) => null;

    /// <summary>Where its inputs are indices: how many things they tell apart.</summary>
    public virtual int? IndicesBelow => null;

    /// <summary>Whether samples of a batch may have sequences of different length for it.</summary>
    public virtual bool HasLengths => false;

    /// <summary>Whether what it makes of a step of a sequence depends on that step and the ones before it alone.</summary>
    public virtual bool IsStepwise => false;

    /// <summary>The steps before the one at hand that it looks back on, where it is stepwise; null where the past never fades.</summary>
    public virtual int? Past => 0;

    /// <summary>Whether it does something else in training than in inference.</summary>
    public virtual bool DiffersInTraining => false;

    /// <summary>The fewest samples it can be trained on at a time.</summary>
    public virtual int LeastBatch(Shape input) => 1;

    /// <summary>Whether the output is a linear function of the input, up to a constant. Two such layers in a row can do no more than one.</summary>
    public virtual bool IsLinear => false;

    /// <summary>Whether it goes flat where its input is large.</summary>
    public virtual Saturation Saturation => Saturation.None;

    /// <summary>Whether it brings what goes through it back to a common scale, so that gradients neither fade nor grow from layer to layer.</summary>
    public virtual bool Normalizes => false;

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public virtual long MultiplyAdds(Shape input) => 0;

    /// <summary>The formula for readers, in terms of <c>input</c> and <c>output</c>.</summary>
    public abstract string Formula(Shape input);

    /// <summary>Writes the statements of the layer and returns its result.</summary>
    public abstract Tensor Lower(Lowering lowering, Tensor input, Shape shape);
}

/// <summary>An argument that makes no sense by itself.</summary>
internal sealed record ArgumentProblem(string Parameter, string Expected, string Given)
{
    /// <summary>What a message says of it.</summary>
    public string Sentence { get; init; } = $"{Parameter} must be {Expected}, not {Given}";

    /// <summary>A problem that needs words of its own.</summary>
    public static ArgumentProblem Of(string parameter, string sentence) => new(parameter, string.Empty, string.Empty) { Sentence = sentence };
}

/// <summary>A trained tensor of a layer.</summary>
/// <param name="Name">Its name in files: <c>weights</c>.</param>
/// <param name="Role">The name of a <c>ParameterRole</c>.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Frozen">Whether it gets no gradient.</param>
/// <param name="Initialization">How it is filled.</param>
internal sealed record ParameterSpec(string Name, string Role, Shape Shape, bool Frozen, InitializationSpec Initialization);

/// <summary>Numbers that training updates without a gradient.</summary>
/// <param name="Name">Its name in files: <c>runningMean</c>.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Start">What a new network starts from.</param>
internal sealed record BufferSpec(string Name, Shape Shape, double Start);

/// <summary>How a parameter is filled.</summary>
internal sealed record InitializationSpec(Initializer Initializer, double Scale, double Value, int FanIn, int FanOut);
