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
        "Output {0}; before it stand {1}",
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
        "{0}: {1}",
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

    public static readonly DiagnosticDescriptor LonelyShare = new(
        "NETGEN313",
        "A shared name is given twice",
        "{0} has Share = \"{1}\", and nothing else has, so nothing is shared{2}",
        "NetGen.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN313.md");

    public static readonly DiagnosticDescriptor EmptyShare = new(
        "NETGEN314",
        "What is shared has parameters",
        "{0} has Share = \"{1}\" and no parameters that could be shared",
        "NetGen.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN314.md");

    public static readonly DiagnosticDescriptor MixedShare = new(
        "NETGEN315",
        "What shares parameters is of one kind",
        "{0} cannot share parameters with {1}: {2}; blocks share layer by layer with other uses of the same block, and layers with layers",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN315.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor IdleTwin = new(
        "NETGEN316",
        "Layers that share parameters leave them to the first",
        "{0}: {1} has no effect, because its parameters are those of {2}, which says how they start and whether they learn",
        "NetGen.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN316.md");

    public static readonly DiagnosticDescriptor Stranger = new(
        "NETGEN317",
        "A layer is NetGen's attribute of that name",
        "[{0}] on a network is {1}, which hides {2}: the network would be built without it; write [{3}]",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN317.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
