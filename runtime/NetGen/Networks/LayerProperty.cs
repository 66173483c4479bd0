using System.Collections.Immutable;

namespace NetGen;

/// <summary>An argument of a layer's attribute.</summary>
/// <param name="Name">The argument or property, in Pascal case: <c>Filters</c>, <c>Padding</c>.</param>
/// <param name="Values">Its number, the numbers of an array, 1 or 0 for true or false, or the number of an enumeration's value; empty for a
/// text.</param>
public sealed record LayerProperty(string Name, params ImmutableArray<double> Values)
{
    /// <summary>Its text, such as the name of a method; several texts with commas between them. Null for numbers.</summary>
    public string? Text { get; init; }
}
