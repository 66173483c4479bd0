namespace NetGen.Generator.Algebra;

/// <summary>Leaves out statements whose results nobody reads.</summary>
internal static class Needed
{
    /// <summary>The statements that lead to <paramref name="wanted"/>, in order.</summary>
    public static IReadOnlyList<Statement> For(IReadOnlyList<Statement> statements, IEnumerable<Tensor> wanted)
    {
        HashSet<Tensor> read = [.. wanted];
        List<Statement> needed = [];
        foreach (Statement statement in statements.Reverse())
        {
            if (!read.Contains(statement.Target.Tensor))
                continue;
            needed.Insert(0, statement);
            foreach (Access access in statement.Reads)
                read.Add(access.Tensor);
        }

        return needed;
    }
}
