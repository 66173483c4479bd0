using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Formulas;
using NetGen.Generator.Graph;

namespace NetGen.Generator;

/// <summary>
/// Keeps a failure of the generator inside the network, or the formula, that it happens in. To the compiler one exception is the end of
/// the whole generator: every network of the project would lose its members, under a warning without a place.
/// </summary>
internal static class Containment
{
    /// <summary>The declaration of a network; one that holds the failure where it cannot be read. Null where not even its name can be: then the analyzer fails at it as well, and says so.</summary>
    public static NetworkDeclaration? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        try
        {
            return DeclarationReader.Read(type, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return Attempt(() => DeclarationReader.ReadClass(type, cancellation) with { Failure = Failure.Describe(failure) });
        }
    }

    /// <summary>The file of a network; one whose members throw where it cannot be written; null where no file could complete the class.</summary>
    /// <param name="emit">Writes a network in which everything fits.</param>
    public static GeneratedFile? Write(NetworkDeclaration declaration, Func<Outline, string> emit)
    {
        string? failure = declaration.Failure;
        if (failure is null)
        {
            try
            {
                return File(declaration, Text(Outline.Of(declaration), emit));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failure = Failure.Describe(exception);
            }
        }

        // With the members that its attributes ask for, or where following them is what fails, with those that every network has.
        NetworkDeclaration bare = declaration with { Attributes = new([declaration.Network]) };
        return Attempt(() => File(declaration, Failed(Outline.Of(declaration), failure)))
            ?? Attempt(() => File(declaration, Failed(new Outline(bare, EquatableArray<OutlineItem>.Empty), failure)));
    }

    /// <summary>A formula; null where it cannot be read. The analyzer fails at it as well, and says so.</summary>
    public static FormulaDeclaration? Read(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        Attempt(() => FormulaDeclaration.Read(method, compilation, cancellation));

    /// <summary>The file of a formula; null where it cannot be written.</summary>
    public static GeneratedFile? Write(FormulaDeclaration formula) => Attempt(() => FormulaEmitter.Emit(formula));

    private static GeneratedFile? File(NetworkDeclaration declaration, string? text) =>
        text is null ? null : new GeneratedFile(declaration.Type.HintName, declaration.Type.FullName, text);

    private static string? Text(Outline outline, Func<Outline, string> emit) =>
        !Diagnostics.RuleSet.AllowsGeneration(outline) ? null
        : Diagnostics.RuleSet.FirstError(outline) is { } error ? NetworkEmitter.EmitBroken(outline, error) : emit(outline);

    private static string? Failed(Outline outline, string failure) =>
        Diagnostics.RuleSet.AllowsGeneration(outline) ? NetworkEmitter.EmitFailed(outline, failure) : null;

    /// <summary>A result, or null after a failure.</summary>
    private static T? Attempt<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return null;
        }
    }
}
