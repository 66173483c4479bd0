using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>
/// A declaration with its layers recognised and their shapes followed as far as they fit. Judges nothing: what is
/// missing is null, and the rules of <c>Diagnostics</c> say why.
/// </summary>
internal sealed record Outline(NetworkDeclaration Declaration, EquatableArray<OutlineItem> Items)
{
    /// <summary>One sample of all inputs: the shape of the only one, or one row of several, one behind the other.</summary>
    public Shape? Input => Together([.. Inputs]);

    /// <summary>The bytes of the workspace of one sample, once there is a schedule that tells.</summary>
    public long? WorkspaceBytes { get; init; }

    /// <summary>Whether it is that of a block by itself, whose input has no shape.</summary>
    public bool IsBlock { get; init; }

    /// <summary>The layers in order.</summary>
    public IEnumerable<OutlineItem> Layers => Items.Where(item => item.Layer is not null);

    /// <summary>The losses; a sound network has at most one, or one for each output that it names.</summary>
    public IEnumerable<OutlineItem> Losses => Items.Where(item => item.Loss is not null);

    /// <summary>The penalties.</summary>
    public IEnumerable<OutlineItem> Penalties => Items.Where(item => item.Penalty is not null);

    /// <summary>
    /// The layers whose parameters a penalty is on: the last one with weights before it, or all where it stands before the first layer or behind the loss. None
    /// where nothing before it has weights. Of layers that share parameters it is the one that owns them.
    /// </summary>
    public IEnumerable<OutlineItem> PenalizedBy(OutlineItem penalty)
    {
        OutlineItem[] before = [.. Layers.Where(layer => layer.Index < penalty.Index)];
        if (before.Length == 0 || Losses.Any(loss => loss.Index < penalty.Index))
            return Layers;
        return before.LastOrDefault(layer => layer.Layer is WeightedLayer) is { } nearest ? [nearest.Owner is { } owner ? Items[owner] : nearest] : [];
    }

    /// <summary>The inputs.</summary>
    public IEnumerable<OutlineItem> Inputs => Items.Where(item => item.IsInput);

    /// <summary>The outputs that are named; where there is none, the last layer is the output.</summary>
    public IEnumerable<OutlineItem> Outputs => Items.Where(item => item.IsOutput);

    /// <summary>The loss, if there is one, it stands where it belongs, and no output is named.</summary>
    public OutlineItem? OnlyLoss => !Outputs.Any() && Losses.Count() == 1 && Items.Last(item => item.Layer is not null || item.Loss is not null) is { Loss: not null } loss ? loss : null;

    /// <summary>One sample of all outputs: the shape of the only one, or one row of several.</summary>
    public Shape? Output => Outputs.Any() ? Together([.. Outputs]) : Layers.LastOrDefault() is { } last ? last.Output : Input;

    /// <summary>What makes the input of a layer or loss: the layer before it, or the input of the network.</summary>
    public OutlineItem Before(OutlineItem item) => item.Sources.Count > 0 ? Items[item.Sources[0]] : Layers.LastOrDefault(layer => layer.Index < item.Index) ?? Inputs.First();

    /// <summary>Whether layers read others than the one before them, or are read by more than the one behind them.</summary>
    public bool HasBranches => Inputs.Skip(1).Any() || Outputs.Any() || Layers.Any(item => item.Layer is Join || item.From is not null);

    /// <summary>The output that a loss is taken of: the one it stands right behind. Null where no output is named, or another loss or a layer stands between.</summary>
    public OutlineItem? OutputOf(OutlineItem loss) =>
        Items.LastOrDefault(item => item.Index < loss.Index && (item.IsOutput || item.Layer is not null || item.Loss is not null)) is { IsOutput: true } output ? output : null;

    /// <summary>The derived chain up to a layer: <c>28x28x1 -> Flatten1 784 -> Dense1 128</c>.</summary>
    public string Chain(OutlineItem upTo)
    {
        List<string> parts = Inputs.Skip(1).Any() ? [.. Inputs.Select(input => $"{input.Name} {input.Output?.ToString() ?? "?"}")] : [Input?.ToString() ?? "?"];
        foreach (OutlineItem layer in Layers.TakeWhile(layer => layer.Index != upTo.Index))
            parts.Add($"{layer.Name} {layer.Output?.ToString() ?? "?"}");
        return string.Join(" -> ", parts);
    }

