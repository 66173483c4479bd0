using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>A stage as a method, and what it is called with.</summary>
/// <param name="Method">The method.</param>
/// <param name="Operands">The tensors whose first elements it is given, in order.</param>
/// <param name="Stage">The stage.</param>
internal sealed record SegmentCall(SizedMethod Method, IReadOnlyList<Tensor> Operands, SegmentStage Stage)
{
    /// <summary>What it sums over the samples of a group: its operand is the place of the lanes' sums.</summary>
    public Tensor? Summed { get; init; }

    /// <summary>The loop over time that it stands in.</summary>
    public TimeStage? Loop { get; init; }

    /// <summary>Arguments behind the operands.</summary>
    public string Rest { get; init; } = string.Empty;

    /// <summary>The calls of stages, those of the steps of a loop in their place.</summary>
    public static IEnumerable<SegmentCall> Each(IEnumerable<SegmentStage> stages, Func<SegmentStage, SegmentCall> write) =>
        stages.SelectMany(stage => stage is TimeStage time ? time.Steps.Select(step => write(step) with { Loop = time }) : [write(stage)]);

    /// <summary>Writes calls one after the other, those of a loop over time within that loop.</summary>
    public static void Write(CodeWriter code, IReadOnlyList<SegmentCall> calls, Action<SegmentCall> write)
    {
        for (int next = 0; next < calls.Count;)
        {
            if (calls[next].Loop is not { Loop: var loop } stage)
            {
                write(calls[next++]);
                continue;
            }

            string time = loop.Time.Name, last = Literal.Of(loop.Time.Extent - 1);
            code.Gap();
            using (code.Block(loop.IsDescending ? $"for (nint {time} = {last}; {time} >= 0; {time}--)" : $"for (nint {time} = 0; {time} <= {last}; {time}++)"))
            {
                while (next < calls.Count && ReferenceEquals(calls[next].Loop, stage))
                    write(calls[next++]);
            }
        }
    }

    /// <summary>Where a slice of one step lies; null for a tensor that lies in one place.</summary>
    public TimeSlice? SliceOf(Tensor tensor) => Loop is not null && Loop.Slices.TryGetValue(tensor, out TimeSlice? slice) ? slice : null;

    /// <summary>The first element of a slice, in elements from the start of the frame.</summary>
    /// <param name="start">Where its tensor starts.</param>
    /// <param name="slice">The slice.</param>
    public string Place(int start, TimeSlice slice)
    {
        string step = slice.Step == 1 ? Loop!.Loop.Time.Name : $"{Loop!.Loop.Time.Name} * {Literal.Of(slice.Step)}";
        int first = start + slice.Offset;
        return first == 0 ? step : $"{Literal.Of(first)} + {step}";
    }
}
