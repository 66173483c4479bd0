using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx.Patterns;

/// <summary>A product with a constant matrix, and a constant number for each unit added: a dense layer with a bias.</summary>
internal static class BiasedProduct
{
    /// <summary>The dense layer, in the place of the one without a bias; null where it is something else.</summary>
    /// <param name="mapping">The network so far.</param>
    /// <param name="map">What the constant is added to.</param>
    /// <param name="constant">The constant.</param>
    public static FeatureMap? Match(Mapping mapping, FeatureMap map, Constant constant)
    {
        if (map.Value.IsInput || mapping.Network.Layers[map.Value.Index] is not { Layer.Kind: "Dense" } product || product.Layer.Weights.Length != 1)
            return null;
        int units = map.Value.Shape[^1];
        bool isLast = constant.Size == units && constant.Shape.Length > 0 && constant.Shape[^1] == units && map.Extent(map.Rank - 1) == units;
        // The units are the innermost numbers of the network in the order of the constant.
        if (!isLast || map.Layout.Run(map.Rank - 1) is not (_, var size, 1) || size != units)
            return null;
        NewLayer dense = product.Layer with
        {
            Properties = product.Layer.Properties.Remove(("Bias", "false")),
            Weights = product.Layer.Weights.Add(new WeightTensor("bias", [units], constant.Numbers)),
        };
        return map with { Value = mapping.Network.Add(dense, product.Sources[0], map.Value.Shape) };
    }
}
