using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Checks that many layers make of their arguments.</summary>
internal static class ArgumentProblems
{
    public static IEnumerable<ArgumentProblem> Finite(string parameter, double value) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? [new ArgumentProblem(parameter, "a finite number", Numbers.Text(value))]
            : [];

    /// <summary>Whole numbers that must be at least 1.</summary>
    public static IEnumerable<ArgumentProblem> Positive(AttributeRecord attribute, IEnumerable<string> parameters) =>
        parameters.Where(parameter => attribute.Int(parameter) < 1).Select(parameter => new ArgumentProblem(parameter, "at least 1", Numbers.Text(attribute.Int(parameter))));

    /// <summary>Numbers that must be finite and above 0.</summary>
    public static IEnumerable<ArgumentProblem> FiniteAboveZero(string parameter, double value) =>
        value > 0 && !double.IsInfinity(value) ? [] : [new ArgumentProblem(parameter, "a finite number above 0", Numbers.Text(value))];

    /// <summary>A cast can give a property a value that its enumeration does not have.</summary>
    public static IEnumerable<ArgumentProblem> Defined<T>(AttributeRecord attribute, string property, T fallback)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), attribute.Enum(property, fallback))
            ? []
            : [new ArgumentProblem(property, $"a value of {typeof(T).Name}", Numbers.Text(attribute.Int(property)))];
}
