using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests.Harness;

/// <summary>One run of the generator.</summary>
/// <param name="Compilation">The compilation with the generated files.</param>
/// <param name="Sources">The generated files.</param>
/// <param name="Diagnostics">What the generator reported.</param>
/// <param name="Exception">What it threw, if it did.</param>
internal sealed record GeneratorOutcome(
    Compilation Compilation,
    ImmutableArray<GeneratedSourceResult> Sources,
    ImmutableArray<Diagnostic> Diagnostics,
    Exception? Exception)
{
    /// <summary>The text of the only generated file.</summary>
    public string SingleText => Assert.Single(Sources).SourceText.ToString();
}
