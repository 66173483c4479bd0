using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A network class as analyzer and fixes meet it: its outline, what is wrong with it, and where that stands in the source.</summary>
internal sealed class Inspection
{
    private static readonly Dictionary<string, Rule> s_rules = RuleSet.Rules.ToDictionary(rule => rule.Descriptor.Id);

    private readonly Outline _outline;

    private Inspection(Outline outline, ProblemPlaces places, IReadOnlyList<Problem> problems)
    {
        _outline = outline;
        Places = places;
        places.Follow(outline);
        Problems = problems;
    }

    public IReadOnlyList<Problem> Problems { get; }

    public ProblemPlaces Places { get; }

    /// <summary>The rule that a problem breaks.</summary>
    public static Rule RuleOf(Problem problem) => s_rules[problem.Id];

    /// <summary>Inspects a class that carries <c>[Network]</c>.</summary>
    public static Inspection Of(INamedTypeSymbol type, NetworkDeclaration declaration, ProblemPlaces places)
    {
        Outline outline = Outline.Of(declaration);
        // Only a budget asks for it.
        if (declaration.Attributes.Any(attribute => attribute.Kind == BudgetRule.Kind))
            outline = outline with { WorkspaceBytes = GeneratedHalf.WorkspaceBytes(type, declaration.Precision) };
        return new Inspection(outline, places, RuleSet.Check(outline));
    }

    /// <summary>Inspects a class that carries <c>[Block]</c> and no <c>[Network]</c>.</summary>
    public static Inspection OfBlock(INamedTypeSymbol type, CancellationToken cancellation)
    {
        BlockRecord block = DeclarationReader.ReadBlock(type);
        return new Inspection(Outline.Of(block), new ProblemPlaces(type, DeclarationReader.BlockAttributes(type), cancellation), RuleSet.Check(block));
    }

    /// <summary>How a problem can be put right. Searched for when somebody asks, not while somebody types.</summary>
    public IEnumerable<Fix> Fixes(Problem problem) => RuleOf(problem).Fixes(problem, _outline);
}
