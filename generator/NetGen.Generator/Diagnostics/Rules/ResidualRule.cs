using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A residual takes the inputs and the outputs that its network has, and derivatives of these.</summary>
internal sealed class ResidualRule() : Rule(Descriptors.Residual)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        bool isPlain = outline.Inputs.Count() == 1 && !outline.Items.Any(item => item.IsOutput);
        foreach (OutlineItem several in outline.Losses.Where(item => item.Loss is PhysicsLoss { Function.Value: not null } && !isPlain))
            yield return At(several, several.Attribute.Function!.Name, "is of all that goes into its network and comes out of it: one input and no [Output]") with { Member = several.Attribute.Function!.Member };
        if (isPlain && outline.OnlyLoss is { Loss: PhysicsLoss { Function: { Value: not null } function } } loss && outline is { Input: { } input, Output: { } output } && Misfit(outline, function, input, output) is { } misfit)
            yield return At(loss, function.Name, misfit) with { Member = function.Member };
    }

    private static string? Misfit(Outline outline, FunctionRecord function, Shape input, Shape output)
    {
        // A layer on sequences is reported itself.
        if (outline.Layers.Any(layer => layer.Layer!.HasLengths))
            return null;
        if (!input.IsVector)
            return $"takes derivatives with respect to the inputs, which must be a vector and not {input}";
        if (outline.Layers.FirstOrDefault(layer => layer.Output is { IsVector: false }) is { } image)
            return $"takes derivatives through layers of vectors, and '{image.Name}' makes {image.Output}";
        int plain = function.Parameters.Count(parameter => parameter.Role == FunctionRole.Plain);
        if (plain != input.Size + output.Size)
            return $"must take {Count(input.Size, "input")} and {Count(output.Size, "output")}, and takes {Numbers.Text(plain)} before its derivatives and targets";
        foreach (FunctionParameter derivative in function.Parameters.Where(parameter => parameter.Role == FunctionRole.Derivative))
        {
            if (derivative.Inputs.Count is 0 or > 2)
                return $"can take first and second derivatives, and '{derivative.Name}' is one by {Numbers.Text(derivative.Inputs.Count)} inputs";
            if (derivative.Inputs.Any(place => place < 0 || place >= input.Size))
                return $"takes '{derivative.Name}' by input {Numbers.Text(derivative.Inputs.First(place => place < 0 || place >= input.Size))}, and there {(input.Size == 1 ? "is only input 0" : $"are inputs 0 to {Numbers.Text(input.Size - 1)}")}";
            if (derivative.Output < 0 || derivative.Output >= output.Size)
                return $"takes '{derivative.Name}' of output {Numbers.Text(derivative.Output)}, and there {(output.Size == 1 ? "is only output 0" : $"are outputs 0 to {Numbers.Text(output.Size - 1)}")}";
        }

        return null;
    }

    private static string Count(long count, string what) => $"{Numbers.Text(count)} {what}{(count == 1 ? string.Empty : "s")}";
}
