using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Lanes;

namespace NetGen.Generator.Schedules.Vector;

/// <content>What runs before the rows as C#: a method for each part, and where its results meet the rows.</content>
internal sealed partial class VectorSchedule
{
    private const string Group = "a group of samples from <c>first</c> on, one in each lane.";

    private string GroupParameters => $"ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} lanes, ref {_number} sums, ref {_number} inputs, nint first, nint samples";

    /// <summary>The arguments of every method for a group.</summary>
    private static string GroupArguments(string sums) => $"(ref packed, ref memory, capacity, ref lanes, {sums}, ref inputs, first, samples);";

    /// <summary>The arguments of the way forward, which sums nothing.</summary>
    private static string ForwardArguments => GroupArguments("ref lanes");

    /// <summary>The arguments of the way back: each group has lanes of its own among the 16 of a segment.</summary>
    private static string BackwardArguments => GroupArguments("ref Unsafe.Add(ref sums, first % Lanes.Count)");

    /// <summary>What runs before the rows.</summary>
    private string ForwardGroup(LaneSegment segment, Packing packing, Frame frame, string title) => GroupMethod(title, "The layers before the rows: ", code =>
    {
        code.Line($"LaneLayout.ToLanes(ref Unsafe.Add(ref inputs, first * InputSize), InputSize, InputSize, samples, {segment.Reference(Input)});");
        segment.Write(code, packing, 0);
        code.Gap();
        ToRows(code, segment, frame, segment.Crossing);
    });

    /// <summary>What runs behind the rows, backwards.</summary>
    private string BackwardGroup(LaneSegment segment, string title) => GroupMethod(title, "The way back through the layers before the rows: ", code =>
    {
        foreach (Tensor tensor in segment.Returning)
            code.Line($"LaneLayout.GradientsToLanes({_trainingFrame.Reference(tensor.Name)}, {Literal.Of(_trainingFrame.Stride(tensor.Name))}, {Literal.Of(tensor.Size)}, samples, {segment.Reference(tensor)});");
        segment.Write(code, TrainingPacking, 1);
    });

    /// <summary>What only the gradient of the input needs.</summary>
    private string InputGroup(LaneSegment segment) => GroupMethod("BackwardInputsGroup", "From the lowest trained layer to the input: ", code =>
    {
        segment.Write(code, TrainingPacking, 2);
        code.Gap();
        ToRows(code, segment, _trainingFrame, [InputGradient!]);
    });

    private static void ToRows(CodeWriter code, LaneSegment segment, Frame frame, IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            code.Line($"LaneLayout.FromLanes({segment.Reference(tensor)}, {Literal.Of(tensor.Size)}, {frame.Reference(tensor.Name)}, {Literal.Of(frame.Stride(tensor.Name))}, samples);");
    }

