using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>What a kernel computes, for the line above it: formulas by the kinds of their tensors, so that layers of one shape share it.</summary>
internal static class Summary
{
    /// <summary>A longer formula is code by another name; what it is of says more.</summary>
    private const int LongestFormula = 100;

    /// <summary>As many statements as are told one by one.</summary>
    private const int MostStatements = 4;

    /// <summary>Statements, each in a few words.</summary>
    public static string Of(IEnumerable<Statement> statements)
    {
        string[] all = [.. statements.Select(Of).Distinct()];
        return all.Length <= MostStatements ? string.Join("; ", all) : $"{string.Join("; ", all.Take(MostStatements - 1))}; and so on to {all[all.Length - 1]}";
    }

    public static string Of(Statement statement)
    {
        string text = $"{Kind(statement.Target)} {(statement.Accumulate ? "+=" : "=")} {Value(statement)}";
        if (text.Length > LongestFormula)
            text = $"{Kind(statement.Target)} from {string.Join(", ", statement.Reads.Select(Kind).Distinct())}";
        return Escape(text);
    }

    /// <summary>A text as it stands in a documentation comment.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    private static string Value(Statement statement) => statement switch
    {
        Map map => Text(map.Value),
        Contraction product => $"sum of {Kind(product.Left)} * {Kind(product.Right)}",
        Reduce { Folding: Folding.Sum } sum => $"sum of {Text(sum.Value)}",
        Reduce { Folding: Folding.Place } place => $"where {Text(place.Value)} is largest",
        Reduce maximum => $"max of {Text(maximum.Value)}",
        _ => string.Join(", ", statement.Reads.Select(Kind).Distinct()),
    };

    private static string Text(Expression value) => Formula.Of(value, (Tensor tensor) => NameScope.Kind(tensor.Name).TrimStart('@'));

    private static string Kind(Access access) => NameScope.Kind(access.Tensor.Name).TrimStart('@');
}
