namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Ends a test of which only the declaration is wanted.</summary>
/// <param name="source">The wrong declaration; null where the test has none.</param>
internal sealed class CollectedException(string? source) : Exception
{
    public string? Declaration { get; } = source;
}
