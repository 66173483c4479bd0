using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// The shape of the code for a layer, decided by its shape alone: never by the machine, since the order in which an
/// output adds up must be the same everywhere.
/// </summary>
internal static class CostModel
{
    /// <summary>Rows are padded to this many elements: the widest vector of the narrower type, so no row needs a remainder.</summary>
    public const int Lanes = 16;

    /// <summary>Straight-line code stops paying when it no longer fits the instruction cache beside its data.</summary>
    public const int StraightLineVectorOperations = 400;

    /// <summary>
    /// Whether a batch runs groups of samples in lanes although every sample could run by itself: where channels are few, lanes
    /// leave no part of a vector idle, and that must outweigh turning the samples into lanes and back.
    /// </summary>
    /// <param name="group">Cycles of the products of a group of 8 samples.</param>
    /// <param name="single">Cycles of the products of one sample.</param>
    /// <param name="elements">Elements of a sample; a group must fit the second-level cache.</param>
    public static bool PrefersLanes(double group, double single, int elements) => group / 8 < 0.75 * single && elements <= 1 << 15;

    /// <summary>Images lie in planes for one sample where that leaves at most this part of the cycles: less is within what the estimate is off.</summary>
    public const double PlanesWorthwhile = 0.9;

    /// <summary>A stage of the inference pass works on at most this many samples, so that their rows stay in the second-level cache.</summary>
    private const int LargestTile = 96;

    private const int TileElements = 1 << 16;

    public static int Padded(int size) => (size + Lanes - 1) / Lanes * Lanes;

    /// <summary>How a row of <paramref name="units"/> outputs is summed over <paramref name="inputs"/> inputs.</summary>
    public static Tiling TilingOf(int inputs, int units, Precision precision, Unroll unroll)
    {
        int lanes = UsualLanes(precision);
        int vectors = (units + lanes - 1) / lanes;
        int perPass = VectorsPerPass(vectors);

        // A fused multiply-add takes four cycles and two start in each: eight independent sums keep both units busy.
        int sums = perPass >= 5 ? 1 : perPass >= 3 ? 2 : perPass == 2 ? 4 : 8;
        while (sums > 1 && sums > inputs / 2)
            sums /= 2;

        int operations = inputs * vectors;
        bool straight = unroll == Unroll.Full || (unroll == Unroll.Auto && operations <= StraightLineVectorOperations);
        return new Tiling(perPass, sums, straight, operations);
    }

    /// <summary>Partial sums of each output of a product: a row times a matrix has some, everything else one.</summary>
    /// <param name="product">The product.</param>
    /// <param name="free">The axes of the output, without those of extent 1.</param>
    /// <param name="folded">The axes that are summed over, likewise.</param>
    public static int SumsOf(Contraction product, Axis[] free, Axis[] folded, Precision precision, Unroll unroll) =>
        !product.InOneSum && free.Length == 1 && folded.Length == 1 ? TilingOf(folded[0].Extent, free[0].Extent, precision, unroll).Sums : 1;

    /// <summary>
    /// The ways to sum a row in one pass, fewest vectors first: half of them where vectors of 512 bits cover the row, since
    /// to those the other half would be the same work once more.
    /// </summary>
    public static IEnumerable<Tiling> OnePass(Tiling tiling, int units, Precision precision)
    {
        int half = (tiling.Vectors + 1) / 2;
        if (half < tiling.Vectors && 2 * half * UsualLanes(precision) >= units)
            yield return tiling with { Vectors = half };
        yield return tiling;
    }

    /// <summary>The tiles of a batch, largest first: as many rows as keep about twelve sums in registers beside the weights.</summary>
    public static IReadOnlyList<TileSize> BatchTiles(Tiling tiling)
    {
        int vectors = Math.Min(2, tiling.Vectors);
        return (tiling.Sums, vectors) switch
        {
            (1, 2) => [new(6, 2, 1), new(4, 2, 1)],
            (1, _) => [new(8, 1, 1), new(4, 1, 1)],
            (2, 2) => [new(3, 2, 2)],
            (2, _) => [new(4, 1, 2)],
            (4, 2) => [new(2, 2, 4)],
            (4, _) => [new(3, 1, 4)],
            _ => [new(1, 1, 8)],
        };
    }

    /// <summary>Whether a network is small enough for one sample to run through one method without a call.</summary>
    public static bool FitsOneMethod(IReadOnlyList<Tiling> layers, Unroll unroll) =>
        layers.All(layer => layer.Straight)
        && (unroll == Unroll.Full || layers.Sum(layer => layer.Operations) <= StraightLineVectorOperations);

    /// <summary>Samples a stage of the inference pass handles at a time.</summary>
    public static int InferenceTile(int elementsPerSample) =>
        Math.Max(12, Math.Min(LargestTile, TileElements / Math.Max(1, elementsPerSample)));

    /// <summary>Numbers in a vector of 256 bits, the usual width; other widths run the same code with more or fewer passes.</summary>
    private static int UsualLanes(Precision precision) => precision == Precision.Double ? 4 : 8;

    /// <summary>Five to eight vectors at a time where there are so many, and as few idle ones as possible.</summary>
    private static int VectorsPerPass(int vectors)
    {
        if (vectors <= 5)
            return vectors;
        int best = 8;
        foreach (int candidate in new[] { 7, 6, 5 })
        {
            if (Covered(vectors, candidate) < Covered(vectors, best))
                best = candidate;
        }

        return best;
    }

    private static int Covered(int vectors, int perPass) => (vectors + perPass - 1) / perPass * perPass;
}

/// <summary>How a row is summed.</summary>
/// <param name="Vectors">Vectors of outputs held in registers for one sample.</param>
/// <param name="Sums">Partial sums of each output: sum k takes the inputs i with i mod Sums = k. A property of the layer, the same in every schedule.</param>
/// <param name="Straight">Whether one sample is straight-line code.</param>
/// <param name="Operations">Vector multiply-adds of one sample.</param>
internal sealed record Tiling(int Vectors, int Sums, bool Straight, int Operations);
