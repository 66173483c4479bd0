using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <content>Kernels, sizes and the description.</content>
internal sealed partial class MemberWriter
{
    private void Kernels()
    {
        code.Line($"private const int InferencePacked = {Literal.Of(Math.Max(CostModel.Lanes, schedule.InferencePacking.Length) + (InLanes ? CostModel.Lanes : 0))};");
        code.Line();
        code.Line($"private const int InferencePerSample = {Literal.Of(schedule.InferencePerSample)};");
        code.Line();
        code.Line($"private const int InferenceTile = {Literal.Of(schedule.InferenceTile)};");
        code.Line();
        code.Line($"private const int TrainingPacked = {Literal.Of(schedule.TrainingPacking.Length)};");
        code.Line();
        int elements = schedule.TrainingElements, partial = schedule.PartialLength;
        if (InLanes)
        {
            code.Line($"private const int InferenceGroup = {Literal.Of(schedule.InferenceGroup)};");
            code.Line();
        }

        if (schedule.TrainsInLanes)
        {
            code.Line($"private const int TrainingPerSample = {Literal.Of(schedule.TrainingPerSample)};");
            code.Line();
            code.Line("/// <summary>Elements of each sample in lanes, and numbers of a share of the gradients.</summary>");
            code.Line($"private const int TrainingElements = {Literal.Of(elements)}, PartialLength = {Literal.Of(partial)};");
            code.Line();
            code.Line("/// <summary>Where the sums of single lanes lie, and where those of whole segments: behind the rows and the groups.</summary>");
            code.Line("private static nint TrainingSums(nint capacity) => TrainingPerSample * capacity + (capacity + Lanes.Count - 1) / Lanes.Count * Lanes.Count * TrainingElements;");
            code.Line();
            code.Line("private static nint TrainingPartials(nint capacity) => TrainingSums(capacity) + (capacity + Lanes.Count - 1) / Lanes.Count * Lanes.Count * PartialLength;");
            code.Line();
        }

        if (schedule.Draws)
        {
            code.Line("/// <summary>Elements of all masks of a sample.</summary>");
            code.Line($"private const int MaskElements = {Literal.Of(schedule.MaskElements)};");
            code.Line();
        }

        code.Line("// Both passes use one workspace; it has room for the larger.");
        WorkspaceConstants.Write(schedule, code);
        code.Line();
        code.Line("/// <summary>Numbers in one vector; a constant once compiled.</summary>");
        using (code.Block("private static nint VectorWidth"))
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            code.Line($"get => Vector<{_number}>.Count;");
        }

        if (OnStack)
        {
            code.Line();
            code.Line("/// <summary>The rows of one sample, on the stack; every row is written before it is read.</summary>");
            code.Line("[InlineArray(InferencePerSample + AlignedMemory.Slack)]");
            using (code.Block("private struct Scratch"))
                code.Line($"private {_number} _first;");
        }

        foreach (string text in schedule.Pool.Texts)
        {
            code.Line();
            code.Line(text.TrimEnd('\n'));
        }

        code.Line();
        Facts();
    }

    private void Facts()
    {
        code.Line("/// <summary>Made at the first use of the description.</summary>");
        using (code.Block("private static class Facts"))
        {
            code.Line("public static readonly NetworkDescription Description = new(");
            using (code.Indent())
            {
                code.Line($"{Literal.Of(_graph.Declaration.Type.Name)},");
                code.Line($"Precision.{_graph.Declaration.Precision},");
                code.Line($"{LayerFacts.Extents(_graph.Input)},");
                code.Line("[");
                using (code.Indent())
                {
                    for (int place = 0; place < _graph.Nodes.Count; place++)
                        LayerFacts.Write(code, _graph, place);
                }

                code.Line("],");
                code.Line($"{(_graph.Loss is null ? "null" : Literal.Of(_graph.Loss.Kind))},");
                code.Line($"{Literal.Of(Emission.Description.Fingerprint(_graph))},");
                code.Line($"WorkspaceFixed * sizeof({_number}),");
                code.Line($"WorkspacePerSample * sizeof({_number})){CountedFacts(_graph.Loss)};");
            }
        }
    }

    /// <summary>What the description says of how samples and steps count in the loss.</summary>
    private static string CountedFacts(Loss? loss)
    {
        List<string> facts = [];
        if (loss?.IgnoreIndex is { } index)
            facts.Add($"IgnoreIndex = {Literal.Of(index)}");
        if (loss is { StepWeights: > 0 and var steps })
            facts.Add($"StepWeights = {Literal.Of(steps)}");
        return facts.Count == 0 ? string.Empty : $" {{ {string.Join(", ", facts)} }}";
    }
}
