using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What all kinds of convolution say of channels that do not fit.</summary>
internal static class ConvolutionChannels
{
    /// <summary>Groups that cannot divide the filters.</summary>
    public static IEnumerable<ArgumentProblem> Problems(AttributeRecord attribute)
    {
        int groups = attribute.Int("Groups", 1), filters = attribute.Int("filters");
        if (groups < 1)
            yield return new ArgumentProblem("Groups", "at least 1", Numbers.Text(groups));
        else if (filters % groups != 0)
            yield return new ArgumentProblem("Groups", $"a divisor of the {filters} filters", Numbers.Text(groups));
    }

    /// <summary>A channel of a group, for readers: <c>4 * g + c</c>, or <c>c</c> where there is one group.</summary>
    public static string Index(int groups, int channels, string name) => groups == 1 ? name : channels == 1 ? "g" : $"{channels} * g + {name}";

    public static string Undivided(int groups, Shape input) =>
        $"{groups} groups do not divide its {input.Channels} channels ({input.Channels} = {input.Channels / groups}*{groups} + {input.Channels % groups}): the {input} input";

    public static string WrongRank(string layer, int dimensions, Shape input) => dimensions == 1
        ? $"{layer} slides along a sequence (steps, features), not the {input} input"
        : $"{layer} slides over an image (height, width, channels), not the {input} input";
}
