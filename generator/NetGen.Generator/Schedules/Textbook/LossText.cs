using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Writes how the losses of samples become that of a batch.</summary>
internal sealed class LossText(LoopParts parts, LossProgram loss)
{
    /// <summary>What the method returns, in words.</summary>
    public static string Summary(LossProgram loss) => $"The loss of a batch: the {(loss.Loss.Batch == Reduction.Mean ? "mean" : "sum")} over its samples of {loss.Loss.Formula}.";

    /// <summary>What the weights of the samples are divided by. They come first: what a mean divides by is their sum.</summary>
    public void Divisor()
    {
        parts.Code.Line("int count = inputs.Length / InputSize;");
        parts.Code.Line("double divisor = 0;");
        using (parts.Code.Block("for (int sample = 0; sample < count; sample++)"))
            parts.Code.Line("divisor += WeightOf(sample, targets, sampleWeights);");
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
    public void Add(string value)
    {
        parts.Code.Line($"{parts.Number} weight = ({parts.Number})(WeightOf(sample, targets, sampleWeights) / divisor);");
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
        using (parts.Code.Block($"private static double WeightOf(int sample, ReadOnlySpan<{parts.Number}> targets, ReadOnlySpan<{parts.Number}> sampleWeights)"))
        {
            if (loss.Loss.IgnoreIndex is { } ignored)
            {
                parts.Code.Line($"if (targets[sample] == {Literal.Of(ignored)})");
                parts.Code.Line("    return 0;");
            }

            parts.Code.Line("return sampleWeights.IsEmpty ? 1 : sampleWeights[sample];");
        }
    }
}
