using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <summary>
/// Reads the text of an author's method into an expression of its parameters: calls of other methods are put in their place, locals are
/// followed, conditions become choices. Stops at the first thing that has no derivative here and says where it stands.
/// </summary>
internal sealed partial class FunctionReader
{
    public const string UnknownMethod = "NETGEN120";
    public const string WrongSignature = "NETGEN121";
    public const string NoDerivative = "NETGEN122";

    /// <summary>Beyond it the derivative would be pages of code, and methods that double it with every local would never end.</summary>
    private const int LargestSize = 250;

    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly ISymbol[] _members;
    private readonly SpecialType _number;
    private readonly CancellationToken _cancellation;
    private readonly List<IMethodSymbol> _calls = [];
    private FunctionProblem? _problem;

    public FunctionReader(INamedTypeSymbol type, Compilation compilation, Precision precision, CancellationToken cancellation)
    {
        _type = type;
        _compilation = compilation;
        _members = ClassReader.Members(type).ToArray();
        _number = precision == Precision.Double ? SpecialType.System_Double : SpecialType.System_Single;
        _cancellation = cancellation;
    }

    private string Number => _number == SpecialType.System_Double ? "double" : "float";

    /// <summary>The method of a name.</summary>
    /// <param name="name">The name; null where that is given.</param>
    /// <param name="attribute">The attribute that names it, for messages.</param>
    /// <param name="form">What it must look like.</param>
    public FunctionRecord Read(string? name, string attribute, FunctionForm form)
    {
        if (name is null)
            return Unread(string.Empty, new FunctionProblem(UnknownMethod, null, null, new([attribute, "it names no method, but null; name one as nameof(F)"])));
        IMethodSymbol[] candidates = [.. _members.OfType<IMethodSymbol>().Where(member => member.Name == name && member.MethodKind == MethodKind.Ordinary)];
        if (candidates.Length == 0)
            return Unread(name, new FunctionProblem(UnknownMethod, null, null, new([attribute, $"'{name}' is no method that '{_type.Name}' declares"])));
        // Of several overloads the one that fits is meant.
        return Read(candidates.FirstOrDefault(candidate => Misfit(candidate, form) is null) ?? candidates[0], attribute, form);
    }

    /// <summary>A method that carries an attribute, or that one names.</summary>
    public FunctionRecord Read(IMethodSymbol method, string attribute, FunctionForm form)
    {
        if (Misfit(method, form) is { } misfit)
            return Unread(method.Name, new FunctionProblem(WrongSignature, Array.IndexOf(_members, method), null, new([method.Name, attribute, misfit])));
        FunctionParameter[] parameters = [.. method.Parameters.Select((parameter, i) => Parameter(parameter) with { Node = NodeOf(method, i) })];
        Expression? value = Inline(method, [.. parameters.Select(parameter => (object)new Read(FunctionRecord.Place(parameter.Name)))], null);
        return new FunctionRecord(method.Name, new(parameters), _problem is null && value is not null ? StableForms.Of(value) : null, _problem) { Member = Array.IndexOf(_members, method) };
    }

    private static FunctionRecord Unread(string name, FunctionProblem problem) => new(name, EquatableArray<FunctionParameter>.Empty, null, problem);

    /// <summary>Why a method cannot be what an attribute asks for; null where it can.</summary>
    private string? Misfit(IMethodSymbol method, FunctionForm form)
    {
        int plain = method.Parameters.Count(parameter => RoleOf(parameter) == FunctionRole.Plain);
        string wanted = $"{form.Takes(Number)} and return {Number}";
        if (!method.IsStatic)
            return $"must be static and {wanted}";
        if (method.IsGenericMethod || method.ReturnType.SpecialType != _number || method.RefKind != RefKind.None
            || method.Parameters.Any(parameter => parameter.Type.SpecialType != _number || parameter.RefKind != RefKind.None)
            || (form.Plain is { } count ? plain != count : plain == 0))
            return $"must {wanted}";
        if (method.Parameters.FirstOrDefault(parameter => !form.Roles.Contains(RoleOf(parameter))) is { } marked)
            return $"cannot have '{marked.Name}' marked [{RoleOf(marked) switch { FunctionRole.Trained => "Parameter", FunctionRole.Target => "Target", _ => "Derivative" }}]";
        return Syntax(method) is not { } syntax || !_compilation.ContainsSyntaxTree(syntax.SyntaxTree) ? "must have a body: what it computes is read from its text" : null;
    }

    private static FunctionRole RoleOf(IParameterSymbol parameter) => Parameter(parameter).Role;

