using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A budget limits something.</summary>
internal sealed class EmptyBudgetRule() : Rule(Descriptors.EmptyBudget)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline) => outline.Items
        .Where(item => item.Attribute is { Kind: BudgetRule.Kind, IsMalformed: false, Named.Count: 0 })
        .Select(item => At(item, $"'{outline.Declaration.Type.Name}'"));

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
