using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>One of several inputs, outputs or targets of a network: where it lies in a sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">The numbers of a sample before it.</param>
/// <param name="Shape">Its extents.</param>
internal sealed record SamplePart(string Name, int Offset, Shape Shape)
{
    public int Size => (int)Shape.Size;

    /// <summary>Inputs or outputs of an outline in which everything fits, one behind the other.</summary>
    public static SamplePart[] Of(IEnumerable<OutlineItem> items)
    {
        List<SamplePart> parts = [];
        int offset = 0;
        foreach (OutlineItem item in items)
        {
            parts.Add(new SamplePart(item.Name, offset, item.Output ?? throw new InvalidOperationException($"{item.Name} has no shape.")));
            offset = checked(offset + parts[parts.Count - 1].Size);
        }

        return [.. parts];
    }
}
