namespace NetGen.Models.Weights;

/// <summary>The order of names in which <c>layers.2</c> comes before <c>layers.10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> one = x, other = y;
        while (!one.IsEmpty && !other.IsEmpty)
        {
            ReadOnlySpan<char> first = Run(one), second = Run(other);
            bool areNumbers = char.IsAsciiDigit(first[0]) && char.IsAsciiDigit(second[0]);
            ReadOnlySpan<char> number = first.TrimStart('0'), otherNumber = second.TrimStart('0');
            int order = !areNumbers ? first.CompareTo(second, StringComparison.Ordinal)
                : number.Length != otherNumber.Length
                    ? number.Length - otherNumber.Length : number.CompareTo(otherNumber, StringComparison.Ordinal);
            if (order != 0)
                return order;
            one = one[first.Length..];
            other = other[second.Length..];
        }

        return one.Length - other.Length;
    }

    /// <summary>The digits, or the single character, that a name begins with.</summary>
    private static ReadOnlySpan<char> Run(ReadOnlySpan<char> name)
    {
        int length = name.IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? name : name[..Math.Max(1, length)];
    }
}
