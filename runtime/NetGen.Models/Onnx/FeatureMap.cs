using NetGen.Models.Building;
using NetGen.Models.Layouts;

namespace NetGen.Models.Onnx;

/// <summary>A tensor of the model that depends on its inputs.</summary>
/// <param name="Value">What makes it in the network.</param>
/// <param name="Layout">Its shape in the model, and how its numbers lie in the network.</param>
internal sealed record FeatureMap(NetworkValue Value, Layout Layout)
{
    public int Rank => Layout.Rank;

    public int Extent(int axis) => Layout.Shape[axis];

    public string ShapeText => $"[{string.Join(", ", Layout.Shape)}]";
}
