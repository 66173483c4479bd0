using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The network costs no more than its author allowed.</summary>
internal sealed class BudgetRule() : Rule(Descriptors.Budget)
{
    public const string Kind = "Budget";

    private static readonly string[] s_limits = ["Parameters", "MultiplyAdds", "WorkspaceBytes"];

    public override bool NeedsSchedule => true;

    /// <summary>Limits that nothing can keep.</summary>
    public static IEnumerable<ArgumentProblem> Arguments(AttributeRecord attribute) => s_limits
        .Where(limit => attribute.Has(limit) && attribute.Long(limit) < 1)
        .Select(limit => new ArgumentProblem(limit, "at least 1", Numbers.Text(attribute.Long(limit))));

    public override IEnumerable<Problem> Check(Outline outline)
    {
        // Without shapes nothing can be counted, and a network beyond all memory has been reported.
        if (outline.Items.FirstOrDefault(item => item.Attribute is { Kind: Kind, IsMalformed: false }) is not { } budget
            || Arguments(budget.Attribute).Any()
            || outline.Output is null
            || new SizeRule().Check(outline).Any())
            yield break;

        if (Exceeded(budget, "Parameters", outline, Parameters) is { } parameters)
            yield return parameters;
        if (Exceeded(budget, "MultiplyAdds", outline, MultiplyAdds) is { } multiplyAdds)
            yield return multiplyAdds;
        if (budget.Attribute.Has("WorkspaceBytes") && outline.WorkspaceBytes is { } bytes && bytes > budget.Attribute.Long("WorkspaceBytes"))
            yield return TooLarge(budget, outline, bytes);
    }

    private Problem? Exceeded(OutlineItem budget, string limit, Outline outline, Func<OutlineItem, long> cost)
    {
        long total = outline.Layers.Sum(cost), most = budget.Attribute.Long(limit);
        if (!budget.Attribute.Has(limit) || total <= most)
            return null;
        OutlineItem largest = Largest(outline, cost);
        string unit = limit == "Parameters" ? "parameters" : "multiply-adds a sample";
        return Report(budget, limit, outline, $"{Numbers.Grouped(total)} {unit}", total - most, most, largest, Numbers.Grouped(cost(largest)));
    }

    // Memory is shared between layers, so what one of them takes is told by what has to be stored for it.
    private Problem TooLarge(OutlineItem budget, Outline outline, long bytes)
    {
        OutlineItem largest = Largest(outline, item => Parameters(item) + item.Output!.Size);
        long most = budget.Attribute.Long("WorkspaceBytes");
        return Report(
            budget, "WorkspaceBytes", outline, $"{Numbers.Grouped(bytes)} bytes of workspace for one sample", bytes - most, most,
            largest, $"{Numbers.Grouped(Parameters(largest))} parameters and {Numbers.Grouped(largest.Output!.Size)} values");
    }

    private Problem Report(OutlineItem budget, string limit, Outline outline, string total, long excess, long most, OutlineItem largest, string share) =>
        At(budget, $"'{outline.Declaration.Type.Name}'", total, Numbers.Grouped(excess), Numbers.Grouped(most), Title(largest), share) with
        {
            Argument = limit,
            Related = new([largest.Index]),
        };

    private static OutlineItem Largest(Outline outline, Func<OutlineItem, long> cost) =>
        outline.Layers.Aggregate((largest, item) => cost(item) > cost(largest) ? item : largest);

    private static long Parameters(OutlineItem item) => item.Layer!.Parameters(item.Input!).Sum(parameter => parameter.Shape.Size);

    private static long MultiplyAdds(OutlineItem item) => item.Layer!.MultiplyAdds(item.Input!);
}
