using NetGen.Generator.Algebra;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;

namespace NetGen.Generator.Schedules.Vector;

/// <content>The order in which each pass runs its statements, held against the order of the list.</content>
internal sealed partial class VectorSchedule
{
    /// <summary><c>ForwardTraining</c>, then <c>Backward</c> with the gradients of the parameters and of the input.</summary>
    private void VerifyTraining(IReadOnlyList<Statement> forward, IReadOnlyList<Statement> backward, SegmentSplit split, BackwardParts needed, BackwardParts input)
    {
        Statement[] updates = [.. _program.Training.Updates];
        OrderVerifier.Check(
            "training",
            [.. forward, .. updates, .. backward],
            [
                .. ForwardSteps(TrainingLanes), .. OnRows(split.Rows), .. OnRows(updates),
                .. OnRows(needed.Rows.Where(IsOfSamples)), .. BackwardSteps(TrainingLanes), .. OnRows(needed.Rows.Where(statement => !IsOfSamples(statement))),
                .. OnRows(input.Rows), .. InputSteps(TrainingLanes, input.Lanes),
            ],
            [OutputGradient!, .. States?.FinalGradient ?? []],
            [TrainingOutput, .. States?.Final ?? [], .. StateGradients, .. InputGradient is null ? Array.Empty<Tensor>() : [InputGradient]]);
    }

    /// <summary><c>LossAndGradient</c>.</summary>
    private void VerifyStep(IReadOnlyList<Statement> forward, IReadOnlyList<Statement> backward, IReadOnlyList<Statement> value, SegmentSplit split, BackwardParts needed, BackwardParts input)
    {
        Statement[] updates = [.. _program.Training.Updates];
        OrderVerifier.Check(
            "the loss and its gradient",
            [.. forward, .. value, .. backward, .. updates],
            [
                .. ForwardSteps(StepLanes), .. OnRows(split.Rows), .. OnRows(value),
                .. OnRows(needed.Rows.Where(IsOfSamples)), .. BackwardSteps(StepLanes), .. OnRows(needed.Rows.Where(statement => !IsOfSamples(statement))),
                .. OnRows(input.Rows), .. InputSteps(StepLanes, input.Lanes), .. OnRows(updates),
            ],
            [_lossSeed!, .. States?.FinalGradient ?? []],
            [_lossValue!, .. States?.Final ?? [], .. StateGradients, .. LossInputGradient is null ? Array.Empty<Tensor>() : [LossInputGradient]]);
    }

    /// <summary>The rows that must be in memory for later steps of a pass, and for its caller.</summary>
    /// <param name="later">The steps.</param>
    /// <param name="wanted">What is read after all of them.</param>
    private static HashSet<Tensor> RowsReadBy(IEnumerable<ScheduleStep> later, IEnumerable<Tensor> wanted)
    {
        HashSet<Tensor> read = [.. wanted];
        foreach (ScheduleStep step in later)
        {
            if (step is { Copied: { } copied, Space: MemorySpace.Lanes })
                read.Add(copied);
            else if (step is { Statement: { } statement, Space: MemorySpace.Rows })
                read.UnionWith((statement.Accumulate ? statement.Reads.Append(statement.Target) : statement.Reads).Select(access => access.Tensor));
        }

        return read;
    }

    private static bool IsOfSamples(Statement statement) => statement.Target.Tensor.PerSample;

    private static IEnumerable<ScheduleStep> OnRows(IEnumerable<Statement> statements) => ScheduleStep.In(MemorySpace.Rows, statements);

    private static IEnumerable<ScheduleStep> ForwardSteps(LaneSegment? segment) => segment is null ? [] :
    [
        .. Levels(segment.Levels.Forward, number => number == 0 ? [] : segment.Levels.Before(number)),
        .. ScheduleStep.CopiesTo(MemorySpace.Rows, segment.Crossing),
    ];

    private IEnumerable<ScheduleStep> BackwardSteps(LaneSegment? segment) => segment is null ? [] :
    [
        .. ScheduleStep.CopiesTo(MemorySpace.Lanes, segment.ReturningBack),
        .. Levels(segment.Levels.Backward, number => number == 0 ? [] : segment.Levels.Before(segment.Levels.Last + number)),
        .. ScheduleStep.CopiesTo(MemorySpace.Rows, StateGradients),
    ];

    private IEnumerable<ScheduleStep> InputSteps(LaneSegment? segment, IReadOnlyList<Statement> statements) => segment is null || (InputGradient ?? LossInputGradient) is not { } gradient ? [] :
    [
        .. ScheduleStep.CopiesTo(MemorySpace.Lanes, segment.ReturningLast),
        .. ScheduleStep.In(MemorySpace.Lanes, statements),
        .. ScheduleStep.CopiesTo(MemorySpace.Rows, segment.Frame.Contains(gradient) ? [gradient] : []),
    ];

    private static IEnumerable<ScheduleStep> Levels(IReadOnlyList<IReadOnlyList<Statement>> levels, Func<int, IReadOnlyList<Statement>> before) =>
        levels.SelectMany((level, number) => ScheduleStep.In(MemorySpace.Lanes, before(number).Concat(level)));
}
