using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every input leads to an output. Of a single one that is sure.</summary>
internal sealed class IdleInputRule() : Rule(Descriptors.IdleInput)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem input in Idle(outline))
        {
            OutlineItem? reader = outline.Layers.FirstOrDefault(layer => layer.Sources.Contains(input.Index));
            yield return At(input, input.Name, reader is null ? "no layer reads it" : $"{Title(reader)} reads it, but nothing that follows leads to an output");
        }
    }

    /// <summary>What came of the input goes on beside the input that follows; or the input goes. Either only where that is all.</summary>
    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        if (Branch(outline, problem.Attribute) is { } end && outline.Layers.FirstOrDefault(layer => layer.Index > end.Index && Reads(outline, layer)) is { IsWritten: true } next)
        {
            AttributeRecord concat = new(nameof(Concat), new([new Argument("names", new EquatableArray<object?>([end.Name]))]), EquatableArray<Argument>.Empty, next.Attribute.Part) { Family = "Layer" };
            if (IsSound(outline, attributes => attributes.Insert(next.Place, concat)))
                yield return new Fix(Edit.InsertBefore, next.Index, $"{nameof(Concat)}(\"{end.Name}\")");
        }

        if (IsSound(outline, attributes => attributes.RemoveAt(outline.Items[problem.Attribute].Place)))
            yield return new Fix(Edit.Remove, problem.Attribute);
    }

    /// <summary>The inputs that no output is made of.</summary>
    public static IEnumerable<OutlineItem> Idle(Outline outline)
    {
        if (outline.Output is null || outline.Layers.LastOrDefault() is not { } last)
            return [];
        HashSet<int> reached = Above(outline, outline.Outputs.Any() ? outline.Outputs.SelectMany(output => output.Sources) : [last.Index]);
        return outline.Inputs.Where(input => !reached.Contains(input.Index));
    }

    /// <summary>Items, and all that they are made of.</summary>
    public static HashSet<int> Above(Outline outline, IEnumerable<int> items)
    {
        HashSet<int> reached = [];
        Stack<int> open = new(items);
        while (open.Count > 0)
        {
            int index = open.Pop();
            if (!reached.Add(index))
                continue;
            foreach (int source in outline.Items[index].Sources)
                open.Push(source);
        }

        return reached;
    }

    /// <summary>The last layer that an input leads to; the input itself where none reads it.</summary>
    private static OutlineItem? Branch(Outline outline, int input) =>
        outline.Layers.LastOrDefault(layer => Above(outline, [layer.Index]).Contains(input)) ?? outline.Items[input];

    /// <summary>Whether a layer reads an input.</summary>
    private static bool Reads(Outline outline, OutlineItem layer) => layer.Sources.Any(source => outline.Items[source].IsInput);

    private static bool IsSound(Outline outline, Action<List<AttributeRecord>> change)
    {
        List<AttributeRecord> attributes = [.. outline.Declaration.Attributes];
        change(attributes);
        return RuleSet.FirstError(Outline.Of(outline.Declaration with { Attributes = attributes.ToEquatableArray() })) is null;
    }
}
