using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN3xx: the graph.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor UnknownSource = new(
        "NETGEN301",
        "A layer reads what stands before it",
        "{0} reads from '{1}', {2}; before it stand {3}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN301.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Join = new(
        "NETGEN302",
        "The inputs of a join go together",
        "{0} takes {1}, got {2} ({3})",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN302.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusedBranch = new(
        "NETGEN303",
        "Every layer is read by another",
        "Nothing reads what {0} computes: {1}, and no other names '{2}'",
        "NetGen.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN303.md");

    public static readonly DiagnosticDescriptor Output = new(
        "NETGEN304",
        "An output is a layer that stands before it",
        "Output names '{0}', {1}; before it stand {2}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN304.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor IdleInput = new(
        "NETGEN305",
        "Every input leads to an output",
        "No output depends on the input '{0}': {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN305.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossOfOutput = new(
        "NETGEN306",
        "Where outputs are named, a loss stands behind one",
        "{0} stands behind {1}; where outputs are named, a loss belongs to the [Output] right before it",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN306.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MixedLosses = new(
        "NETGEN307",
        "Losses of several outputs add up",
        "{0}: {1}; the loss of a sample is the weighted sum of those of its outputs, so all are reduced alike",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN307.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockContent = new(
        "NETGEN308",
        "A block is made of layers",
        "'{0}' cannot be used as a block: it {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN308.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockCycle = new(
        "NETGEN309",
        "A block does not use itself",
        "The block '{0}' uses itself: {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN309.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockArguments = new(
        "NETGEN310",
        "A block is used with the arguments that it asks for",
        "Use of '{0}': {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN310.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Placeholder = new(
        "NETGEN311",
        "Arg stands in blocks",
        "{0}: Arg stands for the arguments of a block, and this is the network itself",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN311.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Share = new(
        "NETGEN312",
        "Layers that share parameters are alike",
        "{0} cannot share the parameters of {1}: it has {2}, and that has {3}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN312.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
