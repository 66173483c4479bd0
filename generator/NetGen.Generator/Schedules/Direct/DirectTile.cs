using NetGen.Generator.Algebra;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// The shape of a product for one sample: vectors along an axis whose outputs are neighbours, and places of another axis
/// that share the weights or the source.
/// </summary>
/// <param name="Along">The axis that vectors lie along.</param>
/// <param name="Vectors">Vectors of it held at a time.</param>
/// <param name="Rows">The axis whose places share an operand; null for none.</param>
/// <param name="RowCount">How many places of it are held at a time.</param>
/// <param name="Cycles">What the whole contraction takes, estimated.</param>
/// <param name="Lanes">Numbers in a vector of 256 bits.</param>
internal sealed record DirectTile(Axis Along, int Vectors, Axis? Rows, int RowCount, double Cycles, int Lanes)
{
    /// <summary>Whether vectors of 512 bits would compute a good part of the outputs twice: then those of 256 bits are used on every machine.</summary>
    public bool IsNarrow => Passes(2 * Lanes) * 2 > 1.1 * Passes(Lanes);

    /// <summary>Whether a good part of its lanes computes nothing new.</summary>
    public bool LeavesLanesIdle => Along.Extent < 0.9 * Lanes * Passes(Lanes) * Vectors;

    private int Passes(int lanes) => (Along.Extent + (lanes * Vectors) - 1) / (lanes * Vectors);

    /// <summary>Sums in registers: as many as leave room for operands among 16 registers.</summary>
    public const int LargestTile = 13;

    /// <summary>The cheapest tile; null where no axis of the output has neighbours on both sides.</summary>
    public static DirectTile? Choose(Axis[] free, Strides target, Strides source, Strides weights, int sums, int steps, int lanes)
    {
        static bool IsSmooth(int step) => step is 0 or 1;
        DirectTile? best = null;
        double least = double.MaxValue;
        foreach (Axis along in free.Where(axis => target[axis] == 1 && IsSmooth(source[axis]) && IsSmooth(weights[axis])))
        {
            // A row that may be shorter than a vector overwrites the start of the next one, so rows must come in the order of memory.
            bool ordered = along.Extent < CostModel.Lanes;
            int all = (along.Extent + lanes - 1) / lanes;
            foreach (Axis? row in free.Where(axis => axis != along && (source[axis] == 0 ^ weights[axis] == 0)
                && (!ordered || free.All(other => other == along || other == axis || target[other] > target[axis]))).Append(null))
            {
                for (int v = 1; v <= Math.Min(all, LargestTile / sums); v++)
                {
                    for (int r = 1; r <= Math.Min(row?.Extent ?? 1, LargestTile / (v * sums)); r++)
                    {
                        double cost = 0;
                        // An operand is loaded once for every place and vector that it depends on.
                        static int Loads(Strides operand, Axis along, Axis? row, int vectors, int count) => (operand[along] == 0 ? 1 : vectors) * (row is null || operand[row] == 0 ? 1 : count);
                        foreach ((int count, int tiles) in LaneTile.Split(row?.Extent ?? 1, r))
                        {
                            // Two multiply-adds and two loads start in a cycle; a sum waits four cycles for its last addition.
                            double step = Math.Max(Math.Max(count * v, Loads(source, along, row, v, count) + Loads(weights, along, row, v, count)) / 2.0, 4.0 / sums);
                            cost += tiles * ((step * steps) + (2 * count * v) + 12);
                        }

                        cost *= (all + v - 1) / v;
                        foreach (Axis other in free.Where(axis => axis != along && axis != row))
                            cost *= other.Extent;
                        // A tile that leaves an edge is written once more for it.
                        cost *= (row?.Extent ?? 1) % r == 0 ? 1 : 1 + LaneTile.EdgeCost;
                        if (cost < least * 0.999)
                        {
                            least = cost;
                            best = new DirectTile(along, v, row, r, cost, lanes);
                        }
                    }
                }
            }
        }

        return best;
    }
}
