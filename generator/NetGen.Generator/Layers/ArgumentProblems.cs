using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>Checks that many layers make of their arguments.</summary>
internal static class ArgumentProblems
{
    public static IEnumerable<ArgumentProblem> Finite(string parameter, double value) =>
        double.IsNaN(value) || double.IsInfinity(value)
            ? [new ArgumentProblem(parameter, "a finite number", Numbers.Text(value))]
            : [];
}
