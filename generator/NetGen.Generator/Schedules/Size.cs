using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>
/// A number in the text of a method that comes from the sizes of its layer: the number itself, and how it follows from sizes
/// that have names, for the case that layers of other sizes share the text.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Formula">The same by names; a literal where it depends on none.</param>
/// <param name="Names">The names in the formula.</param>
internal readonly record struct Size(int Value, string Formula, EquatableArray<string> Names)
{
    public static implicit operator Size(int value) => new(value, Literal.Of(value), EquatableArray<string>.Empty);

    /// <summary>A size with a name.</summary>
    public static Size Named(string name, int value) => new(value, name, new EquatableArray<string>([name]));

    private bool IsLiteral => Names.Count == 0;

    private bool IsSum => Formula.Contains(" + ");

    private string Factor => IsSum ? $"({Formula})" : Formula;

    public static Size operator +(Size left, Size right)
    {
        if (left.IsLiteral && right.IsLiteral)
            return left.Value + right.Value;
        if (left.Value == 0 || right.Value == 0)
            return left.Value == 0 ? right : left;
        // The number last, as one writes it.
        (Size first, Size second) = left.IsLiteral ? (right, left) : (left, right);
        return new Size(left.Value + right.Value, $"{first.Formula} + {second.Formula}", Union(first, second));
    }

    public static Size operator *(Size left, Size right)
    {
        if ((left.IsLiteral && right.IsLiteral) || left.Value == 0 || right.Value == 0)
            return left.Value * right.Value;
        if (left.IsLiteral && left.Value == 1)
            return right;
        return right.IsLiteral && right.Value == 1 ? left : new Size(left.Value * right.Value, $"{left.Factor} * {right.Factor}", Union(left, right));
    }

    public static Size operator -(Size size) => -1 * size;

    /// <summary>As C#.</summary>
    public override string ToString() => IsLiteral ? Formula : SizedText.Either(Literal.Of(Value), Formula, Names);

    /// <summary>As C# in front of or behind a multiplication sign.</summary>
    public string ToFactor() => IsSum ? SizedText.Either(Literal.Of(Value), Factor, Names) : ToString();

    /// <summary>As C# where an <c>int</c> is wanted.</summary>
    public string ToInt() => IsLiteral ? Formula : SizedText.Either(Literal.Of(Value), $"(int){Factor}", Names);

    private static EquatableArray<string> Union(Size left, Size right) => left.Names.Union(right.Names).ToEquatableArray();
}
