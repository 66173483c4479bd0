using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Two axes of a contraction whose corner of sums stays in registers: along the first the source varies and the weights do
/// not, along the second the other way round, so that every load serves many multiply-adds.
/// </summary>
/// <param name="Rows">The axis along which only the left operand varies; null for none.</param>
/// <param name="RowCount">How many places of it.</param>
/// <param name="Columns">The axis along which only the right operand varies; null for none.</param>
/// <param name="ColumnCount">How many places of it.</param>
/// <param name="Cycles">What the whole contraction takes, estimated.</param>
internal sealed record LaneTile(Axis? Rows, int RowCount, Axis? Columns, int ColumnCount, double Cycles)
{
    /// <summary>Sums in registers: as many as leave room for operands among 16 registers.</summary>
    private const int LargestTile = 12;

    private const int Registers = 16;

    /// <summary>What an edge adds to the cost: it is the tile written once more.</summary>
    public const double EdgeCost = 0.04;

    /// <summary>The cheapest tile.</summary>
    /// <param name="rows">Axes along which only the left operand varies.</param>
    /// <param name="columns">Axes along which only the right operand varies.</param>
    /// <param name="fits">Whether two axes can be taken together.</param>
    /// <param name="sums">Partial sums of each output.</param>
    /// <param name="steps">Products in each sum.</param>
    /// <param name="turns">How often the loops around the two axes run.</param>
    public static LaneTile Choose(IEnumerable<Axis> rows, IEnumerable<Axis> columns, Func<Axis?, Axis?, bool> fits, int sums, int steps, Func<Axis?, Axis?, int> turns)
    {
        Axis?[] rowAxes = [.. rows.Where(axis => axis.Extent > 1), null];
        Axis?[] columnAxes = [.. columns.Where(axis => axis.Extent > 1), null];
        LaneTile best = new(null, 1, null, 1, double.MaxValue);
        double least = double.MaxValue;
        foreach (Axis? row in rowAxes)
        {
            foreach (Axis? column in columnAxes.Where(column => fits(row, column)))
            {
                int around = turns(row, column);
                for (int r = 1; r <= Math.Min(row?.Extent ?? 1, LargestTile); r++)
                {
                    for (int c = 1; c <= Math.Min(column?.Extent ?? 1, LargestTile); c++)
                    {
                        if (r * c * sums > LargestTile || (r * c * sums) + Math.Min(r, c) + 1 > Registers)
                            continue;
                        double all = Cost(row?.Extent ?? 1, r, column?.Extent ?? 1, c, sums, steps) * around;
                        // A tile that leaves edges is written once more for each of them.
                        all *= 1 + (EdgeCost * ((row?.Extent ?? 1) % r == 0 ? 0 : 1)) + (EdgeCost * ((column?.Extent ?? 1) % c == 0 ? 0 : 1));
                        if (all < least * 0.999)
                        {
                            least = all;
                            best = new LaneTile(row, r, column, c, all);
                        }
                    }
                }
            }
        }

        return best;
    }

    /// <summary>Full tiles and what is left at the edges, in cycles.</summary>
    private static double Cost(int rowExtent, int rows, int columnExtent, int columns, int sums, int steps)
    {
        double total = 0;
        foreach ((int r, int rowTiles) in Split(rowExtent, rows))
        {
            foreach ((int c, int columnTiles) in Split(columnExtent, columns))
            {
                // Two multiply-adds and two loads start in a cycle; a sum waits four cycles for its last addition.
                double step = Math.Max(Math.Max(r * c, r + c) / 2.0, 4.0 / sums);
                total += rowTiles * columnTiles * ((step * steps) + (r * c) + 10);
            }
        }

        return total;
    }

    /// <summary>The sizes of the tiles along an axis, each with how many there are of it.</summary>
    public static IEnumerable<(int Size, int Count)> Split(int extent, int size)
    {
        if (extent / size > 0)
            yield return (size, extent / size);
        if (extent % size > 0)
            yield return (extent % size, 1);
    }

    public override string ToString() => $"{RowCount} x {ColumnCount}";
}
