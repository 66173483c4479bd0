using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>Puts the arguments of a use in the places that a block keeps for them.</summary>
internal static class BlockArguments
{
    /// <summary>How many arguments a block asks for.</summary>
    public static int Count(BlockRecord block) => block.Attributes.SelectMany(Placeholders).Select(value => Ordinal(value) + 1).DefaultIfEmpty(0).Max();

    /// <summary>Whether an attribute holds a placeholder, or what was computed from one.</summary>
    public static bool HasPlaceholder(AttributeRecord attribute) => attribute.Computed.Count > 0 || Placeholders(attribute).Any();

    /// <summary>What a message says of an argument that is computed from a placeholder; null where none is.</summary>
    public static string? Arithmetic(AttributeRecord attribute)
    {
        string? computed = attribute.Computed.FirstOrDefault() ?? attribute.Positional.Concat(attribute.Named)
            .FirstOrDefault(argument => Values(argument.Value).Any(value => IsPlaceholder(value) && !IsExact(value!)))?.Name;
        return computed is null ? null
            : $"{computed} of {attribute.Kind} is computed from an Arg, and there is no arithmetic on arguments: give the result as an argument of its own";
    }

    /// <summary>The attribute with the arguments in the places kept for them.</summary>
    /// <param name="fault">What is wrong, if something is.</param>
    public static AttributeRecord Bind(AttributeRecord attribute, IReadOnlyList<double> arguments, out string? fault)
    {
        string? found = null;
        Argument Bound(Argument argument) => argument with { Value = Value(argument.Value, argument.Name) };
        object? Value(object? value, string name)
        {
            if (value is EquatableArray<object?> values)
                return values.Select(each => Value(each, name)).ToEquatableArray();
            if (!IsPlaceholder(value))
                return value;
            if (!IsExact(value!))
                return value;
            double given = arguments[Ordinal(value!)];
            if (value is double)
                return given;
            if (given is >= int.MinValue and <= int.MaxValue && given == Math.Floor(given))
                return (int)given;
            found ??= $"{name} of {attribute.Kind} takes a whole number, not {Numbers.Text(given)}";
            return value;
        }

        AttributeRecord bound = attribute with { Positional = attribute.Positional.Select(Bound).ToEquatableArray(), Named = attribute.Named.Select(Bound).ToEquatableArray() };
        fault = found;
        return bound;
    }

    private static IEnumerable<object> Placeholders(AttributeRecord attribute) => attribute.Positional.Concat(attribute.Named)
        .SelectMany(argument => Values(argument.Value))
        .Where(IsPlaceholder)
        .Select(value => value!);

    private static IEnumerable<object?> Values(object? value) => value is EquatableArray<object?> values ? values : [value];

    /// <summary>Whether it is a placeholder itself, and not near one.</summary>
    private static bool IsExact(object value) =>
        Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) == Arg.Base + ((double)Ordinal(value) * Arg.Step);

    private static bool IsPlaceholder(object? value) => value is int or double
        && Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) is var number and >= Arg.Base - (Arg.Step / 2) and < Arg.Base + ((Arg.Count - 0.5) * Arg.Step)
        && !double.IsNaN(number);

    /// <summary>Which of the arguments a placeholder, or what was computed from it, is nearest to.</summary>
    private static int Ordinal(object value) =>
        (int)Math.Floor(((Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) - Arg.Base) / Arg.Step) + 0.5);
}
