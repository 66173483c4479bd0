using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Lanes;

namespace NetGen.Generator.Schedules.Vector;

/// <content>The plan as C#: which calls stand in which method, and what is said about them.</content>
internal sealed partial class VectorSchedule
{
    /// <summary>The stages of a single sample from <c>source</c> to <c>target</c>, for parameters in panels or flat.</summary>
    public void WriteSingle(CodeWriter code, bool flat)
    {
        SingleSegment(code);
        if (_inference.CopiesInputs)
            code.Line($"Panels.CopyIn(ref source, {Literal.Of(Input.Size)}, ref Unsafe.Add(ref memory, {Literal.Of(_inferenceFrame.Offset(Input.Name))}), {Literal.Of(CostModel.Padded(Input.Size))}, 1);");
        bool inline = IsSmall && !flat && Inference.All(call => call.Inline is not null);
        Registers registers = new(_precision, inline ? Output : null);
        HashSet<string> explained = [];
        foreach (StageCall call in Inference)
        {
            if (!flat)
            {
                Comment(code, call, inline ? call.InlineNote : call.SingleNote, inline || explained.Add(call.Method));
            }

            if (inline)
                _inference.SingleInline(code, call, _number, registers);
            else
                _inference.SingleCall(code, call, flat);
        }

        if (!flat)
            code.Line();
        if (Inference.Count == 0 || !registers.StoresResult(Inference[Inference.Count - 1].Stage))
            StoreResult(code, registers, Output, _inferenceFrame.Offset(Output.Name));
    }

    /// <summary>The row of the output, from a register or from memory to the caller's.</summary>
    private static void StoreResult(CodeWriter code, Registers registers, Tensor output, int offset)
    {
        if (output.Size > 4)
        {
            code.Line($"Panels.CopyOut(ref Unsafe.Add(ref memory, {Literal.Of(offset)}), {Literal.Of(CostModel.Padded(output.Size))}, ref target, {Literal.Of(output.Size)}, 1);");
            return;
        }

        for (int i = 0; i < output.Size; i++)
            code.Line($"{(i == 0 ? "target" : $"Unsafe.Add(ref target, {Literal.Of(i)})")} = {(registers.Holds(output) ? Registers.Element(output, i) : $"Unsafe.Add(ref memory, {Literal.Of(offset + i)})")};");
    }

    /// <summary>The stages of the inference pass for a tile of samples, parameters packed. The place where each layer is explained.</summary>
    public void WriteInference(CodeWriter code)
    {
        TileSegment(code);
        CopyInputs(code, _inference, _inferenceFrame);
        Calls(code, _inference, Inference, explain: true);
        CopyOutputs(code, _inferenceFrame, Output);
    }

    /// <summary>Calls that open both forward passes of training.</summary>
    public int SharedForward => _sharedForward ??= _program.Loss is null ? 0 : SharedFirst(_trainingForward, _loss, _step);

    /// <summary>Calls that close both backward passes.</summary>
    public int SharedBackward => _sharedBackward ??= _program.Loss is null ? 0
        : Math.Min(SharedFirst(_backward.Reverse().ToArray(), _step.Reverse().ToArray()), _step.Count - SharedForward);

    /// <summary>Whether <c>Backward</c> and <c>LossAndGradient</c> sum the same gradients.</summary>
    public bool SharesGradients => _sharesGradients ??= _program.Loss is not null && Text(WriteStepGradients) == Text(WriteBackwardGradients);

    public void WriteSharedForward(CodeWriter code) => Calls(code, _training, _trainingForward.Take(SharedForward), explain: false);

    public void WriteSharedBackward(CodeWriter code)
    {
        Calls(code, _training, _backward.Skip(_backward.Count - SharedBackward), explain: true);
        foreach (string line in SharedPanels)
            code.Line(line);
    }

