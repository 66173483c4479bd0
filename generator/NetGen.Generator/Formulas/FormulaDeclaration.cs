using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Formulas;

/// <summary>A method with <c>[Formula]</c> in its class: records and texts alone, as <see cref="NetworkDeclaration"/>.</summary>
/// <param name="Type">The class.</param>
/// <param name="Function">The method as an expression.</param>
/// <param name="Precision">Its number type.</param>
/// <param name="Signature">The types and names of its parameters, as C#.</param>
/// <param name="Obstacle">The id of what keeps the class from having another half; null where nothing does.</param>
internal sealed record FormulaDeclaration(TypeIdentity Type, FunctionRecord Function, Precision Precision, EquatableArray<string> Signature, string? Obstacle)
{
    public const string Attribute = "NetGen.FormulaAttribute";

    public const string NotPartial = "NETGEN125";
    public const string Clash = "NETGEN126";

    /// <summary>Type parameters of the method, as they are written behind its name; empty for none.</summary>
    public string TypeParameters { get; init; } = string.Empty;

    /// <summary>The version of C# that the class is compiled as.</summary>
    public int Language { get; init; } = int.MaxValue;

    /// <summary>Why there are no derivatives; null for a sound formula.</summary>
    public FunctionProblem? Problem { get; init; }

    /// <summary>The names of the generated members.</summary>
    public static IEnumerable<string> Members(string method) => [method + "Gradient", method + "Hessian"];

    public static FormulaDeclaration Read(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        INamedTypeSymbol type = method.ContainingType;
        Precision precision = method.ReturnType.SpecialType == SpecialType.System_Single ? Precision.Single : Precision.Double;
        FunctionRecord function = new FunctionReader(type, compilation, precision, cancellation).Read(method, "Formula", FunctionForm.Formula);
        string[] signature = [.. method.Parameters.Select(parameter => $"{(parameter.RefKind == RefKind.None ? string.Empty : "ref ")}{parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {Schedules.Vector.Keywords.Escape(parameter.Name)}")];
        FunctionProblem? obstacle = ObstacleOf(method, cancellation);
        return new FormulaDeclaration(DeclarationReader.Identity(type), function, precision, new(signature), obstacle?.Id ?? (CanBeRepeated(method) ? null : Diagnostics.RuleSet.CompilerError))
        {
            // What is wrong with the class is reported at the first of its formulas.
            Problem = obstacle is null ? function.Problem : obstacle.Id == NotPartial && !IsFirst(method) ? null : obstacle,
            TypeParameters = method.TypeParameters.Length == 0 ? string.Empty : $"<{string.Join(", ", method.TypeParameters.Select(parameter => Schedules.Vector.Keywords.Escape(parameter.Name)))}>",
            Language = ClassReader.Language(type),
        };
    }

    private static bool IsFirst(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method, ClassReader.Members(method.ContainingType).OfType<IMethodSymbol>().First(other => other.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == Attribute)));

    /// <summary>Whether generated members can stand beside a method and take its parameters: what is half typed may have no name or no class.</summary>
    private static bool CanBeRepeated(IMethodSymbol method) =>
        method.ContainingType.CanBeReferencedByName && method.Parameters.All(parameter => parameter.Name.Length > 0 && CanBeRepeated(parameter.Type));

    /// <summary>Whether a generated member may take a type as well: not one that the compiler rejects, or that only some code may name.</summary>
    private static bool CanBeRepeated(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol or IErrorTypeSymbol => false,
        IArrayTypeSymbol array => CanBeRepeated(array.ElementType),
        INamedTypeSymbol named => !named.IsFileLocal && named.DeclaredAccessibility is Accessibility.Public && named.TypeArguments.All(CanBeRepeated) && (named.ContainingType is null || CanBeRepeated(named.ContainingType)),
        _ => true,
    };

    private static FunctionProblem? ObstacleOf(IMethodSymbol method, CancellationToken cancellation)
    {
        INamedTypeSymbol type = method.ContainingType;
        ISymbol[] members = ClassReader.Members(type).ToArray();
        int member = Array.IndexOf(members, method);
        string[] closed = [.. ClassReader.Nesting(type).Where(outer => !ClassReader.IsPartial(outer, cancellation)).Select(outer => outer.Name)];
        if (closed.Length > 0)
            return new FunctionProblem(NotPartial, member, null, new([string.Join("', '", closed), "partial", method.Name]));
        if (ClassReader.Nesting(type).Any(outer => outer.IsFileLocal))
            return new FunctionProblem(NotPartial, member, null, new([type.Name, "visible outside its file", method.Name]));
        string? taken = Members(method.Name).FirstOrDefault(name => members.Any(other => other.Name == name) || type.Name == name);
        // Overloads with [Formula] would both write their members; the parameters tell those apart, too.
        return taken is null ? null : new FunctionProblem(Clash, member, null, new([taken, method.Name, type.Name]));
    }
}
