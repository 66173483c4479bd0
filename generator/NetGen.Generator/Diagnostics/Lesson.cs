using Microsoft.CodeAnalysis;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A choice that is legal but known to train badly. There is nothing to teach about a network that has errors, and what
/// a lesson says of neighbours does not hold where layers read others than the one before them.</summary>
internal abstract class Lesson(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    public sealed override IEnumerable<Problem> Check(Outline outline) => outline.Output is null || outline.HasBranches ? [] : Judge(outline);

    protected abstract IEnumerable<Problem> Judge(Outline outline);
}