    public void WriteTrainingForward(CodeWriter code)
    {
        using (Groups(code, TrainingLanes, null, ownPlace: true))
        {
            ForwardLanes(code, TrainingLanes, "TrainingGroupForward");
            if (_keepsInput && !_training.CopiesInputs)
                code.Line($"Panels.CopyIn(ref Unsafe.Add(ref inputs, first * InputSize), InputSize, ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(Input.Name))} * capacity + first * InputSize), InputSize, samples);");
            CopyInputs(code, _training, _trainingFrame);
            Forward(code, _trainingForward);
            CopyOutputs(code, _trainingFrame, TrainingOutput);
        }
    }

    public void WriteBackward(CodeWriter code)
    {
        using (Groups(code, TrainingLanes, TrainingLanes?.BackwardPart(TrainingLanes.Levels.Last), ownPlace: true))
        {
            Backward(code, _backward, _backwardGradients);
            BackwardLanes(code, TrainingLanes, "TrainingGroupBackward");
        }
    }

    public bool HasInputBackward => InputGradient is not null;

    public void WriteInputBackward(CodeWriter code) => WriteInputs(code, TrainingLanes, _inputBackward);

    /// <summary>Whether the loss has a gradient with respect to the input.</summary>
    public bool HasStepInputs => LossInputGradient is not null;

    /// <summary>Whether <c>Backward</c> and <c>LossAndGradient</c> come to the input in the same way.</summary>
    public bool SharesInputs => _sharesInputs ??= HasInputBackward && HasStepInputs && Text(WriteStepInputs) == Text(WriteInputBackward);

    /// <summary>What only the gradient of the loss with respect to the input needs, behind a step in one piece.</summary>
    public void WriteStepInputs(CodeWriter code) => WriteInputs(code, StepLanes, _stepInputs);

    /// <summary>Whether a step forgets what <see cref="WriteStepInputs"/> reads, unless it is told to keep it.</summary>
    public bool StepMayKeep => HasStepInputs && StepLanes is { LastLevel: 0 };

    private void WriteInputs(CodeWriter code, LaneSegment? segment, IReadOnlyList<StageCall> calls)
    {
        using (Groups(code, segment, null, ownPlace: true))
        {
            Calls(code, _training, calls, explain: true);
            if (segment is not null)
                code.Line(InputGroup(segment) + GroupArguments(segment, segment.LastPart));
        }
    }

    public void WriteLoss(CodeWriter code)
    {
        using (Groups(code, LossLanes, null, ownPlace: false))
        {
            ForwardLanes(code, LossLanes, "LossGroup");
            CopyInputs(code, _training, _trainingFrame);
            CopyTargets(code);
            Forward(code, _loss);
        }
    }

    public void WriteStep(CodeWriter code)
    {
        using (Groups(code, StepLanes, StepLanes?.BackwardPart(StepLanes.Levels.Last), ownPlace: StepLanes?.LastLevel > 0, mayKeep: StepMayKeep))
        {
            ForwardLanes(code, StepLanes, "StepGroupForward");
            CopyInputs(code, _training, _trainingFrame);
            CopyTargets(code);
            int forward = SharedForward;
            if (forward > 0)
                code.Line("ForwardLayers(ref packed, ref memory, capacity, ref inputs, first, samples);");
            Backward(code, _step.Skip(forward).ToArray(), _stepGradients);
            BackwardLanes(code, StepLanes, "StepGroupBackward");
        }
    }

    /// <summary>The last level of what runs before the rows.</summary>
    private void ForwardLanes(CodeWriter code, LaneSegment? segment, string title)
    {
        if (segment is not null)
            code.Line(ForwardGroup(segment, TrainingPacking, _trainingFrame, title, segment.Levels.Last) + GroupArguments(segment, LaneSegment.ForwardPart(segment.Levels.Last)));
    }

    /// <summary>The first level of what runs behind the rows.</summary>
    private void BackwardLanes(CodeWriter code, LaneSegment? segment, string title)
    {
        if (segment is not null)
            code.Line(BackwardGroup(segment, title, segment.Levels.Last) + GroupArguments(segment, segment.BackwardPart(segment.Levels.Last)));
    }

