namespace NetGen.Generator.Algebra;

/// <summary>Leaves out statements whose results nobody reads.</summary>
internal static class Needed
{
    /// <summary>The statements that lead to <paramref name="wanted"/>, in order.</summary>
    public static IReadOnlyList<Statement> For(IReadOnlyList<Statement> statements, IEnumerable<Tensor> wanted)
    {
        HashSet<Tensor> read = [.. wanted];
        List<Statement> needed = [];
        foreach (IReadOnlyList<Statement> part in Recurrence.Split(statements).Reverse())
        {
            bool[] isNeeded = new bool[part.Count];
            // A step of a loop may be read by statements that stand before it: those of the next step.
            while (Mark(part, isNeeded, read))
            {
            }

            needed.InsertRange(0, part.Where((_, i) => isNeeded[i]));
        }

        return needed;
    }

    /// <summary>Marks the statements whose results are read; returns whether there were new ones.</summary>
    private static bool Mark(IReadOnlyList<Statement> part, bool[] isNeeded, HashSet<Tensor> read)
    {
        bool found = false;
        for (int i = part.Count - 1; i >= 0; i--)
        {
            if (isNeeded[i] || !read.Contains(part[i].Target.Tensor))
                continue;
            found = isNeeded[i] = true;
            foreach (Access access in part[i].Reads)
                read.Add(access.Tensor);
        }

        return found;
    }
}
