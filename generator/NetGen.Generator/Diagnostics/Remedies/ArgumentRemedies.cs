using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The nearest value that an argument can have. Only where it changes how a layer works and not how large it is: nobody can guess a number of units.</summary>
internal static class ArgumentRemedies
{
    private const int Patience = 4096;

    private static readonly Dictionary<string, int> s_least = new()
    {
        ["Stride"] = 1,
        ["StrideWidth"] = 1,
        ["Dilation"] = 1,
        ["Groups"] = 1,
        ["Multiplier"] = 1,
        ["Padding"] = 0,
        ["OutputPadding"] = 0,
    };

    public static IEnumerable<Fix> For(OutlineItem item, string argument)
    {
        Candidate now = new(item.Index, item.Attribute);
        if (argument == "PaddingSides" && item.Attribute.Has("Padding"))
            return [now.Without("Padding").Fix, now.Without("PaddingSides").Fix];
        // A percentage.
        if (item.Layer is Dropout { Rate: > 1 and <= 100 } dropout && argument == "rate")
            return dropout.Rate == 100 ? [] : [now.Set("rate", dropout.Rate / 100, Numbers.Text(dropout.Rate / 100)).Fix];
        if (!s_least.TryGetValue(argument, out int least))
            return [];

        int given = item.Attribute.Int(argument);
        return Enumerable.Range(0, Patience)
            .Select(distance => Math.Max(least, Math.Min(given, Patience) - distance))
            .Distinct()
            .Select(value => now.Set(argument, value))
            .Where(candidate => LayerCatalogue.Layer(candidate.Attribute)!.Arguments.All(problem => problem.Parameter != argument))
            .Take(1)
            .Select(candidate => candidate.Fix);
    }
}
