using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Which rows of a small network stay in a register between stages: those that fit the narrowest vector, at every width.
/// A trip through memory would cost more than the arithmetic.
/// </summary>
internal sealed class Registers(Precision precision, bool enabled)
{
    /// <summary>The longest row that the narrowest vector holds.</summary>
    public static int LongestRow(Precision precision) => precision == Precision.Double ? 2 : 4;

    public bool Holds(Tensor tensor) =>
        enabled && tensor.Role == TensorRole.Value && tensor.Extents.Count == 1 && tensor.Size <= LongestRow(precision);

    /// <summary>The local that holds a row.</summary>
    public static string Name(Tensor tensor) => tensor.Name + "Row";

    /// <summary>One element of a row as C#.</summary>
    public static string Element(Tensor tensor, int index) => $"{Name(tensor)}.GetElement({Numbers.Text(index)})";
}