    /// <summary>The same with another attribute at a place.</summary>
    public Outline With(int place, AttributeRecord attribute)
    {
        AttributeRecord[] attributes = [.. Declaration.Attributes];
        attributes[place] = attribute;
        NetworkDeclaration changed = Declaration with { Attributes = new(attributes) };
        return IsBlock ? OfBlock(changed) : Of(changed);
    }

    public static Outline Of(NetworkDeclaration declaration) => new(declaration, new OutlineBuilder(declaration.Attributes).Items());

    /// <summary>The outline of a block by itself.</summary>
    public static Outline Of(BlockRecord block)
    {
        TypeIdentity type = new(string.Empty, EquatableArray<string>.Empty, string.Empty, block.Name, block.Name, string.Empty, IsSealed: true);
        return OfBlock(new NetworkDeclaration(type, block.Attributes, ClassFacts.None with { HasUnresolvedAttribute = block.HasUnresolvedAttribute }));
    }

    private static Outline OfBlock(NetworkDeclaration declaration) => new(declaration, new OutlineBuilder(declaration.Attributes).BlockItems()) { IsBlock = true };

    /// <summary>The shape of one, or that of the row that several are.</summary>
    private static Shape? Together(OutlineItem[] parts)
    {
        if (parts.Length < 2)
            return parts.FirstOrDefault()?.Output;
        return parts.All(part => part.Output is not null) && parts.Sum(part => part.Output!.Size) is var size and <= int.MaxValue ? new Shape((int)size) : null;
    }
}

/// <summary>One attribute of the declaration, or of a block that it uses, or a projection.</summary>
/// <param name="Index">Its place among the items.</param>
/// <param name="Layer">The layer it names, if it names one.</param>
/// <param name="Loss">The loss it names, if it names one.</param>
/// <param name="Name">The name of the layer.</param>
/// <param name="Input">What comes in, if that is known.</param>
/// <param name="Output">What goes out, if it fits.</param>
internal sealed record OutlineItem(int Index, AttributeRecord Attribute, Layer? Layer, Loss? Loss, string Name, Shape? Input, Shape? Output)
{
    /// <summary>The attribute that it comes from, by its place among those that are written: its own, or the one that uses its block.</summary>
    public int Place { get; init; }

    /// <summary>Whether the attribute at its place is its own.</summary>
    public bool IsWritten { get; init; } = true;

    /// <summary>Where it stands in a block, if it comes from one.</summary>
    public BlockPlace? Origin { get; init; }

    /// <summary>Its name in the block that it stands in.</summary>
    public string LocalName { get; init; } = Name;

    /// <summary>Under what its parameters are shared; null where they are its own.</summary>
    public string? Share { get; init; }

    /// <summary>The layer whose parameters it has, where it shares those of an earlier one.</summary>
    public int? Owner { get; init; }

    /// <summary>What is wrong with the use of a block, if it is one.</summary>
    public BlockFault? Fault { get; init; }

    /// <summary>The names that it reads and that nothing before it has.</summary>
    public EquatableArray<string> Missing { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The names that it could read, where one is missing.</summary>
    public EquatableArray<string> Known { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The items that a layer reads, without those whose names nothing has.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;

    public bool IsInput => Attribute.Kind == "Input";

    /// <summary>Whether it names an output.</summary>
    public bool IsOutput => Attribute.Kind == "Output";

    /// <summary>An output with the layer that it names, if there is one.</summary>
    public OutlineItem Reading(OutlineItem? layer) => layer is null ? this : this with { Sources = new([layer.Index]), Input = layer.Output, Output = layer.Output };

    /// <summary>The name that it is told to read from.</summary>
    public string? From => Attribute.String("From");

    /// <summary>The penalty it names, if it names one.</summary>
    public Penalty? Penalty { get; init; }

    /// <summary>The name that the author gave it.</summary>
    public string? GivenName => Attribute.String("Name");

    /// <summary>Whether it calls itself a layer or a loss, and is none of those in the catalogue.</summary>
    public bool IsUnknown => Layer is null && Loss is null && Attribute.Family.Length != 0 && !IsUse && !Attribute.IsStranger;

    /// <summary>Whether it puts the layers of a block behind it.</summary>
    public bool IsUse => Attribute.Kind == "Use";
}
