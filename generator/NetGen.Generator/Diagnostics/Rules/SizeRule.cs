using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The input, the values of one sample and the parameters fit into memory that an <see cref="int"/> can index. Reports the first that does not.</summary>
internal sealed class SizeRule() : Rule(Descriptors.Size)
{
    /// <summary>The most elements of an array, less what aligning it takes: <c>AlignedMemory.MaxLength</c>.</summary>
    public const long Most = 2_147_483_511;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        decimal before = 0;
        foreach (OutlineItem input in outline.Inputs)
        {
            int[] extents = input.Attribute.Positional.Select(argument => argument.Value is int extent ? extent : 0).ToArray();
            // Three extents of 31 bits fit a decimal.
            decimal size = before + extents.Aggregate(1m, (product, extent) => product * extent);
            if (size > Most && extents.All(extent => extent >= 1))
            {
                string product = (before == 0 ? string.Empty : $"{Numbers.Grouped(before)} before + ") + string.Join(" x ", extents.Select(extent => Numbers.Grouped(extent)));
                return [At(input, "Input", product, $"{Numbers.Grouped(size)} values a sample", Numbers.Grouped(Most), string.Join("x", extents.Select(Numbers.Text)))];
            }

            before = size;
        }

        return outline.Inputs.Any() ? OfLayers(outline) : [];
    }

    private IEnumerable<Problem> OfLayers(Outline outline)
    {
        long values = outline.Input?.Size ?? 0, parameters = 0;
        foreach (OutlineItem item in outline.Layers)
        {
            if (item is not { Input: { } input, Output: { } output, Layer: { } layer })
                yield break;

            foreach (ParameterSpec parameter in layer.Parameters(input))
            {
                if ((parameters += parameter.Shape.Size) <= Most)
                    continue;
                long before = parameters - parameter.Shape.Size;
                string sum = $"{(before == 0 ? string.Empty : $"{Numbers.Grouped(before)} parameters before + ")}{parameter.Shape} {parameter.Name}";
                yield return At(item, Title(item), sum, $"{Numbers.Grouped(parameters)} parameters", Numbers.Grouped(Most), outline.Chain(item)) with { Related = new([outline.Before(item).Index]) };
                yield break;
            }

            if ((values += output.Size) > Most)
            {
                string sum = $"{Numbers.Grouped(values - output.Size)} values before + {output}";
                yield return At(item, Title(item), sum, $"{Numbers.Grouped(values)} values a sample", Numbers.Grouped(Most), outline.Chain(item)) with { Related = new([outline.Before(item).Index]) };
                yield break;
            }
        }
    }
}
