using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Schedules;

/// <summary>
/// Proves that a schedule computes what the list of statements says: every statement runs once, and every read sees exactly the writes
/// that precede it in the list, in the memory in which it runs. Contributions to a sum may come in another order; none may be missing,
/// and none may come after a read.
/// </summary>
internal sealed class OrderVerifier
{
    private readonly string _pass;
    private readonly IReadOnlyList<Statement> _listed;
    private readonly Dictionary<Statement, Queue<int>> _places = [];

    private OrderVerifier(string pass, IReadOnlyList<Statement> listed)
    {
        _pass = pass;
        _listed = listed;
        for (int place = 0; place < listed.Count; place++)
        {
            Statement key = Key(listed[place]);
            if (!_places.TryGetValue(key, out Queue<int>? places))
                _places.Add(key, places = new Queue<int>());
            places.Enqueue(place);
        }
    }

    /// <summary>Compares the order in which statements run with the order of the list.</summary>
    /// <param name="pass">The pass, for the message.</param>
    /// <param name="listed">The statements in the order that defines the result.</param>
    /// <param name="scheduled">The same statements as they run, with the copies between memories; which contribution to a sum comes first may differ, and zeros may be inserted.</param>
    /// <param name="given">Tensors that the caller fills in, as rows, before the pass.</param>
    /// <param name="wanted">Tensors that are read, as rows, after the pass.</param>
    /// <exception cref="InvalidOperationException">The schedule computes something else.</exception>
    public static void Check(string pass, IReadOnlyList<Statement> listed, IReadOnlyList<ScheduleStep> scheduled, IEnumerable<Tensor> given, IEnumerable<Tensor> wanted)
    {
        OrderVerifier verifier = new(pass, listed);
        Tensor[] known = [.. given];
        IReadOnlyList<int> order = verifier.Order(scheduled);
        VisibleWrites expected = new([.. ScheduleStep.In(MemorySpace.Rows, listed)], [.. Enumerable.Range(0, listed.Count)], known);
        VisibleWrites got = new(scheduled, order, known);
        verifier.Compare(expected, got, wanted);
        if (got.Fault is { } fault)
            throw verifier.Wrong(fault);
    }

    /// <summary>The place in the list of each scheduled statement; -1 for copies, and for zeros that only the schedule has.</summary>
    private IReadOnlyList<int> Order(IReadOnlyList<ScheduleStep> scheduled)
    {
        List<int> order = [];
        foreach (ScheduleStep step in scheduled)
        {
            if (step.Statement is not { } statement)
                order.Add(-1);
            else if (_places.TryGetValue(Key(statement), out Queue<int>? places) && places.Count > 0)
                order.Add(places.Dequeue());
            else if (VisibleWrites.IsClear(statement))
                order.Add(-1);
            else
                throw Wrong($"a statement of '{statement.Target}' runs that is not in the list, or runs twice");
        }

        if (_places.Values.FirstOrDefault(places => places.Count > 0) is { } missing)
            throw Wrong($"the statement of '{_listed[missing.Peek()].Target}' at place {Numbers.Text(missing.Peek())} never runs");
        return order;
    }

    private void Compare(VisibleWrites expected, VisibleWrites got, IEnumerable<Tensor> wanted)
    {
        for (int place = 0; place < _listed.Count; place++)
        {
            foreach (Tensor read in _listed[place].Reads.Select(access => access.Tensor).Distinct())
            {
                if (!expected.At(place, read).SetEquals(got.At(place, read)))
                    throw Wrong($"'{_listed[place].Target}' reads '{read}' with the contributions {Text(got.At(place, read))} instead of {Text(expected.At(place, read))}");
            }
        }

        // Sums over the samples outlive every pass.
        IEnumerable<Tensor> sums = _listed.Select(statement => statement.Target.Tensor).Where(tensor => !tensor.PerSample);
        foreach (Tensor tensor in wanted.Concat(sums).Distinct())
        {
            if (!expected.Last(tensor).SetEquals(got.Last(tensor)))
                throw Wrong($"'{tensor}' ends with the contributions {Text(got.Last(tensor))} instead of {Text(expected.Last(tensor))}");
        }
    }

    private InvalidOperationException Wrong(string what) => new($"The schedule of {_pass} is not the order of its statements: {what}.");

    private static string Text(IEnumerable<int> places) => "{" + string.Join(", ", places.OrderBy(place => place).Select(Numbers.Text)) + "}";

    /// <summary>A statement apart from whether it begins a sum or goes on with it.</summary>
    private static Statement Key(Statement statement) => statement.Adding(false);
}
