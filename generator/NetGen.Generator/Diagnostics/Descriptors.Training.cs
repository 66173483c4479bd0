using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN4xx: training choices that are legal but known to fail.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Partner = new(
        "NETGEN401",
        "A loss on probabilities comes after its activation",
        "{0} expects the output of {1}, and the last layer is {2} ({3}); it is computed on clipped values, where gradients can vanish",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN401.md");

    public static readonly DiagnosticDescriptor OneClass = new(
        "NETGEN402",
        "Classes are at least two",
        "{0} over one class: softmax over one unit is always 1, so nothing is learnt ({1}); for a yes-or-no output use Sigmoid with BinaryCrossEntropy",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN402.md");

    public static readonly DiagnosticDescriptor Collapse = new(
        "NETGEN403",
        "Linear layers have an activation between them",
        "{0} follows {1} with no activation between: (x W1 + b1) W2 + b2 = x (W1 W2) + (b1 W2 + b2), so both together can do no more than one linear layer ({2})",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN403.md");

    public static readonly DiagnosticDescriptor Symmetry = new(
        "NETGEN404",
        "Weights start at different values",
        "{0} starts with all weights equal to {1}, so its {2} units compute the same number and get the same gradient wherever the layers above treat them alike; random weights break the symmetry",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN404.md");

    public static readonly DiagnosticDescriptor Saturation = new(
        "NETGEN405",
        "Hidden layers do not all saturate",
        "{0} is the saturating activation of hidden layer {1} in a row of {2} ({3}); each multiplies the gradient by a slope below 1 that is near 0 where it is flat, and little arrives at the first layers",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN405.md");

    public static readonly DiagnosticDescriptor ReluOutput = new(
        "NETGEN406",
        "The output has no ReLU",
        "{0} stands at the output before {1} ({2}): where its input is negative its slope is 0, and an output that is negative for every sample never learns",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN406.md");

    public static readonly DiagnosticDescriptor SquashedHidden = new(
        "NETGEN407",
        "Hidden layers before a ReLU do not squash",
        "{0} stands before {1}: {2}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN407.md");

    public static readonly DiagnosticDescriptor SoftmaxLoss = new(
        "NETGEN408",
        "Probabilities go to a cross-entropy",
        "{0} treats the probabilities of {1} as measurements: its gradient vanishes where the softmax is sure and wrong, while that of {2} is the error itself ({3})",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN408.md");

    public static readonly DiagnosticDescriptor RepeatedNorm = new(
        "NETGEN409",
        "What is normalised is not normalised again",
        "{0} normalises what {1} has normalised already: it leaves nothing but a second scale and shift",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN409.md");

    public static readonly DiagnosticDescriptor UselessBias = new(
        "NETGEN410",
        "No bias is subtracted again",
        "{0} adds a bias that {1} subtracts again with the mean of each channel: its {2} parameters have no effect, and beta shifts in their place",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN410.md");

    public static readonly DiagnosticDescriptor LastDropout = new(
        "NETGEN411",
        "Dropout comes before a layer with weights",
        "{0} stands after {1}, the last layer with weights ({2}): it drops the answers of the network, and nothing is left to make up for them",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN411.md");

    public static readonly DiagnosticDescriptor IdlePenalty = new(
        "NETGEN412",
        "A penalty has a loss to add to, and weights",
        "{0} has no effect: {1}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN412.md");

    public static readonly DiagnosticDescriptor IdleArgument = new(
        "NETGEN413",
        "An initialiser reads what it is given",
        "{0}: {1} has no effect: {2}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN413.md");

    public static readonly DiagnosticDescriptor DeadGradient = new(
        "NETGEN414",
        "Gradients reach every layer that learns",
        "{0} has a slope of 0 everywhere, so no gradient passes it and {1} before it never learns ({2})",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN414.md");

    public static readonly DiagnosticDescriptor ComputedIndex = new(
        "NETGEN415",
        "Indices are inputs",
        "{0} takes indices, and {1} computes what it is given ({2}): that is cut to whole numbers within the table, and no gradient passes, so nothing before it learns",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN415.md");

    public static readonly DiagnosticDescriptor HiddenSoftmax = new(
        "NETGEN416",
        "Softmax stands at the output",
        "{0} stands in a hidden layer, before {1}: its outputs sum to 1 over all units, so each can only grow at the cost of the others, and gradients fade where one is near 1",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN416.md");

    public static readonly DiagnosticDescriptor IgnoredInput = new(
        "NETGEN417",
        "A function depends on what it is given",
        "'{0}', the function of {1}, {2}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN417.md");

    public static readonly DiagnosticDescriptor IdleParameter = new(
        "NETGEN418",
        "A trained scalar is read",
        "'{0}' never reads '{1}', which is marked [Parameter]: it is trained and changes nothing",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN418.md");
}
