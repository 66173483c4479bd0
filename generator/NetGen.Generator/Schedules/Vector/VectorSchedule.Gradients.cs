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
        // Contributions to one gradient stay with one piece, in their order.
        Dictionary<string, int> turnOf = [];
        int TurnOf(string gradient)
        {
            if (!turnOf.TryGetValue(gradient, out int turn))
                turnOf.Add(gradient, turn = turns++);
            return turn;
        }

        HashSet<string> written = [];
        WritePartials(code, lanes, written);
        foreach (Stage stage in stages)
        {
            switch (stage)
            {
                case OuterStage outer:
                    Outer(code, outer, again: !written.Add(outer.Gradient.Name));
                    break;
                case ColumnSumStage sum:
                    written.Add(sum.Gradient.Name);
                    string columns = _gradients.ColumnSums(sum.Gradient.Size);
                    code.Gap();
                    code.Line($"// {sum.Gradient.Name}[o] = sum over samples of {sum.Source.Name}[o]");
                    code.Line($"if ({Turn(TurnOf(sum.Gradient.Name))})");
                    code.Line($"    {columns}(ref Unsafe.Add(ref memory, {Literal.Of(_trainingFrame.Offset(sum.Source.Name))} * capacity), {Gradient(sum.Gradient)}, accumulate, samples);");
                    break;
                case ScalarStage:
                    StageCall call = plain[nextPlain++];
                    Tensor target = ((ScalarStage)stage).Statement.Target.Tensor;
                    bool again = !written.Add(target.Name);
                    code.Gap();
                    foreach (string note in call.Note)
                        code.Line("// " + note);
                    using (code.Block($"if ({Turn(TurnOf(target.Name))})"))
                    {
                        if (!again)
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

        foreach (KeyValuePair<string, NodeParameter> place in _gradientPlaces.Where(place => !written.Contains(place.Key)))
        {
            code.Gap();
            code.Line($"// {place.Key} is zero: {(place.Value.Spec.Frozen ? "the layer is frozen" : "nothing flows back to it")}.");
            code.Line($"if (!accumulate && {Turn(turns++)})");
            code.Line($"    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref gradients, {Literal.Of(place.Value.Offset)}), {Literal.Of((int)place.Value.Spec.Shape.Size)}).Clear();");
        }
    }

    private static string Turn(int turn) => turn == 0 ? "piece == 0" : $"piece == {Literal.Of(turn)} % pieces";

    /// <param name="code">Where it goes.</param>
    /// <param name="outer">The gradient of a matrix.</param>
    /// <param name="again">Whether it adds to what an earlier stage has left there. Pieces have the same rows in both.</param>
    private void Outer(CodeWriter code, OuterStage outer, bool again)
    {
        string accumulate = again ? "accumulate: true" : "accumulate";
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
            code.Line($"{method}({input}, {errors}, {Gradient(outer.Gradient)}, {accumulate}, piece, pieces, samples);");
            return;
        }

        using (code.Block())
        {
            string scratch = TrainingPacking.Reference(outer.Gradient, PackedForm.Gradient);
            string width = Literal.Of(CostModel.Padded(units));
            code.Line($"// Rows of {Literal.Of(units)} are summed in rows of {width}, then moved together.");
            code.Line($"nint row = {Literal.Of(inputs)} * (nint)piece / pieces, end = {Literal.Of(inputs)} * ((nint)piece + 1) / pieces;");
            if (!again)
                code.Line("if (accumulate)");
            code.Line($"{(again ? string.Empty : "    ")}Panels.CopyIn(ref Unsafe.Add({Gradient(outer.Gradient)}, row * {Literal.Of(units)}), {Literal.Of(units)}, ref Unsafe.Add({scratch}, row * {width}), {width}, end - row);");
            code.Line($"{method}({input}, {errors}, {scratch}, {accumulate}, piece, pieces, samples);");
            code.Line($"Panels.CopyOut(ref Unsafe.Add({scratch}, row * {width}), {width}, ref Unsafe.Add({Gradient(outer.Gradient)}, row * {Literal.Of(units)}), {Literal.Of(units)}, end - row);");
        }
    }

    private string Gradient(Tensor gradient) => $"ref Unsafe.Add(ref gradients, {Literal.Of(_gradientPlaces[gradient.Name].Offset)})";
}
