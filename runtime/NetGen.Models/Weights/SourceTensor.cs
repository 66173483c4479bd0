using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>A tensor of a file of weights.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">Its extents, row-major; none for a single number.</param>
/// <param name="Numbers">Makes its numbers, row-major; called for those that a network takes, so that a file cannot claim memory.</param>
internal sealed record SourceTensor(string Name, ImmutableArray<int> Shape, Func<double[]> Numbers)
{
    public string ShapeText => Text(Shape);

    public static string Text(ImmutableArray<int> shape) => $"[{string.Join(", ", shape)}]";

    public override string ToString() => $"{Name} {ShapeText}";
}
