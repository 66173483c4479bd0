using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Which rows of a small network stay in a register between stages: those that fit the narrowest vector, at every width.
/// A trip through memory would cost more than the arithmetic.
/// </summary>
/// <param name="precision">Of the numbers.</param>
/// <param name="result">The row that is the caller's; null for no row in a register.</param>
/// <param name="given">Rows that others put into memory.</param>
internal sealed class Registers(Precision precision, Tensor? result, IReadOnlyCollection<Tensor>? given = null)
{
    /// <summary>No row stays in a register, and results go to memory.</summary>
    public static Registers None(Precision precision) => new(precision, null);

    /// <summary>The row that is the caller's and is stored there straight away, if rows may stay in registers at all.</summary>
    public Tensor? Result => result;

    /// <summary>The longest row that the narrowest vector holds.</summary>
    public static int LongestRow(Precision precision) => precision == Precision.Double ? 2 : 4;

    /// <summary>Whether a stage computes the result and stores it itself.</summary>
    public bool StoresResult(Stage stage) =>
        result is not null && stage is RowStage row && row.Statements.All(statement => statement is Map or Reduce)
        && row.Statements.Any(statement => statement.Target.Tensor.Equals(result))
        && result.Size > LongestRow(precision) && result.Size <= LongestPair(precision);

    public bool Holds(Tensor tensor) =>
        result is not null && tensor.Role == TensorRole.Value && tensor.Extents.Count == 1 && tensor.Size <= LongestRow(precision) && given?.Contains(tensor) != true;

    /// <summary>The longest row that two vectors of 256 bits hold.</summary>
    public static int LongestPair(Precision precision) => precision == Precision.Double ? 8 : 16;

    /// <summary>The local that holds a row.</summary>
    public static string Name(Tensor tensor) => tensor.Name + "Row";

    /// <summary>One element of a row as C#.</summary>
    public static string Element(Tensor tensor, int index) => $"{Name(tensor)}.GetElement({Numbers.Text(index)})";
}
