using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic, in the order of the ids: 1xx the declaration, 2xx shapes, 3xx the graph, 4xx training choices that are
/// legal but known to fail, 5xx cost. Each has a page, and the link to it is relative to the
/// repository.
/// </summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "NETGEN101",
        "A network is partial",
        "'{0}' must be partial, because the generator writes the other half of the network '{1}'",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN101.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotOrdinaryClass = new(
        "NETGEN102",
        "A network is an ordinary class",
        "A network must be an ordinary class that can be instantiated, and '{0}' is {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN102.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FileLocal = new(
        "NETGEN103",
        "A network is visible outside its file",
        "'{0}' cannot be a network, because it is local to its file and the other half of it is generated in another one",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN103.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BaseClass = new(
        "NETGEN104",
        "The base class of a network lets itself be constructed",
        "'{0}' cannot derive from '{1}', which {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN104.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoInput = new(
        "NETGEN105",
        "A network has an input",
        "The network '{0}' has no input; declare the shape of one sample with [Input(...)] above its layers",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN105.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoLayer = new(
        "NETGEN107",
        "A network has a layer",
        "The network '{0}' has no layer; declare at least one, such as [Dense(10)]",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN107.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SeveralDeclarations = new(
        "NETGEN108",
        "Layers stand on one declaration",
        "{0} stands on another declaration of '{1}' than [Network]; attributes of several declarations have no order, so all must stand on one",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN108.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Argument = new(
        "NETGEN109",
        "An argument is possible",
        "{0}: {1} must be {2}, not {3}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN109.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Name = new(
        "NETGEN110",
        "A name is an identifier",
        "'{0}' cannot be the name of {1}, because members are named after it and it is no C# identifier",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN110.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "NETGEN111",
        "A name is given once",
        "{0} has the name of {1}; each name can be given once",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN111.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MemberName = new(
        "NETGEN112",
        "Generated members have their names to themselves",
        "The generated member '{0}' clashes with {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN112.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ViewName = new(
        "NETGEN113",
        "Views of parameters have their names to themselves",
        "The view '{0}' of the parameters of {1} clashes with {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN113.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Constructor = new(
        "NETGEN114",
        "Constructors go together with the generated ones",
        "{0} {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN114.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SeveralLosses = new(
        "NETGEN115",
        "A network has at most one loss",
        "{0} is the second loss of '{1}' after {2}, and at most one is expected",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN115.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossNotLast = new(
        "NETGEN116",
        "The loss comes last",
        "{0} stands before {1}; the loss is taken of the output of the last layer and must come after it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN116.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        "NETGEN117",
        "A layer is one of those that the generator knows",
        "'{0}' is no layer or loss that the generator knows, so the network '{1}' would be built without it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN117.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoNetwork = new(
        "NETGEN118",
        "Layers belong to a network",
        "[{0}] has no effect, because '{1}' is not marked with [Network]",
        "NetGen.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN118.md");

    public static readonly DiagnosticDescriptor HiddenType = new(
        "NETGEN119",
        "Generated code sees the types it uses",
        "The code generated for '{0}' cannot see {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN119.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionName = new(
        "NETGEN120",
        "A function is a method of the class",
        "{0}: '{1}' is no method that '{2}' declares",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN120.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionSignature = new(
        "NETGEN121",
        "A function takes and returns numbers",
        "'{0}', the function of {1}, {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN121.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionDerivative = new(
        "NETGEN122",
        "A function is made of what has a derivative",
        "'{0}' in '{1}' cannot be differentiated: {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN122.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Residual = new(
        "NETGEN123",
        "A residual fits its network",
        "'{0}', the function of PhysicsLoss, {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN123.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotSmooth = new(
        "NETGEN124",
        "Derivatives with respect to the inputs are taken of smooth layers",
        "{0} stands before {1}, which takes derivatives with respect to the inputs: {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN124.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FormulaClass = new(
        "NETGEN125",
        "A formula stands in a partial class",
        "'{0}' must be {1}, because the generator writes the derivatives of the formula '{2}' into it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN125.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FormulaMember = new(
        "NETGEN126",
        "The derivatives of a formula have their names to themselves",
        "The generated member '{0}', a derivative of the formula '{1}', clashes with one that '{2}' declares",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN126.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Shape = new(
        "NETGEN201",
        "A layer fits its input",
        "{0}: {1} made by {2} ({3})",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN201.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UselessFlatten = new(
        "NETGEN202",
        "Flatten has something to flatten",
        "{0} has no effect, because its input is the vector {1} already ({2})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN202.md");

    public static readonly DiagnosticDescriptor InputExtent = new(
        "NETGEN203",
        "The extents of an input are positive",
        "Input: {0} must be at least 1, not {1}",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN203.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Size = new(
        "NETGEN204",
        "A network fits into memory that can be indexed",
        "{0}: {1} = {2}, and at most {3} can be indexed ({4})",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN204.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossShape = new(
        "NETGEN205",
        "A loss fits the output",
        "{0}: {1} made by {2} ({3})",
        "NetGen.Shapes",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN205.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Unread = new(
        "NETGEN206",
        "A window reads its input to the end",
        "{0}: {1}; {2} of the {3} input made by {4} never read ({5})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN206.md");

    public static readonly DiagnosticDescriptor Gap = new(
        "NETGEN207",
        "A stride steps over nothing",
        "{0}: {1}, and {2} of the {3} input made by {4} are never read ({5})",
        "NetGen.Shapes",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN207.md");

    public static readonly DiagnosticDescriptor UnknownSource = new(
        "NETGEN301",
        "A layer reads what stands before it",
        "{0} reads from '{1}', {2}; before it stand {3}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN301.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Join = new(
        "NETGEN302",
        "The inputs of a join go together",
        "{0} takes {1}, got {2} ({3})",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN302.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusedBranch = new(
        "NETGEN303",
        "Every layer is read by another",
        "Nothing reads what {0} computes: {1}, and no other names '{2}'",
        "NetGen.Graph",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN303.md");

    public static readonly DiagnosticDescriptor Output = new(
        "NETGEN304",
        "An output is a layer that stands before it",
        "Output names '{0}', {1}; before it stand {2}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN304.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor IdleInput = new(
        "NETGEN305",
        "Every input leads to an output",
        "No output depends on the input '{0}': {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN305.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossOfOutput = new(
        "NETGEN306",
        "Where outputs are named, a loss stands behind one",
        "{0} stands behind {1}; where outputs are named, a loss belongs to the [Output] right before it",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN306.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MixedLosses = new(
        "NETGEN307",
        "Losses of several outputs add up",
        "{0}: {1}; the loss of a sample is the weighted sum of those of its outputs, so all are reduced alike",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN307.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockContent = new(
        "NETGEN308",
        "A block is made of layers",
        "'{0}' cannot be used as a block: it {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN308.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockCycle = new(
        "NETGEN309",
        "A block does not use itself",
        "The block '{0}' uses itself: {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN309.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BlockArguments = new(
        "NETGEN310",
        "A block is used with the arguments that it asks for",
        "Use of '{0}': {1}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN310.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Placeholder = new(
        "NETGEN311",
        "Arg stands in blocks",
        "{0}: Arg stands for the arguments of a block, and this is the network itself",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN311.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Share = new(
        "NETGEN312",
        "Layers that share parameters are alike",
        "{0} cannot share the parameters of {1}: it has {2}, and that has {3}",
        "NetGen.Graph",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN312.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Partner = new(
        "NETGEN401",
        "A loss on probabilities comes after its activation",
        "{0} expects the output of {1}, and the last layer is {2} ({3}); it is computed on clipped values, where gradients can vanish",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN401.md");

    public static readonly DiagnosticDescriptor OneClass = new(
        "NETGEN402",
        "Classes are at least two",
        "{0} over one class: softmax over one unit is always 1, so nothing is learnt ({1}); for a yes-or-no output use Sigmoid with BinaryCrossEntropy",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN402.md");

    public static readonly DiagnosticDescriptor Collapse = new(
        "NETGEN403",
        "Linear layers have an activation between them",
        "{0} follows {1} with no activation between: (x W1 + b1) W2 + b2 = x (W1 W2) + (b1 W2 + b2), so both together can do no more than one linear layer ({2})",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN403.md");

    public static readonly DiagnosticDescriptor Symmetry = new(
        "NETGEN404",
        "Weights start at different values",
        "{0} starts with all weights equal to {1}, so its {2} units compute the same number and get the same gradient wherever the layers above treat them alike; random weights break the symmetry",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN404.md");

    public static readonly DiagnosticDescriptor Saturation = new(
        "NETGEN405",
        "Hidden layers do not all saturate",
        "{0} is the saturating activation of hidden layer {1} in a row of {2} ({3}); each multiplies the gradient by a slope below 1 that is near 0 where it is flat, and little arrives at the first layers",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN405.md");

    public static readonly DiagnosticDescriptor ReluOutput = new(
        "NETGEN406",
        "The output has no ReLU",
        "{0} stands at the output before {1} ({2}): where its input is negative its slope is 0, and an output that is negative for every sample never learns",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN406.md");

    public static readonly DiagnosticDescriptor SquashedHidden = new(
        "NETGEN407",
        "Hidden layers before a ReLU do not squash",
        "{0} stands before {1}: {2}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN407.md");

    public static readonly DiagnosticDescriptor SoftmaxLoss = new(
        "NETGEN408",
        "Probabilities go to a cross-entropy",
        "{0} treats the probabilities of {1} as measurements: its gradient vanishes where the softmax is sure and wrong, while that of {2} is the error itself ({3})",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN408.md");

    public static readonly DiagnosticDescriptor RepeatedNorm = new(
        "NETGEN409",
        "What is normalised is not normalised again",
        "{0} normalises what {1} has normalised already: it leaves nothing but a second scale and shift",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN409.md");

    public static readonly DiagnosticDescriptor UselessBias = new(
        "NETGEN410",
        "No bias is subtracted again",
        "{0} adds a bias that {1} subtracts again with the mean of each channel: its {2} parameters have no effect, and beta shifts in their place",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN410.md");

    public static readonly DiagnosticDescriptor LastDropout = new(
        "NETGEN411",
        "Dropout comes before a layer with weights",
        "{0} stands after {1}, the last layer with weights ({2}): it drops the answers of the network, and nothing is left to make up for them",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN411.md");

    public static readonly DiagnosticDescriptor IdlePenalty = new(
        "NETGEN412",
        "A penalty has a loss to add to, and weights",
        "{0} has no effect: {1}",
        "NetGen.Training",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN412.md");

    public static readonly DiagnosticDescriptor Unroll = new(
        "NETGEN501",
        "Straight-line code stays small",
        "Unroll.Full writes out {0}; beyond about {1} straight-line code is slower than loops and takes long to compile",
        "NetGen.Cost",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN501.md");

    public static readonly DiagnosticDescriptor Budget = new(
        "NETGEN502",
        "A network keeps its budget",
        "{0} takes {1}, {2} more than its budget of {3}; {4} takes most: {5}",
        "NetGen.Cost",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN502.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor EmptyBudget = new(
        "NETGEN503",
        "A budget limits something",
        "The budget of {0} limits nothing; set Parameters, MultiplyAdds or WorkspaceBytes",
        "NetGen.Cost",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: "generator/docs/NETGEN503.md");
}
