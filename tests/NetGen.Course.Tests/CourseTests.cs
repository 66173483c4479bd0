using System.Numerics;
using NetGen.Course.Tests.Cases;
using Xunit.Sdk;

namespace NetGen.Course.Tests;

/// <summary>Every worked problem of the course is answered by networks that the generator compiled.</summary>
public sealed class CourseTests
{
    private const int CasesInTheFile = 90;

    public static TheoryData<string> Ids => [.. RunCases.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_course_s_answers_come_out_in_double(string id) => Answer(id, RunCases.All[id].InDouble);

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_course_s_answers_come_out_in_float(string id) => Answer(id, RunCases.All[id].InSingle);

    [Fact]
    public void Every_case_is_run()
    {
        Assert.Equal(CasesInTheFile, CaseFile.Ids.Count());
        Assert.Equal(CaseFile.Ids.Order(StringComparer.Ordinal), RunCases.All.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_case_that_compares_nothing_fails() =>
        Assert.Throws<NotEmptyException>(() => Answer<double>("S1-ACT-TANH", _ => { }));

    [Fact]
    public void A_case_that_compares_half_of_its_answers_fails() =>
        Assert.Contains("df[0]", Assert.Throws<TrueException>(() => Answer<double>("S1-ACT-LINEAR", @case => @case.Expected["f"].Is(@case.Inputs["x"].Numbers))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1e-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_wrong_answer_fails(double error)
    {
        Assert.Throws<TrueException>(() => AnswerWith<double>(error));
        Assert.Throws<TrueException>(() => AnswerWith<float>(error));
    }

    [Fact]
    public void An_answer_of_another_length_fails() =>
        Assert.Throws<TrueException>(() => Answer<double>("S1-ACT-LINEAR", @case => @case.Expected["f"].Is(@case.Inputs["x"].Numbers[1..])));

    private static void AnswerWith<T>(double error)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Answer<T>("S1-ACT-LINEAR", @case => @case.Expected["f"].Is(Array.ConvertAll(@case.Inputs["x"].Numbers, value => value + T.CreateChecked(error))));

    private static void Answer<T>(string id, Action<CourseCase<T>> run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var @case = new CourseCase<T>(id);
        run(@case);
        @case.AssertAllCompared();
    }
}
