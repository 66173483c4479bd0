namespace NetGen.Models.Tests.Export;

/// <summary>The networks of all rows, compiled together in both precisions.</summary>
public sealed class LayerNetworks
{
    private static readonly Lazy<IReadOnlyList<(LayerRow Row, string Declaration, ExportedNetwork Network)>> s_all = new(Compile);

    internal IReadOnlyList<(LayerRow Row, string Declaration, ExportedNetwork Network)> All => s_all.Value;

    internal IReadOnlyList<(LayerRow Row, string Declaration, ExportedNetwork Network)> Of(string kind) => [.. All.Where(each => each.Row.Kind == kind)];

    private static (LayerRow Row, string Declaration, ExportedNetwork Network)[] Compile()
    {
        (LayerRow Row, string Declaration, string Name)[] networks =
        [
            .. LayerRows.All.Append(LayerRows.Graphs).SelectMany(row => row.Declarations.Select(declaration => (row, declaration)))
                .SelectMany((each, i) => new[] { (each.row, each.declaration, $"{each.row.Kind}Network{i}"), (each.row, each.declaration, $"{each.row.Kind}Network{i}Double") }),
        ];
        IReadOnlyList<ExportedNetwork> compiled = ExportedNetwork.Compile(
            networks.Select(each => (each.Name, each.Declaration, Body(each.Row.Body, each.Name.EndsWith("Double", StringComparison.Ordinal)))), LayerRows.Shared);
        return [.. networks.Zip(compiled, (each, network) => (each.Row, each.Declaration, network))];
    }

    private static string Body(string body, bool isDouble) => body
        .Replace("NUMBER", isDouble ? "double" : "float", StringComparison.Ordinal)
        .Replace("MATH", isDouble ? "Math" : "MathF", StringComparison.Ordinal);
}
