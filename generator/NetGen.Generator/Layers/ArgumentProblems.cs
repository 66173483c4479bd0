using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Checks that many layers make of their arguments.</summary>
internal static class ArgumentProblems
{
    public static IEnumerable<ArgumentProblem> Finite(string parameter, double value) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? [new ArgumentProblem(parameter, "a finite number", Numbers.Text(value))]
            : [];

    /// <summary>A cast can give a property a value that its enumeration does not have.</summary>
    public static IEnumerable<ArgumentProblem> Defined<T>(AttributeRecord attribute, string property, T fallback)
        where T : struct, Enum =>
        Enum.IsDefined(typeof(T), attribute.Enum(property, fallback))
            ? []
            : [new ArgumentProblem(property, $"a value of {typeof(T).Name}", Numbers.Text(attribute.Int(property)))];
}
