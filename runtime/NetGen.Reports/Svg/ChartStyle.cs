using System.Text;

namespace NetGen.Reports;

/// <summary>
/// How charts look, in a light and a dark room. The colours of series are those of Okabe and Ito (2008), which people with
/// any kind of colour vision can tell apart; lines differ in their dashes, too.
/// </summary>
internal static class ChartStyle
{
    /// <summary>How many series look different.</summary>
    public const int Series = 8;

    private static readonly string[] Light = ["#0072b2", "#d55e00", "#007a5a", "#b3438f", "#8a6500", "#2f7fb5", "#555555", "#8c2d04"];

    private static readonly string[] Dark = ["#56b4e9", "#ff9a3c", "#2fd0a0", "#e69fc8", "#f0e442", "#9ad0f5", "#c8c8c8", "#ffb199"];

    private static readonly string[] Dashes = ["none", "7 3", "2 3", "9 3 2 3", "none", "7 3", "2 3", "9 3 2 3"];

    /// <summary>The rules, for a style element of a page or of a picture that stands alone.</summary>
    public static string Css { get; } = Build();

    /// <summary>The class of a series' lines.</summary>
    public static string LineOf(int series) => $"line s{series % Series}";

    /// <summary>The class of a series' marks and texts.</summary>
    public static string MarkOf(int series) => $"mark s{series % Series}";

    private static string Build()
    {
        var css = new StringBuilder();
        css.Append(":root { color-scheme: light dark; --ink: #1b1b1b; --quiet: #5c5c5c; --paper: #ffffff; --grid: #dcdcdc; --negative: "
            + "#0072b2; --positive: #d55e00;").Append(Variables(Light)).Append(" }\n");
        css.Append("@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --quiet: #a8a8a8; --paper: #16181b; --grid: #3a3d42; "
            + "--negative: #56b4e9; --positive: #ff9a3c;").Append(Variables(Dark)).Append(" } }\n");
        css.Append(
            """
            .netgen-chart { max-width: 100%; height: auto; font-family: system-ui, sans-serif; font-size: 12px; }
            .netgen-chart text { fill: var(--ink); }
            .netgen-chart .name { font-size: 15px; font-weight: 600; }
            .netgen-chart .tick { fill: var(--quiet); font-size: 11px; }
            .netgen-chart .grid { stroke: var(--grid); stroke-width: 1; }
            .netgen-chart .axis { stroke: var(--quiet); stroke-width: 1; }
            .netgen-chart .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .netgen-chart .cell { fill: var(--s0); }
            .netgen-chart .wrong { fill: var(--s1); }
            .netgen-chart .frame { fill: none; stroke: var(--grid); stroke-width: 1; }
            .netgen-chart .count { font-size: 12px; }
            .netgen-chart .negative { fill: var(--negative); }
            .netgen-chart .positive { fill: var(--positive); }
            .netgen-chart .pixel { shape-rendering: crispEdges; }

            """);
        for (int i = 0; i < Series; i++)
        {
            css.Append($".netgen-chart .line.s{i} {{ stroke: var(--s{i}); stroke-dasharray: {Dashes[i]}; }}\n");
            css.Append($".netgen-chart .mark.s{i} {{ fill: var(--s{i}); }}\n");
        }

        return css.ToString();
    }

    private static string Variables(string[] colours) => string.Concat(colours.Select((colour, i) => $" --s{i}: {colour};"));
}
