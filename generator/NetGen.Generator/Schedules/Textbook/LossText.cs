using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Writes how the losses of samples become that of a batch.</summary>
internal sealed class LossText(LoopParts parts, LossProgram loss)
{
    /// <summary>What the method returns, in words.</summary>
    public static string Summary(LossProgram loss) => $"The loss of a batch: the {(loss.Loss.Batch == Reduction.Mean ? "mean" : "sum")} over its samples of {loss.Loss.Formula}.";

    /// <summary>Whether steps of a sample are left out or have weights.</summary>
    private bool CountsSteps => (loss.Loss.IgnoreIndex is not null && loss.Target.Size > 1) || loss.Loss.StepWeights > 0;

    private bool KnowsLengths => CountsSteps && parts.Program.Carried is not null;

    /// <summary>What the weights of the samples are divided by. They come first: what a mean divides by is their sum.</summary>
    /// <param name="lengths">The lengths of the sequences, where there are any.</param>
    public void Divisor(string lengths = "lengths")
    {
        parts.Code.Line("int count = inputs.Length / InputSize;");
        parts.Code.Line("double divisor = 0;");
        using (parts.Code.Block("for (int sample = 0; sample < count; sample++)"))
            parts.Code.Line($"divisor += {Weight(lengths)};");
        if (loss.Loss.Batch == Reduction.Sum)
        {
            parts.Code.Line("divisor = 1;");
        }
        else
        {
            parts.Code.Line("// Where no sample counts there is no mean: the loss and its gradients are 0.");
            parts.Code.Line("if (divisor == 0)");
            parts.Code.Line("    divisor = 1;");
        }

        parts.Code.Line("double total = 0;");
    }

    /// <summary>Adds the loss of a sample.</summary>
    /// <param name="value">The loss.</param>
    /// <param name="lengths">The lengths of the sequences, where there are any.</param>
    public void Add(string value, string lengths = "lengths")
    {
        parts.Code.Line($"{parts.Number} weight = ({parts.Number})({Weight(lengths)} / divisor);");
        parts.Code.Line($"total += weight * {value};");
    }

    /// <summary>Penalties on parameters, once for the batch.</summary>
    public void Penalties(bool withGradients)
    {
        foreach (PenalizedRange range in parts.Program.Graph.Penalties)
        {
            parts.Code.Line();
            parts.Code.Line($"// {range.Formula}");
            using (parts.Code.Block($"for (int i = {Literal.Of(range.Offset)}; i < {Literal.Of(range.Offset + range.Length)}; i++)"))
            {
                parts.Code.Line($"total += {Literal.Of(range.Absolute)} * Math.Abs((double)parameters[i]) + {Literal.Of(range.Squares)} * parameters[i] * parameters[i];");
                if (range.Frozen || !withGradients)
                    continue;
                parts.Code.Line("if (!parameterGradients.IsEmpty)");
                parts.Code.Line($"    parameterGradients[i] += ({parts.Number})({Literal.Of(range.Absolute)} * Math.Sign(parameters[i]) + 2 * {Literal.Of(range.Squares)} * parameters[i]);");
            }
        }
    }

    /// <summary>Returns the loss of the batch.</summary>
    public void Return() => parts.Code.Line($"return ({parts.Number})total;");

    /// <summary>The method that says what a sample weighs.</summary>
    public void WeightOf()
    {
        parts.Code.Line();
        using (parts.Code.Block($"private static double WeightOf(int sample, ReadOnlySpan<{parts.Number}> targets, ReadOnlySpan<{parts.Number}> sampleWeights{(KnowsLengths ? ", ReadOnlySpan<int> lengths" : string.Empty)})"))
        {
            if (CountsSteps)
                Counted();
            else if (loss.Loss.IgnoreIndex is { } ignored)
            {
                parts.Code.Line($"if (targets[sample] == {Literal.Of(ignored)})");
                parts.Code.Line("    return 0;");
            }

            if (!CountsSteps)
                parts.Code.Line("return sampleWeights.IsEmpty ? 1 : sampleWeights[sample];");
        }
    }

    private string Weight(string lengths) => $"WeightOf(sample, targets, sampleWeights{(KnowsLengths ? ", " + lengths : string.Empty)})";

    /// <summary>In a mean every step that counts has the same weight, or its own.</summary>
    private void Counted()
    {
        int weights = loss.Loss.StepWeights;
        string steps = Literal.Of(weights > 0 ? weights : loss.Target.Size), end = KnowsLengths ? $"(lengths.IsEmpty ? {steps} : Math.Min({steps}, lengths[sample]))" : steps;
        string size = Literal.Of(loss.Target.Size), counted = weights > 0 ? $"targets[sample * {size} + {Literal.Of(loss.Target.Size - weights)} + step]" : "1";
        parts.Code.Line($"{(weights > 0 ? "double" : "int")} counted = 0;");
        parts.Code.Line($"for (int step = 0; step < {end}; step++)");
        parts.Code.Line(loss.Loss.IgnoreIndex is { } ignored
            ? $"    counted += targets[sample * {size} + step] == {Literal.Of(ignored)} ? 0 : {counted};"
            : $"    counted += {counted};");
        parts.Code.Line("double weight = sampleWeights.IsEmpty ? 1 : sampleWeights[sample];");
        parts.Code.Line(loss.Loss.Batch == Reduction.Sum ? "return counted == 0 ? 0 : weight;" : "return weight * counted;");
    }
}
