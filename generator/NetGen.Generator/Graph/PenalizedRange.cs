using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>Neighbouring parameters with one penalty.</summary>
/// <param name="Names">The tensors, for readers.</param>
/// <param name="Absolute">The factor of the sum of absolute values.</param>
/// <param name="Squares">The factor of the sum of squares.</param>
/// <param name="Frozen">Whether they are not trained: then the penalty is a constant.</param>
internal sealed record PenalizedRange(EquatableArray<string> Names, int Offset, int Length, double Absolute, double Squares, bool Frozen)
{
    /// <summary>The ranges of a network, in the order of the parameters; several penalties on one tensor add up.</summary>
    public static EquatableArray<PenalizedRange> Of(Outline outline, IReadOnlyList<Node> nodes)
    {
        List<PenalizedRange> ranges = [];
        foreach (Node node in nodes)
        {
            foreach (NodeParameter parameter in node.OwnParameters)
            {
                (double absolute, double squares) = (0, 0);
                foreach (OutlineItem item in outline.Penalties.Where(item => item.Penalty!.IsOn(parameter.Spec) && outline.PenalizedBy(item).Any(layer => layer.Name == node.Name)))
                {
                    absolute += item.Penalty!.Factors.Absolute;
                    squares += item.Penalty.Factors.Squares;
                }

                string name = $"{node.Name}.{parameter.Spec.Name}";
                int length = (int)parameter.Spec.Shape.Size;
                if (absolute == 0 && squares == 0)
                    continue;
                if (ranges.Count > 0 && ranges[ranges.Count - 1] is var last && last.Offset + last.Length == parameter.Offset && (last.Absolute, last.Squares, last.Frozen) == (absolute, squares, parameter.Spec.Frozen))
                    ranges[ranges.Count - 1] = last with { Names = new([.. last.Names, name]), Length = last.Length + length };
                else
                    ranges.Add(new PenalizedRange(new([name]), parameter.Offset, length, absolute, squares, parameter.Spec.Frozen));
            }
        }

        return ranges.ToEquatableArray();
    }

    /// <summary>The penalty as a formula.</summary>
    public string Formula
    {
        get
        {
            string weights = string.Join(", ", Names);
            string[] parts =
            [
                .. Absolute == 0 ? Array.Empty<string>() : [$"{Numbers.Text(Absolute)} * sum of |w|"],
                .. Squares == 0 ? Array.Empty<string>() : [$"{Numbers.Text(Squares)} * sum of w^2"],
            ];
            return $"{string.Join(" + ", parts)} over {weights}";
        }
    }
}
