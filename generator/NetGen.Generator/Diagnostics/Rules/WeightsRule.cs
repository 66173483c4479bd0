using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The weights file that a network names fits it. The kinds of what can be wrong are found in one order, and each has its own id.</summary>
internal sealed class WeightsRule(DiagnosticDescriptor descriptor, WeightsFaultKind kind) : Rule(descriptor)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        OutlineItem? weights = outline.Items.FirstOrDefault(item => item.Attribute.Kind == WeightsChoice.Kind);
        if (weights is not null && WeightsFault.Of(outline) is { } fault && fault.Kind == kind)
            yield return At(weights, [.. fault.Message]) with { Argument = "file" };
    }
}
