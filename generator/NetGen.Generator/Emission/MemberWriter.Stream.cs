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
        Step("One step of a sequence in inference mode, to the bit as <c>Forward</c> on all of it; where that gives its last value only, what it gives if the sequence ends here.", () =>
        {
            if (schedule.StreamsFlat)
            {
                using (code.Block("if (_hasSlack)"))
                {
                    StreamScratch();
                    code.Line("StepFlat(ref MemoryMarshal.GetReference(_parameters.Span), ref memory, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), ref state[0]);");
                    code.Line("return;");
                }

                code.Line();
            }

            code.Line($"ref {_number} packed = ref ThreadScratch<{_number}>.Get(InferencePacked + {Literal.Of(schedule.StreamElements)});");
            code.Line($"PackForInference(ref MemoryMarshal.GetReference(_parameters.Span), ref packed{PackedBuffers("_buffers")});");
            code.Line("StepPacked(ref packed, ref Unsafe.Add(ref packed, InferencePacked), ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), ref state[0]);");
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

    /// <summary>The step of a prepared network.</summary>
    private void PreparedStep() => Step("One step of a sequence, to the bit as the network itself.", () =>
    {
        StreamScratch();
        code.Line("StepPacked(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref memory, ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(output), ref state[0]);");
    });

    /// <summary>Of the thread: memory on the stack would be cleared at every call.</summary>
    private void StreamScratch() => code.Line($"ref {_number} memory = ref ThreadScratch<{_number}>.Get({Literal.Of(schedule.StreamElements)});");

    private void Step(string summary, Action body)
    {
        code.Line($"/// <summary>{summary}</summary>");
        code.Line("/// <param name=\"input\">The numbers of the step.</param>");
        code.Line("/// <param name=\"output\">What the step puts out.</param>");
        code.Line("/// <param name=\"state\">What is kept of the steps before; the step brings it up to date.</param>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (code.Block($"public void Step(ReadOnlySpan<{_number}> input, Span<{_number}> output, ref State state)"))
        {
            code.Line("NetworkArguments.Step(input, StepInputSize, output, StepOutputSize);");
            CheckIndices("input");
            body();
        }

        code.Line();
    }
}
