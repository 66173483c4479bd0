using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Every input leads to an output. Of a single one that is sure.</summary>
internal sealed class IdleInputRule() : Rule(Descriptors.IdleInput)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Output is null || !outline.Layers.Any())
            yield break;
        HashSet<int> reached = Flow.ToOutputs(outline, _ => true);
        foreach (OutlineItem input in outline.Inputs.Where(input => !reached.Contains(input.Index)))
        {
            OutlineItem? reader = outline.Layers.FirstOrDefault(layer => layer.Sources.Contains(input.Index));
            yield return At(input, input.Name, reader is null ? "no layer reads it" : $"{Title(reader)} reads it, but nothing that follows leads to an output");
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline) => [new Fix(Edit.Remove, problem.Attribute)];
}
