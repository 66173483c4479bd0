using System.Numerics;
using System.Text.Json;

namespace NetGen.Course.Tests.Cases;

/// <summary>
/// One case, answered in one number type. It keeps count of what was compared, so that a case cannot pass on half of its
/// answers.
/// </summary>
/// <typeparam name="T">The number type of the networks that answer it.</typeparam>
internal sealed class CourseCase<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HashSet<string> _compared = [];
    private readonly JsonElement _expected;

    public CourseCase(string id)
    {
        JsonElement json = CaseFile.Get(id);
        _expected = json.GetProperty("expected");
        Inputs = new Given<T>(json.GetProperty("inputs"), id);
        Expected = new Answer<T>(_expected, "expected", new Tolerance(json.GetProperty("tolerance")), _compared);
    }

    /// <summary>What the case gives.</summary>
    public Given<T> Inputs { get; }

    /// <summary>What the case expects.</summary>
    public Answer<T> Expected { get; }

    /// <summary>Asserts that every number, word and truth value that the case expects was compared with something.</summary>
    public void AssertAllCompared()
    {
        Assert.NotEmpty(_compared);
        string[] forgotten = Answer<T>.Leaves(_expected, "expected").Where(leaf => !_compared.Contains(leaf)).ToArray();
        Assert.True(forgotten.Length == 0, $"Not compared: {string.Join(", ", forgotten)}.");
    }
}
