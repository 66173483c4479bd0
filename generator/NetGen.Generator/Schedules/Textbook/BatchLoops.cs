using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>
/// Loops over the whole batch, statement by statement: an array holds the numbers of all samples, one behind the other, so that
/// a statistic of the batch is the sum it is in the formula.
/// </summary>
internal sealed class BatchLoops(LoopParts parts) : LoopWriter(parts)
{
    /// <summary>The header of a loop over the samples.</summary>
    public const string Samples = "for (int sample = 0; sample < count; sample++)";

    protected override string Input => "inputs";

    /// <summary>Declares what recurrent layers are given, from the arguments of the method.</summary>
    public void Given()
    {
        if (Program.Carried is not { } carried)
            return;
        string length = Name(carried.Length), initial = Name(carried.Initial), size = Literal.Of(carried.Initial.Size), steps = Literal.Of(carried.Steps);
        Code.Line($"{Number}[] {length} = new {Number}[count], {initial} = new {Number}[count * {size}];");
        Code.Line($"initialStates.CopyTo({initial});");
        using (Code.Block(Samples))
            Code.Line($"{length}[sample] = lengths.IsEmpty ? {steps} : lengths[sample];");
    }

    public override void Write(Statement statement)
    {
        if (Formula(statement) is { } formula)
            Code.Line($"// {formula}");
        base.Write(statement);
    }

    protected override string Length(Tensor tensor) => !tensor.PerSample ? Literal.Of(tensor.Size) : tensor.Size == 1 ? "count" : $"count * {Literal.Of(tensor.Size)}";

    protected override string Element(Tensor tensor, string offset) => tensor.Role switch
    {
        TensorRole.Input => $"inputs[{Indexing.Join("sample * InputSize", offset)}]",
        TensorRole.Target => $"targets[{Indexing.Join("sample * TargetSize", offset)}]",
        _ when tensor.PerSample => $"{Name(tensor)}[{Indexing.Join(tensor.Size == 1 ? "sample" : $"sample * {Literal.Of(tensor.Size)}", offset)}]",
        _ => $"{Name(tensor)}[{offset}]",
    };

    protected override void Each(Statement statement, IEnumerable<Axis> axes, Action body)
    {
        if (!IsOfSamples(statement))
        {
            Loops(axes, body);
            return;
        }

        using (Code.Block(Samples))
            Loops(axes, body);
    }

    private static bool IsOfSamples(Statement statement) => statement.Reads.Append(statement.Target).Any(access => access.Tensor.PerSample);

    /// <summary>What the loops compute, without the places where it lies.</summary>
    private static string? Formula(Statement statement) => statement switch
    {
        Contraction product => $"{product.Target} += {product.Left} * {product.Right}",
        Map map => $"{map.Target} {(map.Accumulate ? "+=" : "=")} {Text(map.Value)}",
        Reduce { Folding: Folding.Sum } sum => $"{sum.Target} {(sum.Accumulate ? "+=" : "=")} {Sum(sum)}{Text(sum.Value)}",
        _ => null,
    };

    private static string Text(Expression value) => Vector.Formula.Of(value, (Access access) => access.ToString());

    private static string Sum(Reduce sum)
    {
        string[] over = [.. !sum.Target.Tensor.PerSample && IsOfSamples(sum) ? ["samples"] : Array.Empty<string>(), .. sum.Folded.Select(axis => axis.Name)];
        return over.Length == 0 ? string.Empty : $"sum over {string.Join(", ", over)} of ";
    }
}
