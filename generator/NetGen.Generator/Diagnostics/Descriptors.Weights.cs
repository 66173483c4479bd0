using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN6xx: weights in the program.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor WeightsFile = new(
        "NETGEN601",
        "The weights of a network are a file of the project",
        "No weights file of the project is called '{0}'; {1}",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN601.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsDamaged = new(
        "NETGEN602",
        "A weights file can be read",
        "The weights file '{0}' cannot be read: {1}",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN602.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsMissing = new(
        "NETGEN603",
        "A weights file has every tensor of its network",
        "The weights file '{0}' has no tensor {1}, of shape {2}; {3}",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN603.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsUnexpected = new(
        "NETGEN604",
        "A weights file has the tensors of its network only",
        "The weights file '{0}' has the tensor {1}, of shape {2}, which no layer of '{3}' takes",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN604.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsType = new(
        "NETGEN605",
        "A network takes the numbers of its weights file",
        "In the weights file '{0}' the numbers of '{1}' are {2}; '{4}' takes {3}",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN605.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsShape = new(
        "NETGEN606",
        "A tensor of a weights file has the shape that its layer expects",
        "In the weights file '{0}' the shape of '{1}' is {2}; {4} expects {3}",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN606.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsNotFinite = new(
        "NETGEN607",
        "The numbers of a weights file are finite",
        "In the weights file '{0}' a number of '{1}' is {2}; a network of such numbers answers nothing",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN607.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor WeightsScaler = new(
        "NETGEN608",
        "A network in a weights file stands without a scaler",
        "The weights file '{0}' was saved with the scaler of its inputs, which CreatePretrained would leave out; save the network alone and scale the inputs in the program",
        "NetGen.Weights",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN608.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
