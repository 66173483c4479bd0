using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every input leads to an output. Of a single one that is sure.</summary>
internal sealed class IdleInputRule() : Rule(Descriptors.IdleInput)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Output is null || outline.Layers.LastOrDefault() is not { } last)
            yield break;
        HashSet<int> reached = [];
        Stack<int> open = new(outline.Outputs.Any() ? outline.Outputs.SelectMany(output => output.Sources) : [last.Index]);
        while (open.Count > 0)
        {
            int index = open.Pop();
            if (!reached.Add(index))
                continue;
            foreach (int source in outline.Items[index].Sources)
                open.Push(source);
        }

        foreach (OutlineItem input in outline.Inputs.Where(input => !reached.Contains(input.Index)))
        {
            OutlineItem? reader = outline.Layers.FirstOrDefault(layer => layer.Sources.Contains(input.Index));
            yield return At(input, input.Name, reader is null ? "no layer reads it" : $"{Title(reader)} reads it, but nothing that follows leads to an output");
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
