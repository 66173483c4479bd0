using Microsoft.CodeAnalysis;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A choice that is legal but known to train badly. There is nothing to teach about a network that has errors.</summary>
internal abstract class Lesson(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    /// <summary>Whether it holds where layers read others than the one before them. What a lesson says of neighbours does not.</summary>
    protected virtual bool HoldsOfBranches => false;

    public sealed override IEnumerable<Problem> Check(Outline outline) =>
        outline.Output is null || (outline.HasBranches && !HoldsOfBranches) ? [] : Judge(outline);

    protected abstract IEnumerable<Problem> Judge(Outline outline);
}
