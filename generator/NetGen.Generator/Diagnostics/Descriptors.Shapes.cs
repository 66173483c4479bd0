using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN2xx: shapes.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Shape = new(
        "NETGEN201",
        "A layer fits its input",
        "{0}: {1} made by {2} ({3}){4}",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN201.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UselessFlatten = new(
        "NETGEN202",
        "Flatten has something to flatten",
        "{0} has no effect, because its input is the vector {1} already ({2})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN202.md");

    public static readonly DiagnosticDescriptor InputExtent = new(
        "NETGEN203",
        "The extents of an input are positive",
        "Input: {0} must be at least 1, not {1}",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN203.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Size = new(
        "NETGEN204",
        "A network fits into memory that can be indexed",
        "{0}: {1} = {2}, and at most {3} can be indexed ({4})",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN204.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossShape = new(
        "NETGEN205",
        "A loss fits the output",
        "{0}: {1} made by {2} ({3})",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN205.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Unread = new(
        "NETGEN206",
        "A window reads its input to the end",
        "{0}: {1}; {2} of the {3} input made by {4} never read ({5})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN206.md");

    public static readonly DiagnosticDescriptor Gap = new(
        "NETGEN207",
        "A stride steps over nothing",
        "{0}: {1}, and {2} of the {3} input made by {4} are never read ({5})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN207.md");

    public static readonly DiagnosticDescriptor CausalKernel = new(
        "NETGEN208",
        "A causal kernel is no longer than its sequence",
        "{0}: a kernel that looks back over {1} steps never meets the input at {2} of its taps: the sequence made by {3} has {4} steps, and before the first stand zeros alone, so these weights never learn ({5})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN208.md");

    public static readonly DiagnosticDescriptor LoneValue = new(
        "NETGEN209",
        "A layer that compares has something to compare",
        "{0}: {1} ({2})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN209.md");

    public static readonly DiagnosticDescriptor IndexPrecision = new(
        "NETGEN210",
        "An index is a number that the network can write",
        "{0}: {1}; a float holds every whole number up to 16,777,216 alone, so larger indices become others: use Precision.Double",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN210.md");

    public static readonly DiagnosticDescriptor ChannelsFirst = new(
        "NETGEN211",
        "An image is height, width, channels",
        "Input {0} is an image of {1} rows, {2} columns and {3} channels for {4}; did you mean [Input({5})]?",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN211.md");
}
