using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Rows and columns at the four sides of an image: one number for all, two for vertical and horizontal, or four.</summary>
internal sealed record ImageSides(AttributeRecord Attribute)
{
    public int Top => Side("top", "vertical");

    public int Bottom => Side("bottom", "vertical");

    public int Left => Side("left", "horizontal");

    public int Right => Side("right", "horizontal");

    /// <summary>Sides that are negative.</summary>
    public IEnumerable<ArgumentProblem> Problems => Attribute.Positional
        .Where(argument => argument.Value is < 0)
        .Select(argument => new ArgumentProblem(argument.Name, "at least 0", Numbers.Text((int)argument.Value!)));

    private int Side(string own, string pair) => Attribute.Int(Attribute.Has(own) ? own : Attribute.Has(pair) ? pair : "all");
}
