namespace NetGen.Models.Export;

/// <summary>What a layer puts around its input, or cuts off it, along each extent but the channels.</summary>
/// <param name="Before">Rows above and columns on the left, or steps before.</param>
/// <param name="After">Rows below and columns on the right, or steps after.</param>
internal sealed record BorderSides(int[] Before, int[] After)
{
    public static BorderSides Of(LayerDescription layer)
    {
        int Side(params string[] names) => (int)names.Select(layer.Find).First(property => property is not null)!.Values[0];
        return layer.InputShape.Length == 2
            ? new BorderSides([Side("Before", "All")], [Side("After", "All")])
            : new BorderSides(
                [Side("Top", "Vertical", "All"), Side("Left", "Horizontal", "All")],
                [Side("Bottom", "Vertical", "All"), Side("Right", "Horizontal", "All")]);
    }
}
