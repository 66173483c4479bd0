namespace NetGen.Generator.Tests.Declarations;

/// <summary>Layers of groups and of axes drawn at random, and what they make of a shape.</summary>
internal static class Rearrangement
{
    public static (string Attribute, Func<int[], int[]?> Apply) Draw(Random random, int rank) => random.Next(6) switch
    {
        0 => Grouped("GroupNorm", random, (shape, groups) => shape.Aggregate(1, (product, extent) => product * extent) > groups),
        1 => Grouped("ChannelShuffle", random, (_, _) => true),
        2 => Slice(random),
        3 => Permute(random, rank),
        4 => Pad(random, rank),
        _ => Adaptive(random, rank),
    };

    private static (string, Func<int[], int[]?>) Grouped(string kind, Random random, Func<int[], int, bool> fits)
    {
        int groups = random.Next(random.Next(10) == 0 ? 0 : 1, 5);
        return ($"{kind}({groups})", shape => groups >= 1 && shape[^1] % groups == 0 && fits(shape, groups) ? shape : null);
    }

    private static (string, Func<int[], int[]?>) Slice(Random random)
    {
        int start = random.Next(random.Next(10) == 0 ? -1 : 0, 3), length = random.Next(random.Next(10) == 0 ? 0 : 1, 4), axis = random.Next(-3, 3);
        return ($"Slice({start}, {length}, Axis = {axis})", shape =>
        {
            int at = axis < 0 ? axis + shape.Length : axis;
            if (at < 0 || at >= shape.Length || start < 0 || length < 1 || start + length > shape[at])
                return null;
            int[] result = [.. shape];
            result[at] = length;
            return result;
        });
    }

    private static (string, Func<int[], int[]?>) Permute(Random random, int rank)
    {
        int[] order = [.. Enumerable.Range(0, rank)];
        random.Shuffle(order);
        if (random.Next(6) == 0)
            order[0] = random.Next(-1, rank + 1);
        bool isOrder = order.Order().SequenceEqual(Enumerable.Range(0, rank));
        return ($"Permute({string.Join(", ", order)})", shape => isOrder && shape.Length == rank ? [.. order.Select(axis => shape[axis])] : null);
    }

    private static (string, Func<int[], int[]?>) Pad(Random random, int rank)
    {
        int[] sides = [.. Enumerable.Range(0, 2 * (rank - 1)).Select(_ => random.Next(random.Next(15) == 0 ? -1 : 0, 4))];
        string mode = new[] { "Constant", "Reflect", "Replicate" }[random.Next(3)];
        return ($"Pad{rank - 1}D({string.Join(", ", sides)}, Mode = PadMode.{mode})", shape =>
        {
            if (shape.Length != rank || sides.Min() < 0 || (mode == "Reflect" && sides.Where((side, i) => side >= shape[i / 2]).Any()))
                return null;
            return [.. shape.Take(rank - 1).Select((extent, i) => extent + sides[2 * i] + sides[(2 * i) + 1]), shape[^1]];
        });
    }

    private static (string, Func<int[], int[]?>) Adaptive(Random random, int rank)
    {
        int[] sizes = [.. Enumerable.Range(0, rank - 1).Select(_ => random.Next(random.Next(15) == 0 ? 0 : 1, 7))];
        return ($"AdaptiveAvgPool{rank - 1}D({string.Join(", ", sizes)})", shape => shape.Length == rank && sizes.Min() >= 1 ? [.. sizes, shape[^1]] : null);
    }
}
