using System.Globalization;

namespace NetGen.Reports;

/// <summary>Numbers as SVG and people read them, in the invariant culture.</summary>
internal static class SvgNumber
{
    /// <summary>A coordinate, to a hundredth of a unit.</summary>
    public static string Coordinate(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number for people, of four significant digits.</summary>
    public static string Label(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
