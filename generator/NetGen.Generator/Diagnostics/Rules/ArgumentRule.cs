using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every argument makes sense by itself. What does is up to the layer or loss.</summary>
internal sealed class ArgumentRule() : Rule(Descriptors.Argument)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Items.Where(item => !item.Attribute.IsMalformed && !BlockArguments.HasPlaceholder(item.Attribute)))
        {
            ArgumentProblem[] own = [.. Of(item), .. OfShare(item)];
            IEnumerable<ArgumentProblem> beyond = outline.IsBlock ? [] : BeyondPrecision(item.Attribute, outline.Declaration.Precision);
            // A number that is out of its own range is one mistake, even if it is too large for the precision as well.
            foreach (ArgumentProblem problem in own.Concat(beyond.Where(large => own.All(other => other.Parameter != large.Parameter))))
                yield return At(item, Title(item), problem.Sentence) with { Argument = problem.Parameter };
        }
    }

    public override bool JudgesBlocks => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) =>
        problem.Argument == "Share" ? [new Fix(new Change(Edit.RemoveArgument, problem.Attribute, Argument: "Share"))]
        : outline.Items[problem.Attribute] is { Layer: not null } item ? ArgumentRemedies.For(item, problem.Argument!) : [];

    private static IEnumerable<ArgumentProblem> Of(OutlineItem item)
    {
        if (item.Attribute.Kind == "Network")
            return [.. ArgumentProblems.Defined(item.Attribute, "Precision", Precision.Single), .. ArgumentProblems.Defined(item.Attribute, "Unroll", Unroll.Auto)];
        if (item.Attribute.Kind == BudgetRule.Kind)
            return BudgetRule.Arguments(item.Attribute);
        return item.Layer?.Arguments ?? item.Loss?.Arguments ?? item.Penalty?.Arguments ?? [];
    }

    private static IEnumerable<ArgumentProblem> OfShare(OutlineItem item) =>
        item.Attribute.String("Share") is "" ? [ArgumentProblem.Of("Share", "Share is empty; give the name that the layers with these parameters have in common")] : [];

    // Attributes are double; a network in single precision would turn such a number into infinity.
    private static IEnumerable<ArgumentProblem> BeyondPrecision(AttributeRecord attribute, Precision precision) => precision == Precision.Double
        ? []
        : attribute.Positional.Concat(attribute.Named)
            .Where(argument => argument.Value is double value && !double.IsInfinity(value) && Math.Abs(value) > float.MaxValue)
            .Select(argument => new ArgumentProblem(argument.Name, "within the range of float", Numbers.Text((double)argument.Value!)));
}
