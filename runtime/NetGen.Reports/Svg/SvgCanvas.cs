using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>A picture under construction: the few shapes that charts are made of. Lengths are in the units of its view box.</summary>
internal sealed class SvgCanvas
{
    /// <summary>The namespace of all its elements.</summary>
    public static readonly XNamespace Namespace = "http://www.w3.org/2000/svg";

    /// <summary>An empty picture.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">Its name, which screen readers say first.</param>
    /// <param name="description">What it shows, in words.</param>
    public SvgCanvas(double width, double height, string title, string description)
    {
        Root = new XElement(
            Namespace + "svg",
            new XAttribute("class", "netgen-chart"),
            new XAttribute("viewBox", $"0 0 {SvgNumber.Coordinate(width)} {SvgNumber.Coordinate(height)}"),
            new XAttribute("width", SvgNumber.Coordinate(width)),
            new XAttribute("height", SvgNumber.Coordinate(height)),
            new XAttribute("role", "img"),
            new XAttribute("aria-label", title),
            new XElement(Namespace + "title", title),
            new XElement(Namespace + "desc", description));
    }

    /// <summary>The picture.</summary>
    public XElement Root { get; }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style) =>
        Add("line", style, ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2));

    /// <summary>A line through points.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string style) => Root.Add(new XElement(
        Namespace + "polyline",
        new XAttribute("class", style),
        new XAttribute("points",
            string.Join(' ', points.Select(point => $"{SvgNumber.Coordinate(point.X)},{SvgNumber.Coordinate(point.Y)}")))));

    /// <summary>A rectangle; without a fill of its own it takes that of its style.</summary>
    public XElement Rectangle(double x, double y, double width, double height, string style, string? fill = null, double? opacity = null)
    {
        XElement element = Add("rect", style, ("x", x), ("y", y), ("width", width), ("height", height));
        if (fill is not null)
            element.Add(new XAttribute("fill", fill));
        if (opacity is { } share)
            element.Add(new XAttribute("fill-opacity", SvgNumber.Coordinate(share)));
        return element;
    }

    /// <summary>A disc.</summary>
    public void Circle(double x, double y, double radius, string style) => Add("circle", style, ("cx", x), ("cy", y), ("r", radius));

    /// <summary>A line of text, at its start, middle or end.</summary>
    public void Text(double x, double y, string text, string style, string anchor = "middle", double? turn = null)
    {
        XElement element = Add("text", style, ("x", x), ("y", y));
        element.Add(new XAttribute("text-anchor", anchor), text);
        if (turn is { } degrees)
            element.Add(new XAttribute(
                "transform", $"rotate({SvgNumber.Coordinate(degrees)} {SvgNumber.Coordinate(x)} {SvgNumber.Coordinate(y)})"));
    }

    private XElement Add(string name, string style, params ReadOnlySpan<(string Name, double Value)> attributes)
    {
        var element = new XElement(Namespace + name, new XAttribute("class", style));
        foreach ((string attribute, double value) in attributes)
            element.Add(new XAttribute(attribute, SvgNumber.Coordinate(value)));
        Root.Add(element);
        return element;
    }
}
