using System.Xml.Linq;

namespace NetGen.Reports;

/// <summary>A picture of numbers, as SVG.</summary>
/// <param name="Title">Its name, drawn above it.</param>
public abstract record Chart(string Title)
{
    /// <summary>What it shows, in words, for those who do not see it. Default: made from its content.</summary>
    public string? Description { get; init; }

    /// <summary>The picture as a file of its own, in UTF-8, readable in light and dark.</summary>
    public string ToSvg()
    {
        XElement picture = Draw();
        picture.AddFirst(new XElement(SvgCanvas.Namespace + "style", ChartStyle.Css));
        XmlText.Clean(picture);
        return picture.ToString() + "\n";
    }

    /// <summary>The picture as part of a page, which has the style.</summary>
    internal abstract XElement Draw();
}
