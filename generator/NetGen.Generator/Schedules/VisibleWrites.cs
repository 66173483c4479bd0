using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules;

/// <summary>Which writes each statement sees of the tensors that it reads, in one order of the statements.</summary>
internal sealed class VisibleWrites
{
    private static readonly HashSet<int> s_none = [];

    private readonly Dictionary<(int Place, Tensor Tensor), HashSet<int>> _reads = [];
    private readonly Dictionary<(MemorySpace Space, Tensor Tensor), HashSet<int>> _writes = [];
    private readonly HashSet<(MemorySpace Space, Tensor Tensor)> _added = [];
    private readonly HashSet<Tensor> _carried;

    /// <param name="steps">The steps in the order in which they run.</param>
    /// <param name="places">The number by which each statement is known; -1 for zeros that are no contribution.</param>
    /// <param name="given">Tensors that hold values, as rows, before the first statement.</param>
    public VisibleWrites(IReadOnlyList<ScheduleStep> steps, IReadOnlyList<int> places, IEnumerable<Tensor> given)
    {
        // What one step of a loop over time leaves for the next.
        _carried = [.. steps.Select(step => step.Statement).Where(statement => statement?.Within is not null).Select(statement => statement!.Target.Tensor)];
        foreach (Tensor tensor in given)
            _writes[(MemorySpace.Rows, tensor)] = [];
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Statement is { } statement)
                Run(statement, steps[i].Space, places[i]);
            else
                Copy(steps[i].Copied!, steps[i].Space);
        }
    }

    /// <summary>A read of what no statement wrote, or a sum that does not begin; null where there is none.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether a statement sets a tensor to zero.</summary>
    public static bool IsClear(Statement statement) => statement is Map { Value: Constant { Value: 0 } };

    /// <summary>The writes of a tensor that the statement at a place sees.</summary>
    public HashSet<int> At(int place, Tensor tensor) => _reads.TryGetValue((place, tensor), out HashSet<int>? writes) ? writes : s_none;

    /// <summary>The writes that are left of a tensor, as rows, after all statements.</summary>
    public HashSet<int> Last(Tensor tensor) => _writes.TryGetValue((MemorySpace.Rows, tensor), out HashSet<int>? writes) ? writes : s_none;

    private void Run(Statement statement, MemorySpace space, int place)
    {
        foreach (Tensor read in statement.Reads.Select(access => access.Tensor).Distinct())
        {
            bool isThere = _writes.TryGetValue(Key(space, read), out HashSet<int>? writes);
            if (!isThere && !_carried.Contains(read) && IsComputed(read))
                Fault ??= $"'{statement.Target}' reads '{read}', which no statement wrote";
            _reads[(place, read)] = [.. writes ?? s_none];
        }

        Write(statement, Key(space, statement.Target.Tensor), place);
    }

    private void Copy(Tensor tensor, MemorySpace space)
    {
        MemorySpace from = space == MemorySpace.Rows ? MemorySpace.Lanes : MemorySpace.Rows;
        if (_writes.TryGetValue(Key(from, tensor), out HashSet<int>? writes))
            _writes[Key(space, tensor)] = [.. writes];
        else if (IsComputed(tensor))
            Fault ??= $"'{tensor}' is copied before any statement has written it";
    }

    private void Write(Statement statement, (MemorySpace Space, Tensor Tensor) target, int place)
    {
        // Sums over the samples begin where the shares of the samples are added up, whichever statement comes first.
        bool counts = target.Tensor.PerSample && statement.Within is null;
        if (statement.Accumulate && !_writes.ContainsKey(target) && counts)
            Fault ??= $"'{statement.Target}' is added to before any statement has written it";
        if (!statement.Accumulate && _added.Contains(target) && counts)
            Fault ??= $"'{statement.Target}' is overwritten after a contribution was added to it";
        if ((!statement.Accumulate && counts && statement.Target.CoversOnce) || !_writes.ContainsKey(target))
            _writes[target] = [];
        if (statement.Accumulate)
            _added.Add(target);
        if (!IsClear(statement))
            _writes[target].Add(place);
    }

    /// <summary>What all samples share lies in one place only.</summary>
    private static (MemorySpace Space, Tensor Tensor) Key(MemorySpace space, Tensor tensor) => (tensor.PerSample ? space : MemorySpace.Rows, tensor);

    private static bool IsComputed(Tensor tensor) =>
        tensor.Role is TensorRole.Value or TensorRole.Statistic or TensorRole.Loss or TensorRole.Gradient or TensorRole.ParameterGradient or TensorRole.Tangent;
}
