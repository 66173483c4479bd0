extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Schedules;

namespace NetGen.Generator.Tests.Schedules;

/// <summary>The proof that a schedule is the order of its statements refuses every kind of schedule that is not.</summary>
public sealed class OrderVerifierTests
{
    private static readonly Axis s_axis = new("i", 3);
    private static readonly Tensor s_given = Of("given", TensorRole.Gradient), s_a = Of("a", TensorRole.Gradient), s_b = Of("b", TensorRole.Gradient);
    private static readonly Statement s_begin = Copy(s_a, s_given, adds: false), s_add = Copy(s_a, s_given, adds: true, factor: 2), s_read = Copy(s_b, s_a, adds: false);
    private static readonly Statement[] s_listed = [s_begin, s_add, s_read];

    [Fact]
    public void The_order_of_the_list_is_right() => Check([.. OnRows(s_begin, s_add, s_read)]);

    [Fact]
    public void Contributions_may_come_in_another_order() => Check([.. OnRows(s_add.Adding(false), s_begin.Adding(true), s_read)]);

    [Fact]
    public void A_tensor_may_be_handed_to_the_other_memory_between_its_contributions() => Check(
        [.. OnRows(s_begin), .. ScheduleStep.CopiesTo(MemorySpace.Lanes, [s_a, s_given]), .. InLanes(s_add, s_read), .. ScheduleStep.CopiesTo(MemorySpace.Rows, [s_b])]);

    [Fact]
    public void A_read_before_the_last_contribution_is_found() => Refused("reads 'a' with the contributions {0} instead of {0, 1}", [.. OnRows(s_begin, s_read, s_add)]);

    [Fact]
    public void A_contribution_that_is_overwritten_is_found() => Refused("reads 'a' with the contributions {0} instead of {0, 1}", [.. OnRows(s_add.Adding(false), s_begin, s_read)]);

    [Fact]
    public void A_contribution_that_is_missing_is_found() => Refused("never runs", [.. OnRows(s_begin, s_read)]);

    [Fact]
    public void A_contribution_that_is_added_twice_is_found() => Refused("runs twice", [.. OnRows(s_begin, s_add, s_add, s_read)]);

    [Fact]
    public void A_sum_that_never_begins_is_found() => Refused("before any statement has written it", [.. OnRows(s_add, s_begin.Adding(true), s_read)]);

    [Fact]
    public void A_tensor_that_is_handed_over_twice_is_found() => Refused(
        "reads 'a' with the contributions {0} instead of {0, 1}",
        [.. OnRows(s_begin), .. ScheduleStep.CopiesTo(MemorySpace.Lanes, [s_a, s_given]), .. InLanes(s_add), .. ScheduleStep.CopiesTo(MemorySpace.Lanes, [s_a]), .. InLanes(s_read)]);

    [Fact]
    public void A_tensor_that_is_not_handed_over_is_found() => Refused("reads 'a' with the contributions {} instead of {0, 1}", [.. OnRows(s_begin, s_add), .. InLanes(s_read)]);

    [Fact]
    public void A_read_of_what_nobody_wrote_is_found()
    {
        Statement lonely = Copy(s_b, s_a, adds: false);
        Assert.Contains("no statement wrote", Assert.Throws<InvalidOperationException>(() => OrderVerifier.Check("a pass", [lonely], [.. OnRows(lonely)], [], [])).Message, StringComparison.Ordinal);
    }

    private static void Check(IReadOnlyList<ScheduleStep> scheduled) => OrderVerifier.Check("a pass", s_listed, scheduled, [s_given], [s_b]);

    private static void Refused(string reason, IReadOnlyList<ScheduleStep> scheduled) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => Check(scheduled)).Message, StringComparison.Ordinal);

    private static IEnumerable<ScheduleStep> OnRows(params Statement[] statements) => ScheduleStep.In(MemorySpace.Rows, statements);

    private static IEnumerable<ScheduleStep> InLanes(params Statement[] statements) => ScheduleStep.In(MemorySpace.Lanes, statements);

    private static Tensor Of(string name, TensorRole role) => new(name, role, new EquatableArray<int>([3]));

    private static Map Copy(Tensor target, Tensor source, bool adds, double factor = 1) =>
        new(Access.Of(target, s_axis), factor * (Expression)new Read(Access.Of(source, s_axis)), new EquatableArray<Axis>([s_axis]), adds);
}
