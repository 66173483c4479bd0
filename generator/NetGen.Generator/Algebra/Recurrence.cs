namespace NetGen.Generator.Algebra;

/// <summary>
/// A loop over time. The statements that stand within it run together, step by step, so that a step can read what the step before it
/// wrote; each of them has the axis of time among its axes. What is carried from step to step is a tensor with one step more.
/// </summary>
/// <param name="Name">Tells loops over axes that are equal apart.</param>
/// <param name="Time">The steps.</param>
/// <param name="IsDescending">Whether the last step comes first.</param>
internal sealed record Recurrence(string Name, Axis Time, bool IsDescending)
{
    /// <summary>The loop of the derivative: the same steps the other way round.</summary>
    public Recurrence Reversed => this with { IsDescending = !IsDescending };

    /// <summary>Statements apart by the loop that they stand in: each loop is one part, and so is every statement without one.</summary>
    public static IEnumerable<IReadOnlyList<Statement>> Split(IReadOnlyList<Statement> statements)
    {
        for (int first = 0; first < statements.Count;)
        {
            int end = first + 1;
            while (statements[first].Within is { } loop && end < statements.Count && loop.Equals(statements[end].Within))
                end++;
            yield return statements.Skip(first).Take(end - first).ToArray();
            first = end;
        }
    }
}
