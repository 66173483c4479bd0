using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>No two inputs or layers have the same name.</summary>
internal sealed class DuplicateNameRule() : Rule(Descriptors.DuplicateName)
{
    public override bool NeedsWhole => false;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        Dictionary<string, OutlineItem> owners = [];
        HashSet<int> repeated = [];
        foreach (OutlineItem item in outline.Items.Where(item => item.Layer is not null || (item.GivenName is not null && !item.IsOutput) || (item.IsInput && outline.Inputs.Skip(1).Any()) || item.IsUse))
        {
            // A block that stands under the name of another has all its names twice.
            if (!Names.IsIdentifier(item.Name) || (!item.IsWritten && repeated.Contains(item.Place)))
                continue;
            if (!owners.TryGetValue(item.Name, out OutlineItem? owner))
            {
                owners.Add(item.Name, item);
                continue;
            }

            if (item.IsUse)
                repeated.Add(item.Place);
            // A name by default is nobody's mistake: the one that was given is.
            (OutlineItem wrong, OutlineItem other) = item.GivenName is null ? (owner, item) : (item, owner);
            yield return At(wrong, Sentence(wrong, other)) with { Argument = "Name", Related = new([other.Index]) };
        }
    }

    public override bool JudgesBlocks => true;

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        Candidate unnamed = new Candidate(problem.Attribute, outline.Items[problem.Attribute].Attribute).Without("Name");
        // Its default name could be taken as well.
        return new Trial(outline, outline.Items[problem.Attribute]).Helps(unnamed.Attribute) ? [unnamed.Fix] : [];
    }

    private static string Sentence(OutlineItem wrong, OutlineItem other)
    {
        (string one, string two) = (Kind(wrong), Kind(other));
        if (other.GivenName is null)
            return $"The name '{wrong.Name}' is given to {one}, and {(one == two ? "another " : string.Empty)}{two} has it by default, after its kind and its number";
        return $"'{wrong.Name}' is the name of {one} and of {(one == two ? "another " : string.Empty)}{two}";
    }

    private static string Kind(OutlineItem item) => item.IsUse ? $"Use<{item.Attribute.Block?.Name}>" : item.Attribute.Kind;
}