    private static FunctionParameter Parameter(IParameterSymbol parameter)
    {
        if (Mark(parameter, "ParameterAttribute") is { } trained)
            return new FunctionParameter(parameter.Name, FunctionRole.Trained) { InitialValue = trained.ConstructorArguments.Select(argument => argument.Value as double?).FirstOrDefault() ?? 1 };
        if (Mark(parameter, "DerivativeAttribute") is { } derivative)
        {
            return new FunctionParameter(parameter.Name, FunctionRole.Derivative)
            {
                Inputs = derivative.ConstructorArguments.Where(argument => argument.Kind == TypedConstantKind.Array && !argument.IsNull).SelectMany(argument => argument.Values).Select(value => value.Value as int? ?? 0).ToEquatableArray(),
                Output = derivative.NamedArguments.Select(argument => argument.Value.Value as int?).FirstOrDefault() ?? 0,
            };
        }

        return new FunctionParameter(parameter.Name, Mark(parameter, "TargetAttribute") is null ? FunctionRole.Plain : FunctionRole.Target);
    }

    /// <summary>Which node of a method's syntax a parameter is.</summary>
    private static int? NodeOf(IMethodSymbol method, int parameter)
    {
        MethodDeclarationSyntax syntax = Syntax(method)!;
        int node = syntax.DescendantNodesAndSelf().ToList().IndexOf(syntax.ParameterList.Parameters[parameter]);
        return node < 0 ? null : node;
    }

    private static AttributeData? Mark(IParameterSymbol parameter, string name) =>
        parameter.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass is { } type && type.Name == name && DeclarationReader.IsFromNetGen(type));

    /// <summary>The declaration of a method that has a body.</summary>
    public static MethodDeclarationSyntax? Syntax(IMethodSymbol method) => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences
        .Select(reference => reference.GetSyntax()).OfType<MethodDeclarationSyntax>().FirstOrDefault(syntax => syntax.Body is not null || syntax.ExpressionBody is not null);

    /// <summary>What a method returns for given arguments; null after a problem, or where the compiler rejects the method.</summary>
    private Expression? Inline(IMethodSymbol method, IReadOnlyList<object> arguments, IOperation? call)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_calls.Contains(method, SymbolEqualityComparer.Default))
            return Refuse(call!, $"'{method.Name}' calls itself");
        MethodDeclarationSyntax syntax = Syntax(method)!;
        SemanticModel model = _compilation.GetSemanticModel(syntax.SyntaxTree);
        if (model.GetDiagnostics(syntax.Span, _cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            || model.GetOperation(syntax, _cancellation) is not IMethodBodyOperation { } body || (body.BlockBody ?? body.ExpressionBody) is not { } block)
            return null;

        Scope scope = new();
        // The body of a partial method reads the parameters of the part that it stands in.
        IMethodSymbol written = method.PartialImplementationPart ?? method;
        for (int i = 0; i < written.Parameters.Length; i++)
            scope.Set(written.Parameters[i], arguments[i]);
        _calls.Add(method);
        Expression? value = Run(new Steps(block, null), scope);
        _calls.RemoveAt(_calls.Count - 1);
        return value;
    }

    /// <summary>Notes what has no derivative, at its place in the method that is being read.</summary>
    private Expression? Refuse(IOperation operation, string reason)
    {
        IMethodSymbol method = _calls[_calls.Count - 1];
        string text = string.Join(" ", operation.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        int node = Syntax(method)!.DescendantNodesAndSelf().ToList().FindIndex(node => node.Span == operation.Syntax.Span && node.RawKind == operation.Syntax.RawKind);
        _problem ??= new FunctionProblem(NoDerivative, Array.IndexOf(_members, method), node < 0 ? null : node, new([text.Length <= 60 ? text : text.Substring(0, 57) + "...", method.Name, reason]));
        return null;
    }
}

/// <summary>What the method of an attribute must look like.</summary>
/// <param name="Plain">How many numbers it takes, trained scalars apart; null for any.</param>
/// <param name="Words">What these are, for messages.</param>
/// <param name="Roles">What its parameters may stand for.</param>
internal sealed record FunctionForm(int? Plain, string Words, params FunctionRole[] Roles)
{
    public static readonly FunctionForm Activation = new(1, "one {0}", FunctionRole.Plain, FunctionRole.Trained);

    public static readonly FunctionForm Loss = new(2, "two {0}s, an output and its target,", FunctionRole.Plain);

    public static readonly FunctionForm Residual = new(null, "{0}s: the inputs, the outputs, derivatives and targets,", FunctionRole.Plain, FunctionRole.Derivative, FunctionRole.Target);

    public static readonly FunctionForm Formula = new(null, "{0}s", FunctionRole.Plain, FunctionRole.Target);

    public string Takes(string number) => "take " + Words.Replace("{0}", number);
}
