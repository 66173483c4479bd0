using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules;

/// <summary>Where the numbers of the samples lie while a statement runs.</summary>
internal enum MemorySpace
{
    /// <summary>A row for each sample.</summary>
    Rows,

    /// <summary>A sample in each lane of a vector.</summary>
    Lanes,
}

/// <summary>One step of a schedule: a statement in one memory, or a tensor copied into it from the other.</summary>
internal sealed record ScheduleStep
{
    private ScheduleStep(MemorySpace space, Statement? statement, Tensor? copied)
    {
        Space = space;
        Statement = statement;
        Copied = copied;
    }

    /// <summary>Where the statement runs, or where the copy ends.</summary>
    public MemorySpace Space { get; }

    /// <summary>The statement; null for a copy.</summary>
    public Statement? Statement { get; }

    /// <summary>The tensor that is copied; null for a statement.</summary>
    public Tensor? Copied { get; }

    /// <summary>Statements that run in one memory.</summary>
    public static IEnumerable<ScheduleStep> In(MemorySpace space, IEnumerable<Statement> statements) => statements.Select(statement => new ScheduleStep(space, statement, null));

    /// <summary>Copies into one memory from the other.</summary>
    public static IEnumerable<ScheduleStep> CopiesTo(MemorySpace space, IEnumerable<Tensor> tensors) => tensors.Select(tensor => new ScheduleStep(space, null, tensor));
}
