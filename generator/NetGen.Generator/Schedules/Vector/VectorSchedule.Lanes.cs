using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;

namespace NetGen.Generator.Schedules.Vector;

/// <content>What runs before the rows as C#: a method for each part, and where its results meet the rows.</content>
internal sealed partial class VectorSchedule
{
    private const string Group = "a group of samples from <c>first</c> on, one in each lane.";

    /// <summary>The parameter that tells training methods what the caller asked for, where masks are drawn from it.</summary>
    private string ContextParameter(bool draws) => draws ? $", in TrainingContext<{_number}> context" : string.Empty;

    /// <summary>What a method for a group is given: where it sums, if it sums anything, and the caller's inputs, if it is the first.</summary>
    private string GroupParameters(LaneSegment segment, int part) =>
        $"ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} lanes{(Sums(segment, part) ? $", ref {_number} sums" : string.Empty)}{(part == 0 ? $", ref {_number} inputs" : string.Empty)}, nint first, nint samples{ContextParameter(segment.Draws(part))}";

    /// <summary>The arguments for these parameters: each group has lanes of its own among the 16 of a segment.</summary>
    private static string GroupArguments(LaneSegment segment, int part) =>
        $"(ref packed, ref memory, capacity, ref lanes{(Sums(segment, part) ? ", ref Unsafe.Add(ref sums, first % Lanes.Count)" : string.Empty)}{(part == 0 ? ", ref inputs" : string.Empty)}, first, samples{(segment.Draws(part) ? ", context" : string.Empty)});";

    private static bool Sums(LaneSegment segment, int part) => segment.Range(part).Length > 0;

    /// <summary>A level of what runs before the rows.</summary>
    private string ForwardGroup(LaneSegment segment, Packing packing, Frame frame, string title, int level) => GroupMethod(title, "The layers before the rows: ", segment, LaneSegment.ForwardPart(level), (code, notes) =>
    {
        if (level == 0)
            code.Line($"LaneLayout.ToLanes(ref Unsafe.Add(ref inputs, first * InputSize), InputSize, InputSize, samples, {segment.Reference(Input)});");
        if (level == 0)
            FromRows(code, segment, segment.Given.Where(tensor => tensor.Role == TensorRole.Given));
        segment.Write(code, packing, LaneSegment.ForwardPart(level), notes);
        code.Gap();
        if (level == segment.Levels.Last)
            ToRows(code, segment, frame, segment.Crossing);
    });

    /// <summary>A level of what runs behind the rows, backwards.</summary>
    private string BackwardGroup(LaneSegment segment, string title, int level) => GroupMethod(title, "The way back through the layers before the rows: ", segment, segment.BackwardPart(level), (code, notes) =>
    {
        if (level == segment.Levels.Last)
            FromRows(code, segment, segment.ReturningBack);
        segment.Write(code, TrainingPacking, segment.BackwardPart(level), notes);
        if (level == segment.LastLevel)
            ToRows(code, segment, _trainingFrame, StateGradients);
    });

    /// <summary>What only the gradient of the input needs.</summary>
    private string InputGroup(LaneSegment segment) => GroupMethod("BackwardInputsGroup", "From the lowest trained layer to the input: ", segment, segment.LastPart, (code, notes) =>
    {
        // The rows compute what only the gradient of the input needs just before.
        FromRows(code, segment, segment.ReturningLast);
        segment.Write(code, TrainingPacking, segment.LastPart, notes);
        code.Gap();
        if (segment.Frame.Contains(InputGradientRow))
            ToRows(code, segment, _trainingFrame, [InputGradientRow]);
    });

    /// <summary>The levels of <c>ForwardTraining</c> before the one that ends in the rows.</summary>
    public int ForwardLevels => TrainingLanes?.Levels.Last ?? 0;

    /// <summary>The last level of <c>Backward</c>.</summary>
    public int BackwardLevels => TrainingLanes?.LastLevel ?? 0;

    /// <summary>The level of a step that ends in the rows, and its last one.</summary>
    public int StepRows => StepLanes?.Levels.Last ?? 0;

    public int StepLevels => StepLanes?.LastLevel ?? 0;

