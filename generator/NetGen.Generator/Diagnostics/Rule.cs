using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>One thing that can be wrong with a network.</summary>
internal abstract class Rule(DiagnosticDescriptor descriptor)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>
    /// Whether it judges the network as a whole: what is absent, or what one layer makes of another. Such a rule stays
    /// silent about a declaration that is not whole, since its verdict would follow from a mistake reported already.
    /// </summary>
    public virtual bool NeedsWhole => true;

    /// <summary>Whether the generated half would not compile beside the class even if all its members only threw.</summary>
    public virtual bool ForbidsGeneration => false;

    /// <summary>Whether it judges what the finished schedule tells: not whether code can be made, but what it costs.</summary>
    public virtual bool NeedsSchedule => false;

    /// <summary>Whether it judges a block by itself, where no shape is known. What it finds there is not said again where the block is used.</summary>
    public virtual bool JudgesBlocks => false;

    public abstract IEnumerable<Problem> Check(Outline outline);

    /// <summary>How a problem that <see cref="Check"/> found can be put right, the best first.</summary>
    public virtual IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [];

    protected Problem At(OutlineItem item, params string[] message) => At(item.Index, message);

    protected Problem AtClass(params string[] message) => At(Problem.OfClass, message);

    protected Problem At(int attribute, params string[] message) => new(Descriptor.Id, attribute, new EquatableArray<string>(message));

    /// <summary>What a message calls an attribute: <c>Dense 'Dense1'</c>, or <c>Huber</c>.</summary>
    protected static string Title(OutlineItem item) => item.IsUse ? $"Use '{item.Name}'" : item.Layer is null ? item.Attribute.Kind : $"{item.Attribute.Kind} '{item.Name}'";
}
