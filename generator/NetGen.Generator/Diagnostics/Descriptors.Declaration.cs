using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Diagnostics;

/// <content>NETGEN1xx: the declaration.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Failure = new(
        "NETGEN100",
        "NetGen fails at a network",
        "NetGen failed at '{0}', whose members throw; other networks are not affected. This is a fault of NetGen and not of the network: please report it at " + Repository.Url
            + "/issues with the attributes of '{0}', the version of NetGen and this text: {1}.",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN100.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotPartial = new(
        "NETGEN101",
        "A network is partial",
        "'{0}' must be partial, because the generator writes the other half of the network '{1}'",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN101.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotOrdinaryClass = new(
        "NETGEN102",
        "A network is an ordinary class",
        "A network must be an ordinary class that can be instantiated, and '{0}' is {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN102.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FileLocal = new(
        "NETGEN103",
        "A network is visible outside its file",
        "'{0}' cannot be a network, because it is local to its file and the other half of it is generated in another one",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN103.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor BaseClass = new(
        "NETGEN104",
        "The base class of a network lets itself be constructed",
        "'{0}' cannot derive from '{1}', which {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN104.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoInput = new(
        "NETGEN105",
        "A network has an input",
        "The network '{0}' has no input; declare the shape of one sample with [Input(...)] above its layers",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN105.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoLayer = new(
        "NETGEN107",
        "A network has a layer",
        "The network '{0}' has no layer; declare at least one, such as [Dense(10)]",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN107.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SeveralDeclarations = new(
        "NETGEN108",
        "Layers stand on one declaration",
        "{0} stands on another declaration of '{1}' than [Network]; attributes of several declarations have no order, so all must stand on one",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN108.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Argument = new(
        "NETGEN109",
        "An argument is possible",
        "{0}: {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN109.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Name = new(
        "NETGEN110",
        "A name is an identifier",
        "'{0}' cannot be the name of {1}, because members are named after it and it is no C# identifier",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN110.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "NETGEN111",
        "A name is given once",
        "{0}; each name can be given once",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN111.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor MemberName = new(
        "NETGEN112",
        "Generated members have their names to themselves",
        "The generated member '{0}' clashes with {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN112.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor ViewName = new(
        "NETGEN113",
        "Views of parameters have their names to themselves",
        "The view '{0}' of the parameters of {1} clashes with {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN113.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Constructor = new(
        "NETGEN114",
        "Constructors go together with the generated ones",
        "{0} {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN114.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor SeveralLosses = new(
        "NETGEN115",
        "A network has at most one loss",
        "{0} is the second loss of '{1}' after {2}, and at most one is expected",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN115.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LossNotLast = new(
        "NETGEN116",
        "The loss comes last",
        "{0} stands before {1}; the loss is taken of the output of the last layer and must come after it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN116.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnknownLayer = new(
        "NETGEN117",
        "A layer is one of those that the generator knows",
        "'{0}' is no layer or loss that the generator knows, so the network '{1}' would be built without it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN117.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NoNetwork = new(
        "NETGEN118",
        "Layers belong to a network",
        "[{0}] has no effect, because '{1}' is marked neither with [Network] nor with [Block]",
        "NetGen.Declaration",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN118.md");

    public static readonly DiagnosticDescriptor HiddenType = new(
        "NETGEN119",
        "Generated code sees the types it uses",
        "The code generated for '{0}' cannot see {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN119.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionName = new(
        "NETGEN120",
        "A function is a method of the class",
        "{0}: {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN120.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionSignature = new(
        "NETGEN121",
        "A function takes and returns numbers",
        "'{0}', the function of {1}, {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN121.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FunctionDerivative = new(
        "NETGEN122",
        "A function is made of what has a derivative",
        "'{0}' in '{1}' cannot be differentiated: {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN122.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Residual = new(
        "NETGEN123",
        "A residual fits its network",
        "'{0}', the function of PhysicsLoss, {1}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN123.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotSmooth = new(
        "NETGEN124",
        "Derivatives with respect to the inputs are taken of smooth layers",
        "{0} stands before {1}, which takes derivatives with respect to the inputs: {2}",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN124.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FormulaClass = new(
        "NETGEN125",
        "A formula stands in a partial class",
        "'{0}' must be {1}, because the generator writes the derivatives of the formula '{2}' into it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN125.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor Language = new(
        "NETGEN127",
        "Generated code is C# 13",
        "The code generated for '{0}' is C# 13, and this project is compiled as C# {1}; remove <LangVersion> from the project, or set it to 13 or later",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN127.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor LateInput = new(
        "NETGEN128",
        "An input stands above the layers that read it",
        "{0} stands above every input, so nothing says what comes into it; move {1} above it",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN128.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor FormulaMember = new(
        "NETGEN126",
        "The derivatives of a formula have their names to themselves",
        "The generated member '{0}', a derivative of the formula '{1}', clashes with one that '{2}' declares",
        "NetGen.Declaration",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Pages + "NETGEN126.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