    /// <summary>Whether the way forward of training draws masks.</summary>
    public bool Draws => _program.Masks.Masks > 0;

    /// <summary>Calls a level of <c>ForwardTraining</c> that no row follows, and what is computed once behind it.</summary>
    public void CallForwardLevel(CodeWriter code, int level) => CallLevel(code, TrainingLanes!, level, backward: false, "0", "batch");

    /// <summary>Calls a level of <c>Backward</c> behind the first.</summary>
    public void CallBackwardLevel(CodeWriter code, int level) => CallLevel(code, TrainingLanes!, level, backward: true, "0", "samples");

    /// <summary>Calls a level of a step other than the one with the rows.</summary>
    public void CallStepLevel(CodeWriter code, int level) => CallLevel(code, StepLanes!, level, backward: level > StepRows, "first", "end - first");

    private void CallLevel(CodeWriter code, LaneSegment segment, int level, bool backward, string first, string samples)
    {
        int part = backward ? segment.BackwardPart(level) : LaneSegment.ForwardPart(level);
        string inputs = part == 0 ? ", ref MemoryMarshal.GetReference(inputs)" : string.Empty;
        code.Line($"{LevelMethod(segment, level, backward, part)}(ref packed, ref memory, workspace.MaxBatch{inputs}, {first}, {samples}{(segment.Draws(part) ? ", context" : string.Empty)});");
    }

