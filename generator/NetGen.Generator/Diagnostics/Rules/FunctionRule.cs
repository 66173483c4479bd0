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

    /// <summary>The method whose name is nearest.</summary>
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        if (Descriptor.Id != FunctionReader.UnknownMethod || item.Attribute.String("function") is not { } missing)
            return [];
        IEnumerable<string> methods = outline.Declaration.Class.Members.Where(member => member is { Signature: not null, IsConstructor: false }).Select(member => member.Name);
        return NearestName.All(missing, methods).Take(1).Select(name => new Candidate(item.Index, item.Attribute).Set("function", name, $"nameof({name})").Fix);
    }
}
