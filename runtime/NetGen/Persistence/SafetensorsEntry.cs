using System.Collections.Immutable;

namespace NetGen;

/// <summary>A tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its number type as the format names it, such as <c>F32</c>, <c>BF16</c> or <c>I64</c>.</param>
/// <param name="Shape">Its extents, row-major; none for a single number.</param>
public sealed record SafetensorsEntry(string Name, string Type, ImmutableArray<int> Shape)
{
    /// <summary>How many numbers it has.</summary>
    public int Length => Shape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>Where its bytes begin after the header.</summary>
    internal long Begin { get; init; }

    /// <summary>Where they end.</summary>
    internal long End { get; init; }

    /// <summary>How many bytes it has.</summary>
    internal long ByteLength => End - Begin;

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type} [{string.Join(", ", Shape)}]";

    /// <summary>Checks that it has the bytes of its numbers, where their type is known.</summary>
    /// <exception cref="InvalidDataException">It has not.</exception>
    internal void CheckSize()
    {
        if (SafetensorsNumbers.SizeOf(Type) is { } size && ByteLength != (long)size * Length)
            throw new InvalidDataException(
                $"Expected two offsets {(long)size * Length} bytes apart for '{Excerpt.Of(Name)}', got [{Begin}, {End}].");
    }
}
