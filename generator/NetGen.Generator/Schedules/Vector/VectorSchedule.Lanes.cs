using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Lanes;

namespace NetGen.Generator.Schedules.Vector;

/// <content>What runs before the rows as C#: a method for each part, and where its results meet the rows.</content>
internal sealed partial class VectorSchedule
{
    private const string Group = "one group of up to 16 samples from sample <c>first</c> on, a sample in each lane.";

    private string GroupParameters => $"ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} lanes, ref {_number} partial, ref {_number} inputs, nint first, nint samples";

    /// <summary>The arguments of every method for a group.</summary>
    private static string GroupArguments(string first = "first", string samples = "samples") => $"(ref packed, ref memory, capacity, ref lanes, ref partial, ref inputs, {first}, {samples});";

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
        if (InferenceDirect is not null)
        {
            code.Line($"ref {_number} values = ref Unsafe.Add(ref memory, InferencePerSample * capacity);");
            code.Line("for (nint sample = 0; sample < samples; sample++)");
            code.Line($"    {SingleSegment(InferenceDirect)}(ref packed, ref memory, capacity, ref values, ref Unsafe.Add(ref inputs, sample * InputSize), sample);");
        }
        else if (InferenceLanes is not null)
        {
            string method = ForwardGroup(InferenceLanes, InferencePacking, _inferenceFrame, "InferGroup");
            code.Line("// Inference keeps no shares of gradients.");
            code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, InferencePerSample * capacity);");
            code.Line($"ref {_number} partial = ref lanes;");
            code.Line("for (nint group = 0; group < samples; group += LaneLayout.Samples)");
            code.Line($"    {method}{GroupArguments("group", "Math.Min(LaneLayout.Samples, samples - group)")}");
        }
    }

    /// <summary>Opens the loop over the groups of a training pass: what is inside runs group by group.</summary>
    /// <param name="ownPlace">Whether each group keeps its numbers for a later pass; otherwise one place serves all.</param>
    private IDisposable? Groups(CodeWriter code, LaneSegment? segment, bool ownPlace)
    {
        if (segment is null)
            return null;
        if (!ownPlace)
            code.Line("// Nothing outlives the step but the shares of the gradients, so all groups of the piece use the memory of its first.");
        code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, TrainingPerSample * capacity + first / LaneLayout.Samples * TrainingGroup);");
        code.Line($"ref {_number} partial = ref Unsafe.Add(ref memory, TrainingPartials(capacity) + first / LaneLayout.Samples * PartialLength);");
        CodeWriter.Scope scope = code.Block("for (nint end = first + samples; first < end; first += LaneLayout.Samples)");
        code.Line("samples = Math.Min(LaneLayout.Samples, end - first);");
        return new GroupLoop(code, scope, ownPlace);
    }

    /// <summary>The loop over groups, which moves on at its end.</summary>
    private sealed class GroupLoop(CodeWriter code, CodeWriter.Scope scope, bool ownPlace) : IDisposable
    {
        public void Dispose()
        {
            code.Gap();
            if (ownPlace)
                code.Line("lanes = ref Unsafe.Add(ref lanes, TrainingGroup);");
            code.Line("partial = ref Unsafe.Add(ref partial, PartialLength);");
            scope.Dispose();
        }
    }

    /// <summary>Sums over the groups of what each has summed over its samples.</summary>
    private void WritePartials(CodeWriter code, LaneSegment? segment, HashSet<string> written)
    {
        if (segment is null)
            return;
        foreach (KeyValuePair<string, int> partial in segment.Partials)
        {
            written.Add(partial.Key);
            code.Gap();
            code.Line($"// {partial.Key}: the shares of the groups, added up in their order");
            code.Line($"LaneLayout.SumPartials(ref Unsafe.Add(ref memory, TrainingPartials(capacity) + {Literal.Of(partial.Value)}), PartialLength, (samples + LaneLayout.Samples - 1) / LaneLayout.Samples, "
                + $"ref Unsafe.Add(ref gradients, {Literal.Of(_gradientPlaces[partial.Key].Offset)}), {Literal.Of((int)_gradientPlaces[partial.Key].Spec.Shape.Size)}, accumulate, piece, pieces);");
        }
    }
}
