using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>An input stands above the first layer, which reads it. The layers below that one follow from the same mistake.</summary>
internal sealed class LateInputRule() : Rule(Descriptors.LateInput)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if (outline.Inputs.FirstOrDefault() is not { } input || outline.Items.FirstOrDefault(item => item.Layer is not null || item.IsUse) is not { } first || first.Index > input.Index)
            yield break;
        yield return At(first, Title(first), $"[{input.Attribute.Kind}{(input.GivenName is { } name ? $" '{name}'" : string.Empty)}]") with { Related = new([input.Index]) };
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem input = outline.Items[problem.Related[0]];
        string name = input.GivenName is { } given ? $", Name = \"{given}\"" : string.Empty;
        string extents = string.Join(", ", input.Attribute.Positional.Select(argument => argument.Value));
        return [new Fix(new Change(Edit.InsertBefore, problem.Attribute, $"Input({extents}{name})"), new Change(Edit.Remove, input.Index))];
    }
}
