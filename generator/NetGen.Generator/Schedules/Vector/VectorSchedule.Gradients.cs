using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Lanes;

namespace NetGen.Generator.Schedules.Vector;

/// <content>The gradients of parameters: sums over the samples as C#.</content>
internal sealed partial class VectorSchedule
{
    public void WriteStepGradients(CodeWriter code) => WriteGradients(code, StepLanes, _stepGradients, _stepPlain);

    public void WriteBackwardGradients(CodeWriter code) => WriteGradients(code, TrainingLanes, _backwardGradients, _backwardPlain);

    /// <summary>Where <c>Backward</c> finds the inputs that <c>ForwardTraining</c> kept, as C#.</summary>
    public string KeptInputs => _keepsInput ? $"ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(Input.Name))} * capacity)" : "ref memory";

    /// <summary>Sums over the samples: rows of matrices are shared out, the rest goes piece by piece.</summary>
    private void WriteGradients(CodeWriter code, LaneSegment? lanes, IReadOnlyList<Stage> stages, IReadOnlyList<StageCall> plain)
    {
        code.Line("// The gradient of a weight is what came in times the error that went out, summed over the samples in their order.");
        int turns = 0, nextPlain = 0;
        HashSet<string> written = [];
        IEnumerable<string> sums = stages.Select(stage => stage switch
        {
            OuterStage outer => outer.Gradient.Name,
            ColumnSumStage sum => sum.Gradient.Name,
            ScalarStage scalar => scalar.Statement.Target.Tensor.Name,
            _ => throw new InvalidOperationException($"{stage.GetType().Name} sums no gradient."),
        });
        SharedGradients shared = new(_gradientPlaces, sums.Concat(lanes?.Gradients.Select(gradient => gradient.Name) ?? []));
        WritePartials(code, lanes, written, shared);
        foreach (Stage stage in stages)
        {
            switch (stage)
            {
                case OuterStage outer:
                    written.Add(outer.Gradient.Name);
                    Outer(code, outer, shared.Begin(outer.Gradient.Name));
                    break;
                case ColumnSumStage sum:
                    written.Add(sum.Gradient.Name);
                    string columns = _gradients.ColumnSums(sum.Gradient.Size);
                    code.Gap();
                    code.Line($"// {sum.Gradient.Name}[o] = sum over samples of {sum.Source.Name}[o]");
                    GradientShare columnShare = shared.Begin(sum.Gradient.Name);
                    code.Line($"if ({(columnShare.IsShared ? Turn(0) : Turn(turns++))})");
                    code.Line($"    {columns}(ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(sum.Source.Name))} * capacity), {Gradient(sum.Gradient)}, {columnShare.Accumulate}, samples);");
                    break;
                case ScalarStage:
                    StageCall call = plain[nextPlain++];
                    Tensor target = ((ScalarStage)stage).Statement.Target.Tensor;
                    GradientShare share = shared.Begin(target.Name);
                    written.Add(target.Name);
                    code.Gap();
                    foreach (string note in call.Note)
                        code.Line("// " + note);
                    using (code.Block($"if ({(share.IsShared ? Turn(0) : Turn(turns++))})"))
                    {
                        if (!share.Continues)
                        {
                            code.Line("if (!accumulate)");
                            code.Line($"    MemoryMarshal.CreateSpan({Gradient(target)}, {Literal.Of(target.Size)}).Clear();");
                        }

                        string arguments = string.Join(", ", call.Operands.Select(operand => operand.Kind switch
                        {
                            OperandKind.Gradient => Gradient(operand.Tensor),
                            OperandKind.Parameter => TrainingPacking.Reference(operand.Tensor, PackedForm.Row),
                            _ => $"ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(operand.Tensor.Name))} * capacity)",
                        }));
                        code.Line($"{call.Method}({arguments}, samples);");
                    }

                    break;
            }
        }

        foreach (KeyValuePair<string, NodeParameter> place in _gradientPlaces.Where(place => !written.Contains(place.Key) && shared.IsFirst(place.Key, written)))
        {
            code.Gap();
            code.Line($"// {place.Key} is zero: {(place.Value.Spec.Frozen ? "the layer is frozen" : "nothing flows back to it")}.");
            code.Line($"if (!accumulate && {Turn(turns++)})");
            code.Line($"    MemoryMarshal.CreateSpan(ref {Strides.Element("gradients", Literal.Of(place.Value.Offset))}, {Literal.Of((int)place.Value.Spec.Shape.Size)}).Clear();");
        }
    }

    private static string Turn(int turn) => turn == 0 ? "piece == 0" : $"piece == {Literal.Of(turn)} % pieces";

    private void Outer(CodeWriter code, OuterStage outer, GradientShare share)
    {
        int inputs = outer.Gradient.Extents[0], units = outer.Gradient.Extents[1];
        bool padded = units % CostModel.Lanes != 0;
        bool direct = outer.Input.Role == TensorRole.Input && !_training.CopiesInputs;
        string method = _gradients.Outer(inputs, units, direct ? outer.Input.Size : _trainingFrame.Stride(outer.Input.Name));
        string input = direct ? "ref inputs" : $"ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(outer.Input.Name))} * capacity)";
        bool panels = CostModel.Padded(units) > CostModel.Lanes;
        string errors = $"ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(panels ? PanelsOf(outer.Delta) : outer.Delta.Name))} * capacity), {(panels ? $"capacity * {Literal.Of(CostModel.Lanes)}" : "0")}";
        code.Gap();
        code.Line($"// {outer.Gradient.Name}[i, o] = sum over samples of {outer.Input.Name}[i] * {outer.Delta.Name}[o]");
        if (!padded)
        {
            if (share.IsShared)
                code.Line($"if ({Turn(0)})");
            code.Line($"{(share.IsShared ? "    " : string.Empty)}{method}({input}, {errors}, {Gradient(outer.Gradient)}, {share.Accumulate}, {share.Pieces}, samples);");
            return;
        }

        using (code.Block(share.IsShared ? $"if ({Turn(0)})" : null))
        {
            string scratch = TrainingPacking.Reference(outer.Gradient, PackedForm.Gradient);
            string width = Literal.Of(CostModel.Padded(units));
            code.Line($"// Rows of {Literal.Of(units)} are summed in rows of {width}, then moved together.");
            code.Line(share.IsShared ? $"nint row = 0, end = {Literal.Of(inputs)};" : $"nint row = {Literal.Of(inputs)} * (nint)piece / pieces, end = {Literal.Of(inputs)} * ((nint)piece + 1) / pieces;");
            code.Line($"if ({share.Accumulate})");
            code.Line($"    Panels.CopyIn(ref Unsafe.Add({Gradient(outer.Gradient)}, row * {Literal.Of(units)}), {Literal.Of(units)}, ref Unsafe.Add({scratch}, row * {width}), {width}, end - row);");
            code.Line($"{method}({input}, {errors}, {scratch}, {share.Accumulate}, {share.Pieces}, samples);");
            code.Line($"Panels.CopyOut(ref Unsafe.Add({scratch}, row * {width}), {width}, ref Unsafe.Add({Gradient(outer.Gradient)}, row * {Literal.Of(units)}), {Literal.Of(units)}, end - row);");
        }
    }

    private string Gradient(Tensor gradient) => $"ref {Strides.Element("gradients", Literal.Of(_gradientPlaces[gradient.Name].Offset))}";
}
