using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Diagnostics;

namespace NetGen.CodeFixes;

/// <summary>Fixes in the methods of activations, losses and formulas.</summary>
internal static class FunctionEdits
{
    public static IEnumerable<DeclarationEdit> For(Diagnostic diagnostic, SyntaxNode node, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        if (diagnostic.Id == Descriptors.FormulaClass.Id && AddPartial(method) is { } completed)
            yield return completed;
        if (diagnostic.Id == Descriptors.FunctionSignature.Id && MakeStatic(method, model, cancellation) is { } made)
            yield return made;
        if (diagnostic.Id == Descriptors.FunctionDerivative.Id && InFloat(node, method, model, cancellation) is { } single)
            yield return single;
    }

    private static DeclarationEdit? AddPartial(MethodDeclarationSyntax method) =>
        DeclarationEdit.AddPartial(method) is { Changes.Count: > 0 } edit ? edit : null;

    /// <summary>A method that reads nothing of its object, and lacks nothing but <c>static</c>.</summary>
    private static DeclarationEdit? MakeStatic(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(method, cancellation) is not IMethodSymbol { IsStatic: false, IsVirtual: false, IsOverride: false, IsAbstract: false, Arity: 0 } symbol
            || symbol.ReturnType.SpecialType is not (SpecialType.System_Single or SpecialType.System_Double)
            || symbol.Parameters.Any(parameter => parameter.RefKind != RefKind.None || !SymbolEqualityComparer.Default.Equals(parameter.Type, symbol.ReturnType))
            || method.DescendantNodes().Any(node => ReadsObject(node, symbol.ContainingType, model, cancellation)))
            return null;
        int start = method.Modifiers.Count == 0 ? method.ReturnType.SpanStart : method.Modifiers.Last().Span.End;
        return new DeclarationEdit("Make it static", method.SyntaxTree, [new TextChange(new TextSpan(start, 0), method.Modifiers.Count == 0 ? "static " : " static")]);
    }

    private static bool ReadsObject(SyntaxNode node, INamedTypeSymbol type, SemanticModel model, CancellationToken cancellation) => node switch
    {
        ThisExpressionSyntax or BaseExpressionSyntax => true,
        SimpleNameSyntax { Parent: not MemberAccessExpressionSyntax } or SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax } } =>
            model.GetSymbolInfo(node, cancellation).Symbol is { IsStatic: false, Kind: SymbolKind.Field or SymbolKind.Property or SymbolKind.Method or SymbolKind.Event } member
            && SymbolEqualityComparer.Default.Equals(member.ContainingType, type),
        _ => false,
    };

    /// <summary>Every <c>(float)Math.F(x)</c> of a method as <c>MathF.F(x)</c>, if the wrong one is among them.</summary>
    private static DeclarationEdit? InFloat(SyntaxNode wrong, MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation)
    {
        (CastExpressionSyntax Cast, InvocationExpressionSyntax Call)[] found = [.. method.DescendantNodes()
            .OfType<CastExpressionSyntax>()
            .Select(cast => (Cast: cast, Call: Inner(cast.Expression) as InvocationExpressionSyntax))
            .Where(pair => pair.Call is not null && IsDoubleCall(pair.Cast, pair.Call, model, cancellation))
            .Select(pair => (pair.Cast, pair.Call!))];
        // Of casts within casts the outer one would be changed twice.
        found = [.. found.Where(pair => !found.Any(other => other.Cast != pair.Cast && other.Cast.Contains(pair.Cast)))];
        if (found.All(pair => Inner(wrong) != pair.Call && Inner(wrong) != pair.Cast))
            return null;
        TextChange[] changes = [.. found.SelectMany(pair => Changes(pair.Cast, pair.Call))];
        string name = ((MemberAccessExpressionSyntax)found[0].Call.Expression).Name.Identifier.ValueText;
        return new DeclarationEdit(found.Length == 1 ? $"Use MathF.{name}" : "Use MathF", method.SyntaxTree, changes);
    }

    private static SyntaxNode Inner(SyntaxNode node) => node switch
    {
        ParenthesizedExpressionSyntax inner => Inner(inner.Expression),
        ArrowExpressionClauseSyntax arrow => Inner(arrow.Expression),
        _ => node,
    };

    /// <summary>A function of <c>Math</c> that there is in <c>MathF</c>, of numbers that are float or can be written so.</summary>
    private static bool IsDoubleCall(CastExpressionSyntax cast, InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(cast.Type, cancellation).Type?.SpecialType == SpecialType.System_Single
        && call.Expression is MemberAccessExpressionSyntax { Expression: var owner }
        && model.GetSymbolInfo(owner, cancellation).Symbol is INamedTypeSymbol { Name: "Math", ContainingNamespace.Name: "System" }
        && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Double } function
        && model.Compilation.GetTypeByMetadataName("System.MathF") is { } single
        && single.GetMembers(function.Name).OfType<IMethodSymbol>().Any(other => other.Parameters.Length == function.Parameters.Length && other.ReturnType.SpecialType == SpecialType.System_Single)
        && call.ArgumentList.Arguments.All(argument => IsDoubleLiteral(argument.Expression) || IsSingle(argument.Expression, model, cancellation));

    private static bool IsDoubleLiteral(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: double } literal && char.IsDigit(literal.Token.Text.Last());

    private static bool IsSingle(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        model.GetTypeInfo(expression, cancellation).Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Int32;

    private static IEnumerable<TextChange> Changes(CastExpressionSyntax cast, InvocationExpressionSyntax call)
    {
        MemberAccessExpressionSyntax member = (MemberAccessExpressionSyntax)call.Expression;
        string owner = member.Expression is MemberAccessExpressionSyntax space ? $"{space.Expression}.MathF" : "MathF";
        yield return new TextChange(TextSpan.FromBounds(cast.SpanStart, member.OperatorToken.SpanStart), owner);
        foreach (ArgumentSyntax argument in call.ArgumentList.Arguments.Where(argument => IsDoubleLiteral(argument.Expression)))
            yield return new TextChange(new TextSpan(argument.Span.End, 0), "f");
        // What stood in parentheses behind the cast stands without them.
        if (cast.Span.End > call.Span.End)
            yield return new TextChange(TextSpan.FromBounds(call.Span.End, cast.Span.End), string.Empty);
    }
}
