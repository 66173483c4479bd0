using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <content>Training: forward, backward, and the loss with its gradient in phases.</content>
internal sealed partial class MemberWriter
{
    private void Training()
    {
        code.Line("/// <summary>Memory for batches of at most <paramref name=\"maxBatch\"/> samples.</summary>");
        code.Line("/// <exception cref=\"ArgumentOutOfRangeException\"><paramref name=\"maxBatch\"/> is below 1 or needs more memory than there can be.</exception>");
        code.Line($"public static Workspace CreateWorkspace(int maxBatch) => Workspace.Create<{_number}>(Description, maxBatch{schedule.StateLayout});");
        code.Line();
        code.Line("/// <summary>The forward pass in training mode; keeps in <paramref name=\"workspace\"/> what <see cref=\"Backward\"/> needs.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void ForwardTraining(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs, Workspace workspace, in TrainingContext<{_number}> context = default)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            Unowned("outputs");
            CheckIndices();
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            LeastBatch();
            CheckMasks();
            if (IsRecurrent)
                code.Line($"NetworkArguments.Sequences(batch, {Steps}, StateSize, context);");
            else
                code.Line("NetworkArguments.NoSequences(context);");
            code.Line(Taken);
            if (IsRecurrent)
                code.Line($"workspace.BeginSequences(batch, {Steps}, context);");

            Memory();
            code.Line("PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            if (schedule.PacksForInput)
                code.Line("PackForInputs(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            for (int level = 0; level < schedule.ForwardLevels; level++)
            {
                schedule.CallForwardLevel(code, level);
                schedule.CallTrainingOnce(code, level + 1, "batch");
            }

            code.Line($"ForwardSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), 0, batch{(schedule.Draws ? ", context" : string.Empty)});");
            if (schedule.UpdatesBuffers)
            {
                code.Line("if (!context.KeepBuffers)");
                code.Line("    UpdateBuffers(ref packed, ref MemoryMarshal.GetReference(_buffers.Span), batch);");
            }

            code.Line("workspace.Keep(batch);");
        }

        code.Line();
        code.Line("/// <summary>Gradients for the last <see cref=\"ForwardTraining\"/> on this workspace: summed over samples, never divided; an empty span skips that result.</summary>");
        code.Line("/// <exception cref=\"InvalidOperationException\">There was no forward pass in training mode.</exception>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void Backward(Workspace workspace, ReadOnlySpan<{_number}> outputGradients, Span<{_number}> parameterGradients, Span<{_number}> inputGradients = default)"))
        {
            code.Line("NetworkArguments.Workspace(workspace, Description, 0);");
            code.Line(Taken);
            code.Line("int samples = NetworkArguments.Kept(workspace);");
            code.Line("NetworkArguments.Length(nameof(outputGradients), samples, OutputSize, outputGradients.Length);");
            code.Line("if (!parameterGradients.IsEmpty)");
            code.Line("    NetworkArguments.Length(nameof(parameterGradients), 1, ParameterCount, parameterGradients.Length);");
            code.Line("if (!inputGradients.IsEmpty)");
            code.Line("    NetworkArguments.Length(nameof(inputGradients), samples, InputSize, inputGradients.Length);");
            code.Line("NetworkArguments.Separate(nameof(outputGradients), outputGradients, nameof(parameterGradients), parameterGradients);");
            code.Line("NetworkArguments.Separate(nameof(outputGradients), outputGradients, nameof(inputGradients), inputGradients);");
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(parameterGradients), parameterGradients, nameof(inputGradients), inputGradients);");
            Unowned("parameterGradients");
            Unowned("inputGradients");
            Memory();
            code.Line("nint capacity = workspace.MaxBatch;");
            code.Line(schedule.CopyOutputGradient);
            if (IsRecurrent)
                code.Line($"workspace.TakeFinalStateGradients<{_number}>(samples);");
            code.Line("BackwardSamples(ref packed, ref memory, capacity, 0, samples);");
            for (int level = schedule.ForwardLevels + 1; level <= schedule.BackwardLevels; level++)
            {
                schedule.CallTrainingOnce(code, level, "samples");
                schedule.CallBackwardLevel(code, level);
            }

            code.Line("if (!parameterGradients.IsEmpty)");
            code.Line($"    {(schedule.SharesGradients ? "StepGradients" : "BackwardGradients")}(ref packed, ref memory, capacity, {schedule.KeptInputs}, ref MemoryMarshal.GetReference(parameterGradients), accumulate: false, 0, 1, samples);");
            if (schedule.HasInputBackward)
            {
                using (code.Block("if (!inputGradients.IsEmpty)"))
                {
                    code.Line("BackwardInputs(ref packed, ref memory, capacity, 0, samples);");
                    code.Line(schedule.CopyInputGradient("samples"));
                }
            }
            else
            {
                code.Line("// Nothing flows back to the input.");
                code.Line("inputGradients.Clear();");
            }
        }

        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void ForwardSamples(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} outputs, nint first, nint samples{Context})"))
            schedule.WriteTrainingForward(code);
        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void BackwardSamples(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
            schedule.WriteBackward(code);
        code.Line();
        if (schedule.HasInputBackward)
        {
            code.Line("/// <summary>What only the gradient of the input needs.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void BackwardInputs(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
                schedule.WriteInputBackward(code);
            code.Line();
        }

        if (schedule.SharedForward > 0)
        {
            code.Line("/// <summary>The layers that every forward pass of training begins with.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void ForwardLayers(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, nint first, nint samples)"))
                schedule.WriteSharedForward(code);
            code.Line();
        }

        if (schedule.SharedBackward > 0)
        {
            code.Line("/// <summary>The way back through the layers, the same for any error of the outputs.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void BackwardLayers(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
                schedule.WriteSharedBackward(code);
            code.Line();
        }

        if (schedule.UpdatesBuffers)
        {
            code.Line("/// <summary>What becomes of the buffers at the end of a training step.</summary>");
            using (code.Block($"private static void UpdateBuffers(ref {_number} packed, ref {_number} buffers, nint count)"))
                schedule.WriteUpdates(code);
            code.Line();
        }

        if (!schedule.SharesGradients)
            Gradients("BackwardGradients", schedule.WriteBackwardGradients);
        code.Line(Kernel);
        using (code.Block($"private static void PackForTraining(ref {_number} parameters, ref {_number} packed, int piece, int pieces)"))
            schedule.WriteTrainingPacking(code);
        code.Line();
        if (!schedule.PacksForInput)
            return;
        code.Line("/// <summary>What only the gradient of the input reads.</summary>");
        using (code.Block($"private static void PackForInputs(ref {_number} parameters, ref {_number} packed, int piece, int pieces)"))
            schedule.WriteInputPacking(code);
        code.Line();
    }

    /// <summary>The last parameter of methods that may draw masks.</summary>
    private string Context => schedule.Draws ? $", in TrainingContext<{_number}> context" : string.Empty;

    /// <summary>Whether there are recurrent layers.</summary>
    private bool IsRecurrent => program.Carried is not null;

    /// <summary>The steps of a sequence.</summary>
    private string Steps => Literal.Of(program.Carried!.Steps);

    private void Memory()
    {
        code.Line($"ref {_number} packed = ref MemoryMarshal.GetReference(workspace.Memory<{_number}>());");
        code.Line($"ref {_number} memory = ref Unsafe.Add(ref packed, TrainingPacked);");
    }

    private void Loss()
    {
        Loss loss = _graph.Loss!;
        string arguments = $"ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets";
        string mean = loss.Batch == Reduction.Mean ? "true" : "false";
        string counted = !CountsTargets ? string.Empty
            : $", targets, {(loss.IgnoreIndex is { } ignored ? Literal.Of(ignored) : "null")}{(loss.StepWeights > 0 ? ", " + Literal.Of(loss.StepWeights) : string.Empty)}";

        code.Line($"/// <summary>The loss of a batch in training mode and its gradient; that with respect to the inputs, too, where there is room for it. The loss is the {(loss.Batch == Reduction.Mean ? "mean" : "sum")} over samples of {Summary.Escape(loss.Formula)}{Summary.Escape(string.Concat(_graph.Penalties.Select(range => "; plus " + range.Formula)))}.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, the workspace does not fit, or a target or weight is out of range.</exception>");
        using (code.Block($"public {_number} LossAndGradient({arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context = default, Span<{_number}> inputGradients = default)"))
            Step();

        code.Line();
        code.Line("/// <summary>The loss of a batch in inference mode.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, the workspace does not fit, or a target is out of range.</exception>");
        using (code.Block($"public {_number} Loss({arguments}, Workspace workspace)"))
        {
            code.Line("int batch = CheckBatch(inputs, targets, workspace);");
            code.Line(Taken);
            code.Line("workspace.Keep(0);");
            Memory();
            code.Line("PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            if (schedule.HasLossOnce)
                code.Line("LossStatistics(ref packed, ref MemoryMarshal.GetReference(_buffers.Span));");
            code.Line("LossSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets), 0, batch);");
            code.Line($"BatchLoss.Weigh(workspace, Seeds(workspace, batch), default, {mean}{counted});");
            code.Line($"return BatchLoss.Total<{_number}>(workspace, Losses(workspace, batch), Seeds(workspace, batch){(HasPenalties ? ", Penalties()" : string.Empty)});");
        }

        code.Line();
        int phases = 3 + (2 * schedule.StepLevels) + (HasPenalties ? 1 : 0);
        code.Line($"private const int Phases = {Literal.Of(phases)};");
        code.Line();
        using (code.Block($"private int CheckStep({arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context)"))
        {
            code.Line("int batch = CheckBatch(inputs, targets, workspace);");
            code.Line("NetworkArguments.Length(nameof(parameterGradients), 1, ParameterCount, parameterGradients.Length);");
            code.Line("NetworkArguments.Separate(nameof(inputs), inputs, nameof(parameterGradients), parameterGradients);");
            code.Line("NetworkArguments.Separate(nameof(targets), targets, nameof(parameterGradients), parameterGradients);");
            Unowned("parameterGradients");
            code.Line(IsRecurrent ? $"NetworkArguments.Weights(batch, context, {Steps}, StateSize);" : "NetworkArguments.Weights(batch, context);");
            LeastBatch();
            CheckMasks();
            code.Line("return batch;");
        }

        code.Line();
        using (code.Block($"private static void Begin({(CountsTargets ? $"ReadOnlySpan<{_number}> targets, " : string.Empty)}Workspace workspace, in TrainingContext<{_number}> context, int batch)"))
        {
            if (IsRecurrent)
            {
                code.Line($"workspace.BeginSequences(batch, {Steps}, context);");
                code.Line($"workspace.TakeFinalStateGradients<{_number}>(batch);");
            }

            code.Line("workspace.Keep(0);");
            code.Line($"BatchLoss.Weigh(workspace, Seeds(workspace, batch), context, {mean}{counted});");
        }

        code.Line();
        code.Line("/// <summary>Packs the parameters, then runs all samples forward and back, then sums the gradients over the samples.</summary>");
        using (code.Block($"private void Run(int phase, int piece, int pieces, {arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context{(schedule.StepMayKeep ? ", bool keeps" : string.Empty)})"))
        {
            Memory();
            code.Line("int batch = inputs.Length / InputSize;");
            using (code.Block("switch (phase)"))
            {
                code.Line("case 0:");
                code.Line("    PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, piece, pieces);");
                code.Line("    break;");
                code.Line($"case {string.Join(" or ", Enumerable.Range(0, schedule.StepLevels + 1).Select(level => Literal.Of(1 + (2 * level))))}:");
                if (schedule.TrainsInLanes)
                {
                    code.Line("    // Whole segments of 16 samples: a segment's share of the gradients is summed in one piece.");
                    code.Line("    long segments = (batch + Lanes.Count - 1) / Lanes.Count;");
                    code.Line("    int first = (int)(segments * piece / pieces) * Lanes.Count, end = Math.Min(batch, (int)(segments * (piece + 1) / pieces) * Lanes.Count);");
                }
                else
                {
                    code.Line("    int first = (int)((long)batch * piece / pieces), end = (int)((long)batch * (piece + 1) / pieces);");
                }

                StepLevels();
                if (HasPenalties)
                    PenaltyPhase(phases - 1);
                code.Line("default:");
                code.Line("    StepGradients(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(parameterGradients), context.Accumulate, piece, pieces, batch);");
                code.Line("    break;");
            }
        }

        code.Line();
        End();
        using (code.Block($"private static int CheckBatch({arguments}, Workspace workspace)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs.Length, InputSize);");
            CheckIndices();
            code.Line("NetworkArguments.Length(nameof(targets), batch, TargetSize, targets.Length);");
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            if (loss.StepWeights > 0)
                StepTargets((WeightedLoss)loss);
            else if (loss.IsSparse)
                code.Line($"NetworkArguments.Classes(targets, {Literal.Of(loss is WeightedLoss weighted ? weighted.Terms[0].Output.Channels : _graph.Output.Channels)}{(loss.IgnoreIndex is { } index ? ", " + Literal.Of(index) : string.Empty)});");
            else if (loss is WeightedLoss several)
                ClassesOf(several);
            code.Line("return batch;");
        }

        code.Line();
        code.Line($"private static Span<{_number}> Losses(Workspace workspace, int batch) => workspace.Memory<{_number}>().Slice(TrainingPacked + {Literal.Of(schedule.LossOffset)} * workspace.MaxBatch, batch);");
        code.Line();
        code.Line($"private static Span<{_number}> Seeds(Workspace workspace, int batch) => workspace.Memory<{_number}>().Slice(TrainingPacked + {Literal.Of(schedule.SeedOffset)} * workspace.MaxBatch, batch);");
        code.Line();
        string samples = $"ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} targets, nint first, nint samples";
        code.Line(Kernel);
        using (code.Block($"private static void LossSamples({samples})"))
            schedule.WriteLoss(code);
        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void StepSamples({samples}{(schedule.StepMayKeep ? ", bool keeps" : string.Empty)}{Context})"))
            schedule.WriteStep(code);
        code.Line();
        if (schedule.HasStepInputs && !schedule.SharesInputs)
        {
            code.Line("/// <summary>What only the gradient of the loss with respect to the input needs.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void StepInputs(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
                schedule.WriteStepInputs(code);
            code.Line();
        }

        Gradients("StepGradients", schedule.WriteStepGradients);
        if (!schedule.HasLossOnce)
            return;
        using (code.Block($"private static void LossStatistics(ref {_number} packed, ref {_number} buffers)"))
            schedule.WriteLossOnce(code);
        code.Line();
    }

    /// <summary>Whether the end of a step needs to know what the caller asked for, and the argument that tells it.</summary>
    private string EndContext => schedule.UpdatesBuffers || HasPenalties ? ", context" : string.Empty;

    private void Gradients(string name, Action<CodeWriter> write)
    {
        code.Line("/// <summary>Sums over the samples; each piece computes rows of its own.</summary>");
        code.Line(Kernel);
        using (code.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} gradients, bool accumulate, int piece, int pieces, nint samples)"))
            write(code);
        code.Line();
    }
}
