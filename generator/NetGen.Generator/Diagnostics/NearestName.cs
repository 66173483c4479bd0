namespace NetGen.Generator.Diagnostics;

/// <summary>The name that was meant by one that nothing has.</summary>
internal static class NearestName
{
    /// <summary>The nearest other name; null where none is near enough to be a typing error.</summary>
    public static string? Of(string name, IEnumerable<string> known) => All(name, known).FirstOrDefault();

    /// <summary>The names that may have been meant, the nearest first.</summary>
    public static IEnumerable<string> All(string name, IEnumerable<string> known) =>
        from other in known.Distinct()
        where other != name
        let distance = Distance(name, other)
        where distance <= Math.Max(1, Math.Max(name.Length, other.Length) / 3)
        orderby distance
        select other;

    /// <summary>The fewest characters to insert, remove, replace or swap with their neighbour (Damerau, 1964); letters of another case count nothing.</summary>
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
                cost[i, j] = i == 0 ? j : j == 0 ? i : Step(a, b, cost, i, j);
        }

        return cost[a.Length, b.Length];
    }

    private static int Step(string a, string b, int[,] cost, int i, int j)
    {
        bool IsSame(int at, int other) => char.ToUpperInvariant(a[at]) == char.ToUpperInvariant(b[other]);
        int least = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + (IsSame(i - 1, j - 1) ? 0 : 1));
        return i > 1 && j > 1 && IsSame(i - 1, j - 2) && IsSame(i - 2, j - 1) ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
    }
}
