using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The methods that attributes name can be read. Why one cannot was found while it was read, each kind under its own id.</summary>
internal sealed class FunctionRule(DiagnosticDescriptor descriptor) : Rule(descriptor)
{
    public override bool NeedsWhole => false;

    // Two layers may name one method, whose mistake is one.
    public override IEnumerable<Problem> Check(Outline outline) => outline.Items
        .Where(item => item.Attribute.Function?.Problem?.Id == Descriptor.Id)
        .GroupBy(item => item.Attribute.Function!.Problem!)
        .Select(users => At(users.First(), [.. users.Key.Message]) with { Argument = "function", Member = users.Key.Member, Node = users.Key.Node });
}
