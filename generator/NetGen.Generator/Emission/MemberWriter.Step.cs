using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <content>A training step: as a whole, and in phases of pieces.</content>
internal sealed partial class MemberWriter
{
    /// <summary>The argument that says whether a step keeps what the gradient of the input needs, where it would not otherwise.</summary>
    private string Keeps(string value) => schedule.StepMayKeep ? ", " + value : string.Empty;

    /// <summary>Whether the targets say what a sample counts.</summary>
    private bool CountsTargets => _graph.Loss is { IgnoreIndex: not null } or { StepWeights: > 0 };

    /// <summary>The arguments of <c>Begin</c>.</summary>
    private string BeginArguments => $"{(CountsTargets ? "targets, " : string.Empty)}workspace, context, batch";

    /// <summary>A whole step in one piece.</summary>
    private void Step()
    {
        code.Line("int batch = CheckStep(inputs, targets, parameterGradients, workspace, context);");
        code.Line("bool wantsInputs = !inputGradients.IsEmpty;");
        using (code.Block("if (wantsInputs)"))
        {
            code.Line("NetworkArguments.Length(nameof(inputGradients), batch, InputSize, inputGradients.Length);");
            foreach (string read in new[] { "inputs", "targets", "parameterGradients" })
                code.Line($"NetworkArguments.Separate<{_number}>(nameof({read}), {read}, nameof(inputGradients), inputGradients);");
            Unowned("inputGradients");
        }

        code.Line();
        code.Line(Taken);
        code.Line($"Begin({BeginArguments});");
        code.Line("for (int phase = 0; phase < Phases; phase++)");
        code.Line($"    Run(phase, 0, 1, inputs, targets, parameterGradients, workspace, context{Keeps("wantsInputs")});");
        using (code.Block("if (wantsInputs)"))
        {
            if (schedule.HasStepInputs)
            {
                Memory();
                if (schedule.PacksForInput)
                    code.Line("PackForInputs(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
                code.Line("nint capacity = workspace.MaxBatch;");
                code.Line($"{(schedule.SharesInputs ? "BackwardInputs" : "StepInputs")}(ref packed, ref memory, capacity, 0, batch);");
                code.Line(schedule.CopyInputGradient("batch"));
            }
            else
            {
                code.Line("// Nothing flows back to the input.");
                code.Line("inputGradients.Clear();");
            }
        }

        code.Line();
        code.Line($"return End(workspace, batch{EndContext});");
    }

    /// <summary>The members that trainers run a step by, piece by piece.</summary>
    private void Phases(string self, string data)
    {
        using (code.Block($"void {self}BeginStep({data})"))
        {
            code.Line("int batch = CheckStep(inputs, targets, parameterGradients, workspace, context);");
            code.Line(Taken);
            code.Line($"Begin({BeginArguments});");
            code.Line("workspace.OpenStep(batch);");
        }

        code.Line();
        using (code.Block($"void {self}RunPhase(int phase, int piece, int pieces, {data})"))
        {
            code.Line("NetworkArguments.Workspace(workspace, Description, 0);");
            code.Line("NetworkArguments.Phase(phase, Phases, piece, pieces);");
            code.Line("using var use = workspace.UsePiece();");
            code.Line("NetworkArguments.Length(nameof(inputs), workspace.StepSamples, InputSize, inputs.Length);");
            code.Line("NetworkArguments.Length(nameof(targets), workspace.StepSamples, TargetSize, targets.Length);");
            code.Line("NetworkArguments.Length(nameof(parameterGradients), 1, ParameterCount, parameterGradients.Length);");
            CheckMasks("workspace.StepSamples");
            code.Line($"Run(phase, piece, pieces, inputs, targets, parameterGradients, workspace, context{Keeps("false")});");
        }

        code.Line();
        using (code.Block($"{_number} {self}EndStep(Workspace workspace, in TrainingContext<{_number}> context)"))
        {
            code.Line("NetworkArguments.Workspace(workspace, Description, 0);");
            code.Line("using var use = workspace.UseEnd(out int batch);");
            code.Line($"return End(workspace, batch{EndContext});");
        }
    }

    private void End()
    {
        string total = $"BatchLoss.Total<{_number}>(workspace, Losses(workspace, batch), Seeds(workspace, batch){(HasPenalties ? ", context.Accumulate ? 0 : Penalties()" : string.Empty)})";
        if (EndContext.Length == 0)
        {
            code.Line($"private static {_number} End(Workspace workspace, int batch) => {total};");
            code.Line();
            return;
        }

        using (code.Block($"private {_number} End(Workspace workspace, int batch, in TrainingContext<{_number}> context)"))
        {
            if (schedule.UpdatesBuffers)
            {
                code.Line("if (!context.KeepBuffers)");
                code.Line($"    UpdateBuffers(ref MemoryMarshal.GetReference(workspace.Memory<{_number}>()), ref MemoryMarshal.GetReference(_buffers.Span), batch);");
            }

            code.Line($"return {total};");
        }

        code.Line();
        if (HasPenalties)
            Penalties();
    }

    /// <summary>The samples of a piece, level by level where statistics of the whole batch come between.</summary>
    private void StepLevels()
    {
        string step = $"StepSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets), first, end - first{Keeps("keeps")}{(schedule.Draws ? ", context" : string.Empty)});";
        if (schedule.StepLevels == 0)
        {
            code.Line("    if (first < end)");
            code.Line("        " + step);
            code.Line("    break;");
            return;
        }

        using (code.Indent())
        {
            code.Line("if (first >= end)");
            code.Line("    break;");
            for (int level = 0; level <= schedule.StepLevels; level++)
            {
                using (code.Block($"{(level == 0 ? string.Empty : "else ")}if (phase == {Literal.Of(1 + (2 * level))})"))
                {
                    if (level == schedule.StepRows)
                        code.Line(step);
                    else
                        schedule.CallStepLevel(code, level);
                }
            }

            code.Line();
            code.Line("break;");
        }

        for (int level = 1; level <= schedule.StepLevels; level++)
        {
            code.Line($"case {Literal.Of(2 * level)}:");
            code.Line("    // A statistic of the whole batch has one owner.");
            code.Line("    if (piece == 0)");
            using (code.Indent())
            using (code.Block())
                schedule.CallStepOnce(code, level);
            code.Line("    break;");
        }
    }
}
