using NetGen.Models.Building;
using NetGen.Models.Export;

namespace NetGen.Models.Onnx;

/// <summary>Positional encodings (Vaswani et al., 2017), which a file has as an addition of their table.</summary>
internal static class Positions
{
    /// <summary>What a table in single precision may differ by from that of the layer.</summary>
    private const float Tolerance = 1e-6f;

    /// <summary>The layer that adds the table to steps with features; null where a constant is another table.</summary>
    public static FeatureMap? Add(Mapping mapping, OnnxNode node, FeatureMap map, Constant constant)
    {
        if (map.Value.Shape is not [var steps, var features] || constant.IsUniform || constant.Size != map.Value.Size
            || StoredAxes.Of(map) is null)
            return null;
        int firstAxis = Aligned.FirstAxis(node, map.Rank, constant);
        var layout = map.Layout.Canonical();
        if (Aligned.First(node, layout, constant, firstAxis) != 0)
            return null;
        float[] table = Aligned.Numbers(layout, constant, firstAxis, 0);
        return table.Zip(PositionTable.Of(steps, features)).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance)
            ? map with { Value = mapping.Network.Add(new NewLayer("PositionalEncoding"), map.Value, map.Value.Shape) }
            : null;
    }
}