    private string LevelMethod(LaneSegment segment, int level, bool backward, int part) => _pool.Add(backward ? "BackwardLevel" : "ForwardLevel", (code, name) =>
    {
        code.Line("/// <summary>All samples up to where a statistic of the whole batch is needed.</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity{(part == 0 ? $", ref {_number} inputs" : string.Empty)}, nint first, nint samples{ContextParameter(segment.Draws(part))})"))
        {
            using (Groups(code, segment, part, ownPlace: true))
                code.Line((backward ? BackwardGroup(segment, "BackwardGroup", level) : ForwardGroup(segment, TrainingPacking, _trainingFrame, "ForwardGroup", level)) + GroupArguments(segment, part));
        }
    });

    /// <summary>Calls what is computed once before a level of <c>ForwardTraining</c> or <c>Backward</c>.</summary>
    public void CallTrainingOnce(CodeWriter code, int level, string count) => CallOnce(code, TrainingLanes!, level, count);

    /// <summary>Calls what is computed once before a level of a step.</summary>
    public void CallStepOnce(CodeWriter code, int level) => CallOnce(code, StepLanes!, level, "batch");

    private void CallOnce(CodeWriter code, LaneSegment segment, int level, string count)
    {
        string method = _pool.Add("Statistics", (text, name) =>
        {
            text.Line("/// <summary>What is computed once for the whole batch: the shares of the segments, added up in their order, and what follows from them.</summary>");
            using (text.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity, nint count)"))
            {
                int part = level <= segment.Levels.Last ? LaneSegment.ForwardPart(level - 1) : segment.BackwardPart(level - 1);
                foreach ((Tensor tensor, int place) in segment.Statistics(part))
                    text.Line($"LaneLayout.SumPartials(ref Unsafe.Add(ref memory, TrainingPartials(capacity) + {Literal.Of(place)}), PartialLength, (count + Lanes.Count - 1) / Lanes.Count, {TrainingPacking.Reference(tensor, PackedForm.Statistic)}, {Literal.Of(tensor.Size)}, accumulate: false, 0, 1);");
                OnceWriter(TrainingPacking).Write(text, segment.Levels.Before(level));
            }
        });
        code.Line($"{method}(ref packed, ref memory, workspace.MaxBatch, {count});");
    }

    /// <summary>Whether packing computes something from buffers.</summary>
    public bool ReadsBuffers => _inferenceOnce.Count > 0;

    /// <summary>What inference computes once, when parameters are packed.</summary>
    public void WriteInferenceOnce(CodeWriter code) => OnceWriter(InferencePacking).Write(code, _inferenceOnce);

    /// <summary>What the loss in inference computes once.</summary>
    public bool HasLossOnce => _lossOnce.Count > 0;

    public void WriteLossOnce(CodeWriter code) => OnceWriter(TrainingPacking).Write(code, _lossOnce);

    /// <summary>Whether a training step changes buffers.</summary>
    public bool UpdatesBuffers => _program.Training.Updates.Any();

    /// <summary>What becomes of the buffers at the end of a training step.</summary>
    public void WriteUpdates(CodeWriter code) => OnceWriter(TrainingPacking).Write(code, _program.Training.Updates);

    /// <summary>Elements of all masks of a sample.</summary>
    public int MaskElements => _program.Masks.Elements;

    private void FromRows(CodeWriter code, LaneSegment segment, IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            code.Line($"LaneLayout.GradientsToLanes({_trainingFrame.Reference(tensor.Name)}, {Literal.Of(_trainingFrame.Stride(tensor.Name))}, {Literal.Of(tensor.Size)}, samples, {segment.Reference(tensor)});");
    }

    private static void ToRows(CodeWriter code, LaneSegment segment, Frame frame, IEnumerable<Tensor> tensors)
    {
        foreach (Tensor tensor in tensors)
            code.Line($"LaneLayout.FromLanes({segment.Reference(tensor)}, {Literal.Of(tensor.Size)}, {frame.Reference(tensor.Name)}, {Literal.Of(frame.Stride(tensor.Name))}, samples);");
    }

    private string GroupMethod(string title, string summary, LaneSegment segment, int part, Action<CodeWriter, StageNotes?> write)
    {
        Action<CodeWriter, string> Method(StageNotes? notes) => (code, name) =>
        {
            code.Line($"/// <summary>{summary}{Group}</summary>");
            code.Line("[MethodImpl(Kernel.Options)]");
            using (code.Block($"private static void {name}({GroupParameters(segment, part)})"))
                write(code, notes);
        };
        return _pool.Add(title, Method(null), Method(_notes));
    }

    /// <summary>The method of what runs before the rows, for one sample.</summary>
    private string SingleSegment(DirectSegment segment)
    {
        Action<CodeWriter, string> Method(StageNotes? notes) => (code, name) =>
        {
            code.Line("/// <summary>The layers before the rows, for one sample: from <c>source</c> to row <c>first</c>.</summary>");
            code.Line("[MethodImpl(Kernel.Options)]");
            using (code.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} values, ref {_number} source, nint first)"))
            {
                segment.Write(code, InferencePacking, Input, notes);
                code.Gap();
                foreach (Tensor tensor in segment.Crossing)
                    code.Line($"Panels.CopyIn({segment.Reference(tensor)}, {Literal.Of(tensor.Size)}, {_inferenceFrame.Reference(tensor.Name)}, {Literal.Of(_inferenceFrame.Stride(tensor.Name))}, 1);");
            }
        };
        return _pool.Add("InferSample", Method(null), Method(_notes));
    }

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
            string method = ForwardGroup(InferenceLanes, InferencePacking, _inferenceFrame, "InferGroup", 0);
            code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, InferencePerSample * capacity);");
            if (InferenceDirect is null)
            {
                code.Line("for (nint group = 0; group < samples; group += VectorWidth)");
                code.Line($"    {method}(ref packed, ref memory, capacity, ref lanes, ref inputs, group, Math.Min(VectorWidth, samples - group));");
                return;
            }

            code.Line("// Few samples are faster by themselves than as a group with idle lanes.");
            code.Line("nint group = 0;");
            code.Line("for (; 2 * (samples - group) > VectorWidth; group += Math.Min(VectorWidth, samples - group))");
            code.Line($"    {method}(ref packed, ref memory, capacity, ref lanes, ref inputs, group, Math.Min(VectorWidth, samples - group));");
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
    /// <param name="part">The part of the segment whose sums the loop joins; null for none.</param>
    /// <param name="ownPlace">Whether each group keeps its numbers for a later pass; otherwise one place serves all.</param>
    /// <param name="mayKeep">Whether the method is told if they are kept all the same.</param>
    private IDisposable? Groups(CodeWriter code, LaneSegment? segment, int? part, bool ownPlace, bool mayKeep = false)
    {
        if (segment is null)
            return null;
        if (!ownPlace)
            code.Line($"// Nothing outlives the pass but gradients, so all groups of the piece use the memory of its first{(mayKeep ? ", unless the gradient of the input is wanted" : string.Empty)}.");
        code.Line($"ref {_number} lanes = ref Unsafe.Add(ref memory, TrainingPerSample * capacity + first * TrainingElements);");
        (int start, int length) = part is null ? (0, 0) : segment.Range(part.Value);
        if (length > 0)
            code.Line($"ref {_number} sums = ref Unsafe.Add(ref memory, TrainingSums(capacity) + first * PartialLength);");
        CodeWriter.Scope scope = code.Block("for (nint end = first + samples; first < end; first += VectorWidth)");
        code.Line("samples = Math.Min(VectorWidth, end - first);");
        return new GroupLoop(code, scope, ownPlace, mayKeep, start, length);
    }

    /// <summary>The loop over groups, which moves on at its end.</summary>
    private sealed class GroupLoop(CodeWriter code, CodeWriter.Scope scope, bool ownPlace, bool mayKeep, int start, int length) : IDisposable
    {
        public void Dispose()
        {
            if (length > 0)
            {
                string sums = start == 0 ? "ref sums" : $"ref Unsafe.Add(ref sums, {Strides.Scaled(start, "Lanes.Count")})";
                string share = $"first / Lanes.Count * PartialLength{(start == 0 ? string.Empty : " + " + Literal.Of(start))}";
                code.Gap();
                code.Line("// A segment of 16 samples is complete, or the piece is.");
                code.Line("if ((first + VectorWidth) % Lanes.Count == 0 || end - first <= VectorWidth)");
                code.Line($"    LaneLayout.Join({sums}, {Literal.Of(length)}, (int)(first % Lanes.Count + samples), ref Unsafe.Add(ref memory, TrainingPartials(capacity) + {share}));");
            }

            if (ownPlace || mayKeep)
            {
                code.Gap();
                if (!ownPlace)
                    code.Line("if (keeps)");
                code.Line((ownPlace ? string.Empty : "    ") + "lanes = ref Unsafe.Add(ref lanes, VectorWidth * TrainingElements);");
            }

            scope.Dispose();
        }
    }

    /// <summary>Sums over the segments of what each has summed over its samples.</summary>
    private void WritePartials(CodeWriter code, LaneSegment? segment, HashSet<string> written, SharedGradients shared)
    {
        if (segment is null)
            return;
        foreach ((string name, _) in segment.Gradients)
            written.Add(name);

        // Gradients that lie in one piece among the parameters and in a share are summed as one.
        List<(string Names, int Place, int Offset, int Size, GradientShare Share)> runs = [];
        foreach ((string name, int place) in segment.Gradients)
        {
            (int offset, int size) = (_gradientPlaces[name].Offset, (int)_gradientPlaces[name].Spec.Shape.Size);
            GradientShare share = shared.Begin(name);
            if (!share.IsShared && runs.Count > 0 && runs[runs.Count - 1] is var last && !last.Share.IsShared && last.Place + last.Size == place && last.Offset + last.Size == offset)
                runs[runs.Count - 1] = ($"{last.Names}, {name}", last.Place, last.Offset, last.Size + size, share);
            else
                runs.Add((name, place, offset, size, share));
        }

        code.Line("ref " + _number + " shares = ref Unsafe.Add(ref memory, TrainingPartials(capacity));");
        code.Line("nint segments = (samples + Lanes.Count - 1) / Lanes.Count;");
        foreach ((string names, int place, int offset, int size, GradientShare share) in runs)
        {
            code.Gap();
            code.Line($"// {names}: the shares of the segments, added up in their order");
            if (share.IsShared)
                code.Line($"if ({Turn(0)})");
            code.Line($"{(share.IsShared ? "    " : string.Empty)}LaneLayout.SumPartials(ref {Strides.Element("shares", Literal.Of(place))}, PartialLength, segments, ref {Strides.Element("gradients", Literal.Of(offset))}, {Literal.Of(size)}, {share.Accumulate}, {share.Pieces});");
        }
    }
}
