using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NetGen.Weights;

/// <summary>What the compiler is told of a weights file: a line for each fact, with tabs between its parts.</summary>
/// <param name="Name">What the file is called in the project.</param>
/// <param name="Length">The bytes of its numbers.</param>
internal sealed record WeightsDescription(string Name, long Length)
{
    /// <summary>The first line; another number is for another form of the lines.</summary>
    private const string Head = "netgen-weights\t1";

    /// <summary>Why the file cannot be read; null where it can.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the network was saved with the scaler of its inputs.</summary>
    public bool HasScaler { get; init; }

    /// <summary>The tensors, in the order of their numbers.</summary>
    public ImmutableArray<TensorDescription> Tensors { get; init; } = [];

    /// <summary>The whole as text.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        Line(text, Head);
        Line(text, $"name\t{Escape(Name)}");
        Line(text, FormattableString.Invariant($"length\t{Length}"));
        if (Fault is not null)
            Line(text, $"fault\t{Escape(Fault)}");
        if (HasScaler)
            Line(text, "scaler");
        foreach (TensorDescription tensor in Tensors)
            Line(text, Line(tensor));
        return text.ToString();
    }

    private static string Line(TensorDescription tensor)
    {
        string shape = string.Join(',', tensor.Shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
        string line = FormattableString.Invariant(
            $"tensor\t{Escape(tensor.Name)}\t{Escape(tensor.Type)}\t{shape}\t{tensor.Stored}\t{tensor.Offset}");
        return tensor.NotFinite is { } wrong ? FormattableString.Invariant($"{line}\t{wrong.Index}\t{wrong.Value}") : line;
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>A text of the file without what would end a part or a line.</summary>
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal);
}

/// <summary>A tensor of a weights file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its number type in the file.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Stored">The type in which its numbers were written, F32 or F64; null where no network takes them.</param>
/// <param name="Offset">The byte at which they begin.</param>
internal sealed record TensorDescription(string Name, string Type, ImmutableArray<int> Shape, string? Stored, long Offset)
{
    /// <summary>The first number that is NaN or infinite, and what it is; null where there is none.</summary>
    public (int Index, string Value)? NotFinite { get; init; }
}