    private void Forward(CodeWriter code, IReadOnlyList<StageCall> calls)
    {
        int shared = SharedForward;
        if (shared > 0)
            code.Line("ForwardLayers(ref packed, ref memory, capacity, ref inputs, first, samples);");
        Calls(code, _training, calls.Skip(shared), explain: shared < calls.Count);
    }

    private void Backward(CodeWriter code, IReadOnlyList<StageCall> calls, IReadOnlyList<Stage> gradients)
    {
        int shared = SharedBackward;
        Calls(code, _training, calls.Take(calls.Count - shared), explain: true);
        string[] common = shared > 0 ? SharedPanels : [];
        foreach (string line in PanelLines(gradients).Where(line => !common.Contains(line)))
            code.Line(line);
        if (shared > 0)
        {
            code.Gap();
            code.Line("BackwardLayers(ref packed, ref memory, capacity, first, samples);");
        }
    }

    /// <summary>Copies of errors that both backward passes make.</summary>
    private string[] SharedPanels => PanelLines(_backwardGradients).Intersect(PanelLines(_stepGradients)).Where(line => _backward.Skip(_backward.Count - SharedBackward).Any(call => call.Operands.Any(operand => line.Contains(Kernel(operand))))).ToArray();

    private string Kernel(Operand operand) => _trainingFrame.Contains(operand.Tensor) ? $"Panels.PackRows({_trainingFrame.Reference(operand.Tensor.Name)}," : "none";

    private IEnumerable<string> PanelLines(IReadOnlyList<Stage> gradients) => gradients.OfType<OuterStage>().Select(outer => outer.Delta).Distinct()
        .Where(delta => CostModel.Padded(delta.Size) > CostModel.Lanes)
        .Select(delta => $"Panels.PackRows({_trainingFrame.Reference(delta.Name)}, {Literal.Of(_trainingFrame.Stride(delta.Name))}, ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(PanelsOf(delta)))} * capacity + first * {Literal.Of(CostModel.Lanes)}), capacity * {Literal.Of(CostModel.Lanes)}, samples);");

    /// <summary>How many calls several passes begin with alike.</summary>
    private int SharedFirst(params IReadOnlyList<StageCall>[] passes)
    {
        int shared = 0;
        while (passes.All(pass => shared < pass.Count) && passes.Select(pass => _training.BatchCall(pass[shared])).Distinct().Count() == 1)
            shared++;
        return shared;
    }

    private static string Text(Action<CodeWriter> write)
    {
        CodeWriter code = new();
        write(code);
        return code.ToString();
    }

    private void Calls(CodeWriter code, StageWriter writer, IEnumerable<StageCall> calls, bool explain)
    {
        HashSet<string> explained = [];
        foreach (StageCall call in calls)
        {
            if (explain)
                Comment(code, call, call.BatchNote, explained.Add(call.Method));
            else
                code.Line("// " + (Heading(call).FirstOrDefault() ?? Formulas(call)));
            code.Line(writer.BatchCall(call));
        }
    }

    private static string Formulas(StageCall call) => string.Join(", ", call.Note.Select(note => note.Trim().Split(' ')[0]).Distinct());

    /// <summary>What a call computes and why it does so this way; for a kernel that was explained above, what it is applied to.</summary>
    private void Comment(CodeWriter code, StageCall call, string note, bool isNew)
    {
        code.Gap();
        if (!isNew && Heading(call).FirstOrDefault() is { } heading)
        {
            code.Line($"// {heading}, as above");
            return;
        }

        foreach (string line in Heading(call).Concat(call.Note))
            code.Line("// " + line);
        if (note.Length > 0)
            code.Line("// " + note);
    }

