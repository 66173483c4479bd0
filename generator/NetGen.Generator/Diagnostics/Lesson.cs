using Microsoft.CodeAnalysis;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A choice that is legal but known to train badly. There is nothing to teach about a network that has errors.</summary>
internal abstract class Lesson(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    public sealed override IEnumerable<Problem> Check(Outline outline) => outline.Output is null ? [] : Judge(outline);

    protected abstract IEnumerable<Problem> Judge(Outline outline);
}
