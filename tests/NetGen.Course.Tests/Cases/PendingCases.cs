using System.Collections.Immutable;

namespace NetGen.Course.Tests.Cases;

/// <summary>Why a case waits.</summary>
/// <param name="Issue">The issue that will answer it.</param>
/// <param name="Needs">What it needs that there is not yet.</param>
internal sealed record PendingCase(int Issue, string Needs);

/// <summary>The cases that wait for a feature.</summary>
internal static class PendingCases
{
    private static readonly PendingCase Recurrence = new(5, "recurrent layers");

    public static readonly ImmutableDictionary<string, PendingCase> All = new Dictionary<string, PendingCase>
    {
        ["S1-RNN-T3-TANH"] = Recurrence,
        ["S1-LSTM-HADAMARD"] = Recurrence,
        ["S1-LSTM-CELL-2STEP"] = Recurrence,
        ["S1-LSTM-SHAPES"] = Recurrence,
    }.ToImmutableDictionary();
}
