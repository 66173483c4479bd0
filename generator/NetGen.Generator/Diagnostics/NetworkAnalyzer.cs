using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Declaration;
using NetGen.Generator.Formulas;

namespace NetGen.Generator.Diagnostics;

/// <summary>The host of all rules: outlines every network class once, asks the rules, and finds the places of what they answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. RuleSet.Rules.Select(rule => rule.Descriptor), Descriptors.NoNetwork, Descriptors.FormulaClass, Descriptors.FormulaMember, Descriptors.Failure];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // The generator makes no difference between written and generated declarations, so neither does the verdict.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterSymbolAction(symbol => Contained(symbol, Analyze), SymbolKind.NamedType);
        context.RegisterSymbolAction(symbol => Contained(symbol, AnalyzeFormula), SymbolKind.Method);
    }

    /// <summary>Runs an analysis whose failure is reported at its class or method, and costs no other.</summary>
    private static void Contained(SymbolAnalysisContext context, Action<SymbolAnalysisContext> analyze)
    {
        try
        {
            analyze(context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ISymbol symbol = context.Symbol;
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Failure, symbol.Locations.FirstOrDefault(place => place.IsInSource), symbol.Name, Failure.Describe(failure)));
        }
    }

    private static void AnalyzeFormula(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        if (method.GetAttributes().All(attribute => attribute.AttributeClass?.ToDisplayString() != FormulaDeclaration.Attribute)
            || FormulaDeclaration.Read(method, context.Compilation, context.CancellationToken) is not { } formula)
            return;
        if (formula.Problem is not { } problem)
        {
            // The generator is silent about a formula that it fails at; what it fails at, this fails at as well.
            FormulaEmitter.Emit(formula);
            return;
        }

        DiagnosticDescriptor descriptor = problem.Id switch
        {
            FormulaDeclaration.NotPartial => Descriptors.FormulaClass,
            FormulaDeclaration.Clash => Descriptors.FormulaMember,
            FunctionReader.WrongSignature => Descriptors.FunctionSignature,
            _ => Descriptors.FunctionDerivative,
        };
        ISymbol place = problem.Member is >= 0 and { } member ? ClassReader.Members(method.ContainingType).ElementAt(member) : method;
        context.ReportDiagnostic(Diagnostic.Create(descriptor, ProblemPlaces.Of(place, problem.Node), [.. problem.Message]));
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        ImmutableAttributes attributes = DeclarationReader.Attributes(type);
        // On anything but a class the compiler reports each of them.
        if (type.TypeKind != TypeKind.Class || attributes.Items.Count == 0)
            return;

        NetworkDeclaration declaration = DeclarationReader.Read(type, context.CancellationToken);
        if (declaration.WeightsName is not null)
            declaration = WeightsChoice.Into(declaration, WeightsChoice.Files(context.Options.AdditionalFiles, context.CancellationToken));
        ProblemPlaces places = new(type, attributes, context.CancellationToken);
        if (declaration.Attributes.All(attribute => attribute.Kind != "Network"))
        {
            // A misspelt [Network] is the compiler's to report.
            if (declaration.Attributes.Any(attribute => attribute.Kind == "Block"))
                Report(context, Inspection.OfBlock(type, context.CancellationToken));
            else if (!declaration.Class.HasUnresolvedAttribute)
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.NoNetwork, places.Attribute(0), declaration.Attributes[0].Kind, type.Name));
            return;
        }

        Inspection inspection = Inspection.Of(type, declaration, places);
        if (GeneratedHalf.Failure(type) is { } failure)
            context.ReportDiagnostic(Diagnostic.Create(Descriptors.Failure, places.Of(new Problem(Descriptors.Failure.Id, Problem.OfClass, new([]))), type.Name, failure));
        Report(context, inspection);
    }

    private static void Report(SymbolAnalysisContext context, Inspection inspection)
    {
        ProblemPlaces places = inspection.Places;
        foreach (Problem problem in inspection.Problems)
            context.ReportDiagnostic(Diagnostic.Create(Inspection.RuleOf(problem).Descriptor, places.Of(problem), problem.Related.Select(places.Attribute), [.. problem.Message]));
    }
}
