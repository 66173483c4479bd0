using System.Collections.Immutable;

namespace NetGen.Course.Tests.Cases;

/// <summary>Why a case waits.</summary>
/// <param name="Issue">The issue that will answer it.</param>
/// <param name="Needs">What it needs that there is not yet.</param>
internal sealed record PendingCase(int Issue, string Needs);

/// <summary>The cases that wait for a feature.</summary>
internal static class PendingCases
{
    private static readonly PendingCase Formulas = new(5, "derivatives of the user's own formulas");
    private static readonly PendingCase Physics = new(5, "derivatives with respect to the inputs, and losses built from them");

    public static readonly ImmutableDictionary<string, PendingCase> All = new Dictionary<string, PendingCase>
    {
        ["S3-J-GRAD-HESSIAN"] = Formulas,
        ["S2-PINN-LOSS"] = Physics,
        ["S2-PINN-EXACT-SOLUTION"] = Physics,
    }.ToImmutableDictionary();
}
