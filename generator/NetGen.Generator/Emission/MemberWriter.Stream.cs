using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <content>One step of a sequence at a time, with a state of the caller's.</content>
internal sealed partial class MemberWriter
{
    private void StreamMembers()
    {
        StreamProgram stream = program.Streaming!;
        Constant("StepInputSize", stream.Graph.Input.Size, "The numbers of one step of the input.");
        Constant("StepOutputSize", stream.Graph.Output.Size, "The numbers that a step puts out.");
        Constant("ReceptiveField", stream.ReceptiveField ?? 0, stream.ReceptiveField is null
            ? "The steps that an output depends on: 0, because the past never fades."
            : "The steps that an output depends on, the one at hand included.");
        code.Line("/// <summary>");
        code.Line($"/// What is kept of the steps so far: {Literal.Of(stream.State.Before.Size)} numbers. A new one, all zero, is the start of a sequence; a copy of it is a point to return to.");
        code.Line("/// </summary>");
        // Behind the numbers there is room for a vector that reads over their end.
        code.Line($"[InlineArray({Literal.Of(stream.State.Before.Size + CostModel.Lanes)})]");
        using (code.Block("public struct State"))
        {
            code.Line($"private {_number} _first;");
            code.Line();
            code.Line("/// <summary>The numbers, to be saved or compared.</summary>");
            code.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
            code.Line($"public Span<{_number}> Values => MemoryMarshal.CreateSpan(ref _first, {Literal.Of(stream.State.Before.Size)});");
        }

        code.Line();
        StepMembers("in inference mode, to the bit as <c>Forward</c> on all of it; where that gives its last value only, what it gives if the sequence ends here", call =>
        {
            Unowned(call.Written);
            if (schedule.StreamsFlat)
            {
                using (code.Block("if (_hasSlack)"))
                {
                    StreamScratch();
                    call.Write("StepFlat", "ref MemoryMarshal.GetReference(_parameters.Span), ref memory");
                    code.Line("return;");
                }

                code.Line();
            }

            code.Line($"ref {_number} packed = ref ThreadScratch<{_number}>.Get(InferencePacked + {Literal.Of(schedule.StreamElements)});");
            code.Line($"PackForInference(ref MemoryMarshal.GetReference(_parameters.Span), ref packed{PackedBuffers("_buffers")});");
            call.Write("StepPacked", "ref packed, ref Unsafe.Add(ref packed, InferencePacked)");
        });
        foreach (bool flat in schedule.StreamsFlat ? new[] { true, false } : [false])
        {
            code.Line($"/// <summary>One step, parameters {(flat ? "as they lie" : "packed")}.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void {(flat ? "StepFlat" : "StepPacked")}(ref {_number} {(flat ? "parameters" : "packed")}, ref {_number} memory, ref {_number} source, ref {_number} target, ref {_number} state)"))
                schedule.WriteStream(code, flat);
            code.Line();
        }
    }

    /// <summary>The steps of a prepared network.</summary>
    private void PreparedSteps() => StepMembers("to the bit as the network itself", call =>
    {
        StreamScratch();
        call.Write("StepPacked", "ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref memory");
    });

    /// <summary>Of the thread: memory on the stack would be cleared at every call.</summary>
    private void StreamScratch() => code.Line($"ref {_number} memory = ref ThreadScratch<{_number}>.Get({Literal.Of(schedule.StreamElements)});");

    /// <summary><c>Step</c> and <c>Steps</c>.</summary>
    /// <param name="summary">How they do it.</param>
    /// <param name="body">Writes what comes behind the checks.</param>
    private void StepMembers(string summary, Action<StepCall> body)
    {
        code.Line($"/// <summary>One step of a sequence, {summary}.</summary>");
        code.Line("/// <param name=\"input\">The numbers of the step.</param>");
        code.Line("/// <param name=\"output\">What the step puts out.</param>");
        code.Line("/// <param name=\"state\">What is kept of the steps before; the step brings it up to date.</param>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (code.Block($"public void Step(ReadOnlySpan<{_number}> input, Span<{_number}> output, ref State state)"))
        {
            code.Line("NetworkArguments.Step(input, StepInputSize, output, StepOutputSize, state.Values);");
            CheckIndices("input", ofSteps: true);
            body(new StepCall("output", (method, memories) =>
                code.Line($"{method}({memories}, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), ref state[0]);")));
        }

        code.Line();
        code.Line("/// <summary>Any number of steps of a sequence, one behind the other, with the bits of as many calls of <c>Step</c>.</summary>");
        code.Line("/// <param name=\"inputs\">The numbers of the steps, <see cref=\"StepInputSize\"/> each.</param>");
        code.Line("/// <param name=\"outputs\">What the steps put out, <see cref=\"StepOutputSize\"/> numbers each.</param>");
        code.Line("/// <param name=\"state\">What is kept of the steps before; the steps bring it up to date.</param>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (code.Block($"public void Steps(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs, ref State state)"))
        {
            code.Line("int steps = NetworkArguments.Steps(inputs, StepInputSize, outputs, StepOutputSize, state.Values);");
            CheckIndices(ofSteps: true);
            body(new StepCall("outputs", (method, memories) =>
            {
                code.Line("for (nint step = 0; step < steps; step++)");
                code.Line($"    {method}({memories}, ref Unsafe.Add(ref MemoryMarshal.GetReference(inputs), step * StepInputSize), ref Unsafe.Add(ref MemoryMarshal.GetReference(outputs), step * StepOutputSize), ref state[0]);");
            }));
        }

        code.Line();
    }

    /// <summary>What differs between one step and several.</summary>
    /// <param name="Written">The span that is written.</param>
    /// <param name="Write">Writes the call of the method of one step, given its name and where parameters and scratch memory lie, once or in a loop.</param>
    private sealed record StepCall(string Written, Action<string, string> Write);
}
