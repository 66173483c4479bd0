namespace NetGen.Models.Tests.Export;

/// <summary>The same random networks for several tests, compiled together.</summary>
public sealed class RandomNetworks
{
    private const int Count = 200;

    private static readonly Lazy<IReadOnlyList<(string Declaration, ExportedNetwork Network)>> s_all = new(() =>
    {
        string[] declarations = [.. Enumerable.Range(0, Count).Select(RandomNetwork.Of)];
        return [.. declarations.Zip(ExportedNetwork.Compile(declarations.Select((declaration, i) => ($"Random{i}", declaration, string.Empty))))];
    });

    internal IReadOnlyList<(string Declaration, ExportedNetwork Network)> All => s_all.Value;

    /// <summary>The range of what goes in.</summary>
    internal static LayerRow Range { get; } = new("Random");
}
