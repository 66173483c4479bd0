using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN5xx: cost.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Unroll = new(
        "NETGEN501",
        "Straight-line code stays small",
        "Unroll.Full writes out {0}; beyond about {1} straight-line code is slower than loops and takes long to compile",
        "NetGen.Cost",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN501.md");

    public static readonly DiagnosticDescriptor Budget = new(
        "NETGEN502",
        "A network keeps its budget",
        "{0} takes {1}, {2} more than its budget of {3}; {4} takes most: {5}",
        "NetGen.Cost",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN502.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EmptyBudget = new(
        "NETGEN503",
        "A budget limits something",
        "The budget of {0} limits nothing; set Parameters, MultiplyAdds or WorkspaceBytes",
        "NetGen.Cost",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN503.md");
}
