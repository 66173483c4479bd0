using System.Globalization;

namespace NetGen.Models.Export;

/// <summary>
/// A function of the author's, as the description has it: <c>multiply(input, sigmoid(multiply({beta}, input)))</c>, with the trained
/// numbers in braces.
/// </summary>
internal abstract record CustomFunction
{
    /// <summary>A number.</summary>
    public sealed record Number(double Value) : CustomFunction;

    /// <summary>The number that comes in.</summary>
    public sealed record Input : CustomFunction;

    /// <summary>A trained number of the layer.</summary>
    public sealed record Parameter(string Name) : CustomFunction;

    /// <summary>A function of functions.</summary>
    public sealed record Call(string Function, CustomFunction[] Operands) : CustomFunction;

    /// <summary>The function of a layer.</summary>
    /// <exception cref="ModelExportException">The description does not say what the function computes.</exception>
    public static CustomFunction Of(LayerDescription layer)
    {
        string text = layer.Find("Formula")?.Text
            ?? throw new ModelExportException(layer.Name, layer.Kind, "its description does not say what the function computes");
        int at = 0;
        return Read(text, ref at);
    }

    private static CustomFunction Read(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is not (',' or '(' or ')'))
            at++;
        string word = text[start..at].Trim();
        if (at == text.Length || text[at] != '(')
        {
            return word == "input" ? new Input()
                : word.StartsWith('{') ? new Parameter(word[1..^1])
                : new Number(double.Parse(word, CultureInfo.InvariantCulture));
        }

        List<CustomFunction> operands = [];
        do
        {
            at++;
            operands.Add(Read(text, ref at));
        }
        while (text[at] == ',');
        at++;
        return new Call(word, [.. operands]);
    }
}
