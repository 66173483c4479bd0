using System.Xml.Linq;

namespace NetGen.Reports.Tests;

/// <summary>Reads pictures as any program that knows XML would.</summary>
internal static class Pictures
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Read(Chart chart) => XElement.Parse(chart.ToSvg());

    public static XElement[] All(XElement picture, string name, string style) =>
        [.. picture.Descendants(Svg + name).Where(element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(style))];

    public static string[] Texts(XElement picture, string style) => [.. All(picture, "text", style).Select(element => element.Value)];

    public static (double X, double Y)[] Points(XElement line) =>
        [.. ((string)line.Attribute("points")!).Split(' ').Select(point => point.Split(',')).Select(point => (Number(point[0]), Number(point[1])))];

    public static double Number(XElement element, string attribute) => Number((string)element.Attribute(attribute)!);

    private static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