    private string GroupMethod(string title, string summary, Action<CodeWriter> write) => _pool.Add(title, (code, name) =>
    {
        code.Line($"/// <summary>{summary}{Group}</summary>");
        code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"private static void {name}({GroupParameters})"))
            write(code);
    });

    /// <summary>The method of what runs before the rows, for one sample.</summary>
    private string SingleSegment(DirectSegment segment) => _pool.Add("InferSample", (code, name) =>
    {
        code.Line("/// <summary>The layers before the rows, for one sample: from <c>source</c> to row <c>first</c>.</summary>");
        code.Line("[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} values, ref {_number} source, nint first)"))
        {
            segment.Write(code, InferencePacking, Input);
            code.Gap();
            foreach (Tensor tensor in segment.Crossing)
                code.Line($"Panels.CopyIn({segment.Reference(tensor)}, {Literal.Of(tensor.Size)}, {_inferenceFrame.Reference(tensor.Name)}, {Literal.Of(_inferenceFrame.Stride(tensor.Name))}, 1);");
        }
    });

    /// <summary>What runs before the rows of a single sample.</summary>
    private void SingleSegment(CodeWriter code)
    {
        if (InferenceDirect is not null)
            code.Line($"{SingleSegment(InferenceDirect)}(ref packed, ref memory, 1, ref Unsafe.Add(ref memory, InferencePerSample), ref source, 0);");
    }

    /// <summary>What runs before the rows of an inference tile.</summary>
    private void TileSegment(CodeWriter code)
    {
        if (InferenceLanes is not null)
        {
            string method = ForwardGroup(InferenceLanes, InferencePacking, _inferenceFrame, "InferGroup");
            code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, InferencePerSample * capacity);");
            if (InferenceDirect is null)
            {
                code.Line("for (nint group = 0; group < samples; group += VectorWidth)");
                code.Line($"    {method}(ref packed, ref memory, capacity, ref lanes, ref lanes, ref inputs, group, Math.Min(VectorWidth, samples - group));");
                return;
            }

            code.Line("// Few samples are faster by themselves than as a group with idle lanes.");
            code.Line("nint group = 0;");
            code.Line("for (; 2 * (samples - group) > VectorWidth; group += Math.Min(VectorWidth, samples - group))");
            code.Line($"    {method}(ref packed, ref memory, capacity, ref lanes, ref lanes, ref inputs, group, Math.Min(VectorWidth, samples - group));");
            code.Line("for (; group < samples; group++)");
            code.Line($"    {SingleSegment(InferenceDirect)}(ref packed, ref memory, capacity, ref lanes, ref Unsafe.Add(ref inputs, group * InputSize), group);");
            return;
        }

        if (InferenceDirect is not null)
        {
            code.Line($"ref {_number} values = ref Unsafe.Add(ref memory, InferencePerSample * capacity);");
            code.Line("for (nint sample = 0; sample < samples; sample++)");
            code.Line($"    {SingleSegment(InferenceDirect)}(ref packed, ref memory, capacity, ref values, ref Unsafe.Add(ref inputs, sample * InputSize), sample);");
        }
    }

    /// <summary>Opens the loop over the groups of a training pass: what is inside runs group by group.</summary>
    /// <param name="ownPlace">Whether each group keeps its numbers for a later pass; otherwise one place serves all.</param>
    /// <param name="hasSums">Whether the pass sums gradients.</param>
    private IDisposable? Groups(CodeWriter code, LaneSegment? segment, bool ownPlace, bool hasSums)
    {
        if (segment is null)
            return null;
        if (!ownPlace)
            code.Line("// Nothing outlives the pass but gradients, so all groups of the piece use the memory of its first.");
        code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, TrainingPerSample * capacity + first * TrainingElements);");
        hasSums &= segment.PartialLength > 0;
        if (hasSums)
            code.Line($"ref {_number} sums = ref Unsafe.Add(ref memory, TrainingSums(capacity) + first * PartialLength);");
        CodeWriter.Scope scope = code.Block("for (nint end = first + samples; first < end; first += VectorWidth)");
        code.Line("samples = Math.Min(VectorWidth, end - first);");
        if (hasSums)
        {
            code.Line("// The last segment may lack samples; no group writes to those lanes.");
            code.Line("if (first % Lanes.Count == 0 && end - first < Lanes.Count)");
            code.Line("    LaneLayout.Clear(ref sums, PartialLength);");
        }

        return new GroupLoop(code, scope, ownPlace, hasSums);
    }

    /// <summary>The loop over groups, which moves on at its end.</summary>
    private sealed class GroupLoop(CodeWriter code, CodeWriter.Scope scope, bool ownPlace, bool hasSums) : IDisposable
    {
        public void Dispose()
        {
            if (hasSums)
            {
                code.Gap();
                code.Line("// A segment of 16 samples is complete, or the piece is.");
                code.Line("if ((first + VectorWidth) % Lanes.Count == 0 || end - first <= VectorWidth)");
                code.Line("    LaneLayout.Join(ref sums, PartialLength, ref Unsafe.Add(ref memory, TrainingPartials(capacity) + first / Lanes.Count * PartialLength));");
            }

            if (ownPlace)
            {
                code.Gap();
                code.Line("lanes = ref Unsafe.Add(ref lanes, VectorWidth * TrainingElements);");
            }

            scope.Dispose();
        }
    }

    /// <summary>Sums over the segments of what each has summed over its samples.</summary>
    private void WritePartials(CodeWriter code, LaneSegment? segment, HashSet<string> written)
    {
        if (segment is null)
            return;
        foreach (KeyValuePair<string, int> partial in segment.Partials)
        {
            written.Add(partial.Key);
            code.Gap();
            code.Line($"// {partial.Key}: the shares of the segments, added up in their order");
            code.Line($"LaneLayout.SumPartials(ref Unsafe.Add(ref memory, TrainingPartials(capacity) + {Literal.Of(partial.Value)}), PartialLength, (samples + Lanes.Count - 1) / Lanes.Count, "
                + $"ref Unsafe.Add(ref gradients, {Literal.Of(_gradientPlaces[partial.Key].Offset)}), {Literal.Of((int)_gradientPlaces[partial.Key].Spec.Shape.Size)}, accumulate, piece, pieces);");
        }
    }
}
