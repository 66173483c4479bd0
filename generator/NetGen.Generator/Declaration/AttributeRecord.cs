namespace NetGen.Generator.Declaration;

/// <summary>
/// One attribute of a network class: its kind and the constant values given to it. Holds no symbol and no syntax, so
/// that two equal declarations compare equal.
/// </summary>
/// <param name="Kind">The name of the attribute without its suffix, such as <c>Dense</c>.</param>
/// <param name="Positional">Constructor arguments by parameter name, defaults filled in.</param>
/// <param name="Named">Properties that were set.</param>
/// <param name="Part">Which of the declarations of the partial class it stands on.</param>
internal sealed record AttributeRecord(
    string Kind,
    EquatableArray<Argument> Positional,
    EquatableArray<Argument> Named,
    int Part)
{
    /// <summary>What the attribute derives from: <c>Layer</c>, <c>Loss</c>, or empty for neither.</summary>
    public string Family { get; init; } = string.Empty;

    /// <summary>Whether it is another's that hides one of NetGen's by its name.</summary>
    public bool IsStranger { get; init; }

    /// <summary>The arguments that are computed from a placeholder of a block, so that they hold none.</summary>
    public EquatableArray<string> Computed { get; init; }

    /// <summary>The block it uses, if it uses one.</summary>
    public BlockRecord? Block { get; init; }

    /// <summary>Whether the compiler itself rejects it, say for an argument of the wrong type. Then it carries no values.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>The method that it names; null where it names none.</summary>
    public FunctionRecord? Function { get; init; }

    public int Int(string name, int fallback = 0) => Value(name) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : fallback;

    public long Long(string name, long fallback = 0) => Value(name) is { } value ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) : fallback;

    public double Double(string name, double fallback = 0) => Value(name) is { } value ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : fallback;

    public bool Bool(string name, bool fallback = false) => Value(name) is bool value ? value : fallback;

    public string? String(string name) => Value(name) as string;

    public T Enum<T>(string name, T fallback)
        where T : struct => Value(name) is int value ? (T)(object)value : fallback;

    /// <summary>The elements of an array of whole numbers; null where none is given.</summary>
    public IReadOnlyList<int>? Ints(string name) => Value(name) is EquatableArray<object?> values ? values.OfType<int>().ToArray() : null;

    /// <summary>The elements of an array of numbers; null where none is given.</summary>
    public IReadOnlyList<double>? Doubles(string name) => Value(name) is EquatableArray<object?> values ? values.OfType<double>().ToArray() : null;

    /// <summary>The elements of an array of texts; null where none is given.</summary>
    public IReadOnlyList<string>? Strings(string name) => Value(name) is EquatableArray<object?> values ? values.OfType<string>().ToArray() : null;

    public bool Has(string name) => Value(name) is not null;

    /// <summary>A value as it was read; null where none is given.</summary>
    public object? Find(string name) => Value(name);

    private object? Value(string name) =>
        Named.FirstOrDefault(argument => argument.Name == name)?.Value
        ?? Positional.FirstOrDefault(argument => string.Equals(argument.Name, name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>A constant given to an attribute: a boxed primitive, a string, or null for what cannot be read.</summary>
internal sealed record Argument(string Name, object? Value);
