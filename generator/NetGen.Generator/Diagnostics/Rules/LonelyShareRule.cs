using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A name of <c>Share</c> is given at least twice: one that is given once is a typing error, or does nothing.</summary>
internal sealed class LonelyShareRule() : Rule(Descriptors.LonelyShare)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        ShareGroup[] groups = [.. ShareGroup.All(outline)];
        ShareGroup[] lonely = [.. groups.Where(group => group.IsLonely && ShareGroup.HasParameters(outline, group.First) != false)];
        foreach (ShareGroup group in lonely)
        {
            // Of two names that are nearly one, the later is the mistake.
            if (lonely.Any(other => other.First.Index > group.First.Index && Twin(other, groups) == group))
                continue;
            ShareGroup? twin = Twin(group, groups);
            yield return At(group.First, Title(group.First), group.Name, twin is null ? string.Empty : $"; did you mean \"{twin.Name}\"?") with
            {
                Argument = "Share",
                Related = new(twin is null ? [] : [twin.First.Index]),
            };
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        Candidate now = new(item.Index, item.Attribute);
        if (problem.Related.Count == 1 && outline.Items[problem.Related[0]].Attribute.String("Share") is { } meant)
        {
            Candidate shared = now.Set("Share", meant, Literal.Of(meant));
            if (new Trial(outline, item).Helps(shared.Attribute))
                yield return shared.Fix;
        }

        // The other name stands alone as well, and is reported here.
        yield return problem.Related.Count == 1 && ShareGroup.All(outline).First(group => group.First.Index == problem.Related[0]).IsLonely
            ? new Fix(new Change(Edit.RemoveArgument, item.Index, Argument: "Share"), new Change(Edit.RemoveArgument, problem.Related[0], Argument: "Share")) { Title = "Remove Share of both" }
            : now.Without("Share").Fix;
    }

    /// <summary>The group whose name was probably meant: of the same kind, and written almost alike.</summary>
    private static ShareGroup? Twin(ShareGroup group, ShareGroup[] groups) =>
        NearestName.Of(group.Name, groups.Where(other => IsBefore(other, group) || !other.IsLonely).Select(other => other.Name)) is { } name
            ? groups.First(other => other.Name == name && other != group)
            : null;

    private static bool IsBefore(ShareGroup other, ShareGroup group) => other.First.Index < group.First.Index;
}
