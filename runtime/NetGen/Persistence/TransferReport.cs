using System.Collections.Immutable;

namespace NetGen;

/// <summary>A tensor that both sides of a transfer have, in different shapes.</summary>
/// <param name="Tensor">Its key, such as <c>Dense1.weights</c>.</param>
/// <param name="Expected">The extents in the network that takes.</param>
/// <param name="Given">The extents in the file, or in the network that gives.</param>
public sealed record ShapeMismatch(string Tensor, ImmutableArray<int> Expected, ImmutableArray<int> Given)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Tensor}: expected [{string.Join(", ", Expected)}], got [{string.Join(", ", Given)}]";
}

/// <summary>
/// What came of a transfer of weights between networks of different topologies. Tensors go by their keys, layer and name, such as
/// <c>Dense1.weights</c> or <c>BatchNorm1.runningMean</c>. A layer is taken whole or not at all.
/// </summary>
/// <param name="Taken">The tensors that were copied, in the order of the network that takes.</param>
/// <param name="OnlyGiven">Those that only the file, or the network that gives, has.</param>
/// <param name="OnlyOwn">Those that only the network that takes has; they stay as they were.</param>
/// <param name="Mismatches">Those that both have in different shapes; they stay as they were, too.</param>
public sealed record TransferReport(
    ImmutableArray<string> Taken,
    ImmutableArray<string> OnlyGiven,
    ImmutableArray<string> OnlyOwn,
    ImmutableArray<ShapeMismatch> Mismatches)
{
    /// <summary>
    /// Layers of which some tensors agree and others do not, for example the biases alone where the weights have another name. Nothing of
    /// them was taken.
    /// </summary>
    public ImmutableArray<string> Incomplete { get; init; } = [];

    /// <summary>
    /// The tensors that both have in the same shape, but whose numbers in the file are of a type that the network cannot take without loss,
    /// each with that type.
    /// </summary>
    public ImmutableArray<string> OtherTypes { get; init; } = [];

    /// <summary>
    /// Whether the file has a scaler of the inputs, which was not read: the layers that were taken have learned from scaled inputs.
    /// </summary>
    public bool LeavesScaler { get; init; }

    /// <summary>The report, a line for each list, and one for a scaler that was left.</summary>
    public override string ToString() =>
        $"""
        taken: {List(Taken)}
        only given: {List(OnlyGiven)}
        only in the network: {List(OnlyOwn)}
        of another shape: {List(Mismatches)}
        of another type: {List(OtherTypes)}
        layers not taken, since some of their tensors agree and others do not: {List(Incomplete)}
        """.ReplaceLineEndings("\n") + (LeavesScaler ? "\nthe scaler of the file was not read" : string.Empty);

    /// <summary>Compares the tensors of both sides.</summary>
    internal static TransferReport Of(IReadOnlyList<SafetensorsEntry> given, SafetensorsLayout layout)
    {
        HashSet<string> own = [.. layout.Tensors.Select(tensor => tensor.Name)];
        Dictionary<string, SafetensorsEntry> wanted = given.Where(entry => own.Contains(entry.Name)).ToDictionary(entry => entry.Name);
        var agree = new HashSet<string>();
        var onlyOwn = ImmutableArray.CreateBuilder<string>();
        var mismatches = ImmutableArray.CreateBuilder<ShapeMismatch>();
        var types = ImmutableArray.CreateBuilder<string>();
        foreach (SafetensorsTensor tensor in layout.Tensors)
        {
            if (!wanted.TryGetValue(tensor.Name, out SafetensorsEntry? other))
                onlyOwn.Add(tensor.Name);
            else if (!other.Shape.AsSpan().SequenceEqual(tensor.Shape.AsSpan()))
                mismatches.Add(new ShapeMismatch(tensor.Name, tensor.Shape, other.Shape));
            else if (!SafetensorsNumbers.Widens(other.Type, layout.Type))
                types.Add($"{tensor.Name} ({other.Type})");
            else
                agree.Add(tensor.Name);
        }

        ILookup<bool, IGrouping<string, SafetensorsTensor>> layers =
            layout.Tensors.GroupBy(tensor => tensor.Layer).ToLookup(layer => layer.All(tensor => agree.Contains(tensor.Name)));
        IEnumerable<string> onlyGiven = given.Where(entry => !own.Contains(entry.Name)).Select(entry => entry.Name);
        HashSet<string> whole = [.. layers[true].Select(layer => layer.Key)];
        return new TransferReport(
            [.. layout.Tensors.Where(tensor => whole.Contains(tensor.Layer)).Select(tensor => tensor.Name)],
            [.. onlyGiven],
            onlyOwn.ToImmutable(),
            mismatches.ToImmutable())
        {
            OtherTypes = types.ToImmutable(),
            Incomplete = [.. layers[false].Where(layer => layer.Any(tensor => agree.Contains(tensor.Name))).Select(layer => layer.Key)],
        };
    }

    private static string List<TItem>(ImmutableArray<TItem> items) => items.IsEmpty ? "none" : string.Join(", ", items);
}
