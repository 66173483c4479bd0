using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>
/// A scaler as texts in the metadata of a file: numbers in the shortest form that gives the same bits back, with commas between.
/// </summary>
internal static class ScalerMetadata
{
    private const string ColumnsKey = "netgen.scaler.columns";
    private const string OffsetsKey = "netgen.scaler.offsets";
    private const string ScalesKey = "netgen.scaler.scales";

    public static ImmutableArray<KeyValuePair<string, string>> Write(FeatureScaler scaler) =>
    [
        new(SafetensorsKeys.Scaler, scaler.Kind),
        new(ColumnsKey, scaler.Columns.ToString(CultureInfo.InvariantCulture)),
        new(OffsetsKey, Join(scaler.Offsets)),
        new(ScalesKey, Join(scaler.Scales)),
    ];

    /// <summary>Whether there is a scaler.</summary>
    public static bool IsIn(IReadOnlyDictionary<string, string> metadata) => metadata.ContainsKey(SafetensorsKeys.Scaler);

    /// <summary>Checks that there is no scaler, which a caller that does not ask for one would lose.</summary>
    /// <returns>True.</returns>
    /// <exception cref="InvalidDataException">There is one.</exception>
    public static bool CheckAbsent(IReadOnlyDictionary<string, string> metadata) => !IsIn(metadata)
        ? true
        : throw new InvalidDataException("Expected a network alone, got one with the scaler of its inputs: use the overload Load(..., "
            + "network, out FeatureScaler scaler).");

    /// <summary>The scaler for inputs of <paramref name="inputSize"/> numbers.</summary>
    /// <exception cref="InvalidDataException">There is no scaler, or none for inputs of <paramref name="inputSize"/> numbers.</exception>
    public static FeatureScaler Read(IReadOnlyDictionary<string, string> metadata, int inputSize)
    {
        if (!metadata.TryGetValue(SafetensorsKeys.Scaler, out string? kind))
            throw new InvalidDataException($"Expected a file with a scaler, '{SafetensorsKeys.Scaler}' in its metadata, got one without.");
        string columns = Value(metadata, ColumnsKey);
        if (columns != inputSize.ToString(CultureInfo.InvariantCulture))
            throw new InvalidDataException(
                $"Expected a scaler of {inputSize} columns, as the network takes them, got {Excerpt.Of(columns)}.");

        ImmutableArray<double> offsets = Numbers(metadata, OffsetsKey, inputSize);
        ImmutableArray<double> scales = Numbers(metadata, ScalesKey, inputSize);
        if (inputSize % offsets.Length != 0)
            throw new InvalidDataException($"Expected a number of offsets that divides {inputSize} columns, got {offsets.Length}.");
        if (scales.Length != offsets.Length)
            throw new InvalidDataException($"Expected {offsets.Length} scales, one for each offset, got {scales.Length}.");
        if (scales.Any(scale => scale <= 0))
            throw new InvalidDataException(
                FormattableString.Invariant($"Expected scales above 0, got {scales.First(scale => scale <= 0)}."));

        return kind switch
        {
            Standardizer.FileKind => new Standardizer(inputSize, offsets, scales),
            MinMaxScaler.FileKind => new MinMaxScaler(inputSize, offsets, scales),
            _ => throw new InvalidDataException(
                $"Expected a scaler '{Standardizer.FileKind}' or '{MinMaxScaler.FileKind}', got '{Excerpt.Of(kind)}'."),
        };
    }

    private static string Join(ImmutableArray<double> numbers) =>
        string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static string Value(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? value)
            ? value : throw new InvalidDataException($"Expected '{key}' in the metadata of a file with a scaler, got none.");

    private static ImmutableArray<double> Numbers(IReadOnlyDictionary<string, string> metadata, string key, int most)
    {
        ReadOnlySpan<char> list = Value(metadata, key);
        int count = list.Count(',') + 1;
        if (count > most)
            throw new InvalidDataException($"Expected at most {most} numbers as '{key}', got {count}.");

        var numbers = ImmutableArray.CreateBuilder<double>(count);
        foreach (Range range in list.Split(','))
        {
            if (!double.TryParse(list[range], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                || !double.IsFinite(number))
                throw new InvalidDataException($"Expected finite numbers as '{key}', got '{Excerpt.Of(list[range])}'.");
            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }
}
