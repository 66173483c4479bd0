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
/// <c>Dense1.weights</c> or <c>BatchNorm1.runningMean</c>.
/// </summary>
/// <param name="Taken">The tensors that were copied, in the order of the network that takes.</param>
/// <param name="OnlyGiven">Those that only the file, or the network that gives, has.</param>
/// <param name="OnlyOwn">Those that only the network that takes has; they stay as they were.</param>
/// <param name="Mismatches">Those that both have in different shapes; they stay as they were, too.</param>
public sealed record TransferReport(ImmutableArray<string> Taken, ImmutableArray<string> OnlyGiven, ImmutableArray<string> OnlyOwn, ImmutableArray<ShapeMismatch> Mismatches)
{
    /// <summary>The report, a line for each of the four lists.</summary>
    public override string ToString() =>
        $"taken: {List(Taken)}\nonly given: {List(OnlyGiven)}\nonly in the network: {List(OnlyOwn)}\nof another shape: {List(Mismatches)}";

    /// <summary>Compares the tensors of both sides.</summary>
    internal static TransferReport Of(IReadOnlyCollection<SafetensorsTensor> given, ImmutableArray<SafetensorsTensor> own)
    {
        Dictionary<string, SafetensorsTensor> givenByName = given.ToDictionary(tensor => tensor.Name);
        var taken = ImmutableArray.CreateBuilder<string>();
        var onlyOwn = ImmutableArray.CreateBuilder<string>();
        var mismatches = ImmutableArray.CreateBuilder<ShapeMismatch>();
        foreach (SafetensorsTensor tensor in own)
        {
            if (!givenByName.Remove(tensor.Name, out SafetensorsTensor? other))
                onlyOwn.Add(tensor.Name);
            else if (other.Shape.AsSpan().SequenceEqual(tensor.Shape.AsSpan()))
                taken.Add(tensor.Name);
            else
                mismatches.Add(new ShapeMismatch(tensor.Name, tensor.Shape, other.Shape));
        }

        ImmutableArray<string> onlyGiven = [.. given.Select(tensor => tensor.Name).Where(givenByName.ContainsKey)];
        return new TransferReport(taken.ToImmutable(), onlyGiven, onlyOwn.ToImmutable(), mismatches.ToImmutable());
    }

    private static string List<TItem>(ImmutableArray<TItem> items) => items.IsEmpty ? "none" : string.Join(", ", items);
}
