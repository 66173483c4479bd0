using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>A layer reads from layers and inputs that stand before it. So there is no cycle.</summary>
internal sealed class SourceRule() : Rule(Descriptors.UnknownSource)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Items.Where(item => !item.Attribute.IsMalformed))
        {
            string prefix = item.Name.Substring(0, item.Name.Length - item.LocalName.Length);
            foreach (string name in item.Missing)
            {
                bool isLater = outline.Items.Any(other => (other.Layer is not null || other.IsUse) && other.Name == prefix + name);
                yield return At(item, Title(item), name, isLater ? "which does not stand before it" : "which names nothing", string.Join(", ", item.Known));
            }
        }
    }

    public override bool JudgesBlocks => true;

    /// <summary>The nearest name with which the network is whole.</summary>
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        string missing = problem.Message[1];
        Candidate now = new(item.Index, item.Attribute);
        int element = (item.Attribute.Strings("names") ?? []).ToList().IndexOf(missing);
        return NearestName.All(missing, item.Known)
            .Select(name => item.From == missing ? now.Set("From", name, Literal.Of(name)) : now.SetElement("names", element, name))
            .Where(candidate => new Trial(outline, item).Helps(candidate.Attribute))
            .Take(1)
            .Select(candidate => candidate.Fix);
    }
}