    private IEnumerable<string> Heading(StageCall call)
    {
        if (call.Stage is not DenseStage dense)
            return [];
        Block? block = _program.Training.Blocks.Concat(_program.Inference.Blocks).FirstOrDefault(candidate => candidate.Statements.Contains(dense.Product) || candidate.Statements.Any(statement => statement.Target.Tensor.Name == dense.Product.Target.Tensor.Name));
        if (dense.Product.Target.Tensor.Role == TensorRole.Tangent)
            return [$"The change of {Owner(dense.Weights)} along an input: {Numbers.Text(dense.Inputs)} -> {Numbers.Text(dense.Units)}"];
        if (dense.Transposed || block is null)
            return [$"Backward through {Owner(dense.Weights)}: {Numbers.Text(dense.Inputs)} -> {Numbers.Text(dense.Units)}"];
        string epilogue = string.Concat(dense.Epilogue.Select(map => ", " + NetworkProgram.Pascal(map.Target.Tensor.Name)));
        return
        [
            $"{block.Node.Name}{epilogue}: {block.Node.Input} -> {block.Node.Output}, {Numbers.Grouped(block.Node.Parameters.Sum(parameter => parameter.Spec.Shape.Size))} parameters",
            $"    {block.Node.Layer.Formula(block.Node.Input)}",
            .. dense.Epilogue.Select(map => $"    {map.Target.Tensor.Name} = {Formula.Of(map.Value)}, in the store"),
        ];
    }

    private string Owner(Tensor weights) =>
        _program.Graph.Nodes.First(node => node.Parameters.Any(parameter => parameter.Equals(_program.Parameters[weights]) && weights.Name.StartsWith(NetworkProgram.Camel(node.Name), StringComparison.Ordinal))).Name;

    private void CopyInputs(CodeWriter code, StageWriter writer, Frame frame)
    {
        if (writer.CopiesInputs)
            code.Line($"Panels.CopyIn(ref Unsafe.Add(ref inputs, first * InputSize), InputSize, {frame.Reference(Input.Name)}, {Literal.Of(frame.Stride(Input.Name))}, samples);");
    }

    private void CopyTargets(CodeWriter code)
    {
        if (_training.CopiesTargets)
            code.Line($"Panels.CopyIn(ref Unsafe.Add(ref targets, first * TargetSize), TargetSize, {_trainingFrame.Reference(_target!.Name)}, {Literal.Of(_trainingFrame.Stride(_target.Name))}, samples);");
    }

    private static void CopyOutputs(CodeWriter code, Frame frame, Tensor output)
    {
        code.Gap();
        code.Line($"Panels.CopyOut({frame.Reference(output.Name)}, {Literal.Of(frame.Stride(output.Name))}, ref Unsafe.Add(ref outputs, first * OutputSize), OutputSize, samples);");
    }

    /// <summary>Copies a gradient of the caller's into the frame.</summary>
    public string CopyOutputGradient => $"Panels.CopyIn(ref MemoryMarshal.GetReference(outputGradients), OutputSize, ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(OutputGradient!.Name))} * capacity), {Literal.Of(_trainingFrame.Stride(OutputGradient.Name))}, samples);";

    /// <summary>Copies the gradient of the input to the caller's.</summary>
    /// <param name="samples">The number of samples as C#.</param>
    public string CopyInputGradient(string samples) => $"Panels.CopyOut(ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(InputGradientRow.Name))} * capacity), {Literal.Of(_trainingFrame.Stride(InputGradientRow.Name))}, ref MemoryMarshal.GetReference(inputGradients), InputSize, {samples});";

    /// <summary>The row of the gradient of the input, which <c>Backward</c> and <c>LossAndGradient</c> have in one place.</summary>
    private Tensor InputGradientRow => (InputGradient ?? LossInputGradient)!;

    /// <summary>The argument of <c>Workspace.Create</c> that says where the states lie, with the comma before it.</summary>
    public string StateLayout => States is null ? string.Empty : ", " + States.Layout(_trainingFrame);

    /// <summary>Where the losses of the samples lie, in elements for each sample of the capacity.</summary>
    public int LossOffset => _trainingFrame.Offset(_lossValue!.Name);

    public int SeedOffset => _trainingFrame.Offset(_lossSeed!.Name);
}
