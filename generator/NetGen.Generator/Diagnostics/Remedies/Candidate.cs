using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Diagnostics;

/// <summary>A form that an attribute could have instead, with the changes that lead to it.</summary>
/// <param name="Index">The index of the attribute.</param>
/// <param name="Attribute">What it would say.</param>
/// <param name="Fix">The changes.</param>
internal sealed record Candidate(int Index, AttributeRecord Attribute, Fix Fix)
{
    /// <summary>The attribute as it is.</summary>
    public Candidate(int index, AttributeRecord attribute)
        : this(index, attribute, new Fix())
    {
    }

    /// <summary>With another number for an argument.</summary>
    public Candidate Set(string argument, int value) => Set(argument, value, Numbers.Text(value));

    /// <summary>With other numbers in an array.</summary>
    public Candidate Set(string argument, int[] values) =>
        Set(argument, values.Select(value => (object?)value).ToEquatableArray(), $"new[] {{ {string.Join(", ", values.Select(value => Numbers.Text(value)))} }}");

    /// <summary>With another value for an argument, and how that is written.</summary>
    public Candidate Set(string argument, object value, string written)
    {
        bool IsMeant(Argument other) => other.Name == argument;
        EquatableArray<Argument> Replaced(IEnumerable<Argument> arguments) =>
            arguments.Select(other => IsMeant(other) ? other with { Value = value } : other).ToEquatableArray();

        AttributeRecord changed = Attribute.Positional.Any(IsMeant)
            ? Attribute with { Positional = Replaced(Attribute.Positional) }
            : Attribute with { Named = Replaced(Attribute.Named.Any(IsMeant) ? Attribute.Named : [.. Attribute.Named, new Argument(argument, value)]) };
        return new Candidate(Index, changed, With(new Change(Edit.SetArgument, Index, written, argument)));
    }

    /// <summary>With another text in an array of texts.</summary>
    public Candidate SetElement(string argument, int element, string value)
    {
        Argument[] Replaced(IEnumerable<Argument> arguments) => [.. arguments.Select(other => other.Name == argument && other.Value is EquatableArray<object?> values
            ? other with { Value = values.Select((each, i) => i == element ? value : each).ToEquatableArray() }
            : other)];
        AttributeRecord changed = Attribute with { Positional = new(Replaced(Attribute.Positional)) };
        return new Candidate(Index, changed, With(new Change(Edit.SetElement, Index, Literal.Of(value), argument) { Element = element }));
    }

    /// <summary>Without a property, if it is set.</summary>
    public Candidate Without(string property) => Attribute.Named.All(named => named.Name != property)
        ? this
        : new Candidate(
            Index,
            Attribute with { Named = Attribute.Named.Where(named => named.Name != property).ToEquatableArray() },
            With(new Change(Edit.RemoveArgument, Index, Argument: property)));

    private Fix With(Change change) => new([.. Fix.Changes, change]);
}
