using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>
/// A declaration with its layers recognised and their shapes followed as far as they fit. Judges nothing: what is
/// missing is null, and the rules of <c>Diagnostics</c> say why.
/// </summary>
internal sealed record Outline(NetworkDeclaration Declaration, Shape? Input, EquatableArray<OutlineItem> Items)
{
    /// <summary>The bytes of the workspace of one sample, once there is a schedule that tells.</summary>
    public long? WorkspaceBytes { get; init; }

    /// <summary>The layers in order.</summary>
    public IEnumerable<OutlineItem> Layers => Items.Where(item => item.Layer is not null);

    /// <summary>The losses; a sound network has at most one.</summary>
    public IEnumerable<OutlineItem> Losses => Items.Where(item => item.Loss is not null);

    /// <summary>The penalties.</summary>
    public IEnumerable<OutlineItem> Penalties => Items.Where(item => item.Penalty is not null);

    /// <summary>The layer that a penalty is on: the last one with weights before it. Null for all layers, where it stands before the first or behind the loss.</summary>
    public OutlineItem? PenalizedBy(OutlineItem penalty) => Losses.Any(loss => loss.Index < penalty.Index)
        ? null
        : Layers.LastOrDefault(layer => layer.Index < penalty.Index && layer.Layer is WeightedLayer);

    /// <summary>The inputs; a sound network has one.</summary>
    public IEnumerable<OutlineItem> Inputs => Items.Where(item => item.Attribute.Kind == "Input");

    /// <summary>The loss, if there is one and it stands where it belongs.</summary>
    public OutlineItem? OnlyLoss => Losses.Count() == 1 && Items.Last(item => item.Layer is not null || item.Loss is not null) is { Loss: not null } loss ? loss : null;

    /// <summary>The shape of the last layer's output.</summary>
    public Shape? Output => Layers.LastOrDefault() is { } last ? last.Output : Input;

    /// <summary>What makes the input of a layer or loss: the layer before it, or the input of the network.</summary>
    public OutlineItem Before(OutlineItem item) => item.Sources.Count > 0 ? Items[item.Sources[0]] : Layers.LastOrDefault(layer => layer.Index < item.Index) ?? Inputs.First();

    /// <summary>Whether layers read others than the one before them.</summary>
    public bool HasBranches => Layers.Any(item => item.Layer is Join || item.From is not null);

    /// <summary>The derived chain up to a layer: <c>28x28x1 -> Flatten1 784 -> Dense1 128</c>.</summary>
    public string Chain(OutlineItem upTo)
    {
        List<string> parts = [Input?.ToString() ?? "?"];
        foreach (OutlineItem layer in Layers.TakeWhile(layer => layer.Index != upTo.Index))
            parts.Add($"{layer.Name} {layer.Output?.ToString() ?? "?"}");
        return string.Join(" -> ", parts);
    }

    public static Outline Of(NetworkDeclaration declaration)
    {
        AttributeRecord? input = declaration.Attributes.FirstOrDefault(attribute => attribute.Kind == "Input");
        Shape? shape = input is null ? null : InputShape(input);
        Shape? current = shape;

        Dictionary<string, int> ordinals = [];
        List<OutlineItem> items = [];
        int running = -1;
        for (int i = 0; i < declaration.Attributes.Count; i++)
        {
            AttributeRecord attribute = declaration.Attributes[i];
            Layer? layer = LayerCatalogue.Layer(attribute);
            Loss? loss = LayerCatalogue.Loss(attribute);
            if (layer is null)
            {
                items.Add(new OutlineItem(i, attribute, null, loss, loss is null ? attribute.String("Name") ?? attribute.Kind : "Loss", current, null) { Penalty = LayerCatalogue.Penalty(attribute) });
                // Whatever it was meant to do to the shape, nothing is known after it.
                if (attribute.Family == "Layer")
                    current = null;
                if (attribute.Kind == "Input" || attribute.Family == "Layer")
                    running = i;
                continue;
            }

            ordinals[layer.Prefix] = ordinals.TryGetValue(layer.Prefix, out int ordinal) ? ordinal + 1 : 1;
            string name = attribute.String("Name") ?? layer.Prefix + Numbers.Text(ordinals[layer.Prefix]);
            OutlineItem?[] sources = [.. Sources(items, attribute, layer, running)];
            Shape?[] inputs = [.. sources.Select(source => source is null ? null : source.Attribute.Kind == "Input" ? shape : source.Output)];
            Shape? output = inputs.Any(each => each is null) || layer.Arguments.Any() ? null
                : layer is Join join ? join.Output([.. inputs.Select(each => each!)])
                : layer is InputDerivatives derivatives ? (items.All(item => item.Output is null or { IsVector: true }) ? derivatives.Output(inputs[0]!, shape!) : null)
                : layer.Output(inputs[0]!);
            items.Add(new OutlineItem(i, attribute, layer, null, name, inputs[0], output) { Sources = new([.. sources.Where(source => source is not null).Select(source => source!.Index)]) });
            current = output;
            running = i;
        }

        return new Outline(declaration, shape, items.ToEquatableArray());
    }

    /// <summary>What a layer reads, in order; null for a name that nothing before it has.</summary>
    private static IEnumerable<OutlineItem?> Sources(List<OutlineItem> before, AttributeRecord attribute, Layer layer, int running)
    {
        yield return attribute.String("From") is { } from ? Find(before, from) : running < 0 ? null : before[running];
        foreach (string name in layer is Join join ? join.Names : [])
            yield return Find(before, name);
    }

    private static OutlineItem? Find(List<OutlineItem> before, string name) =>
        before.FirstOrDefault(item => item.Name == name && (item.Layer is not null || item.Attribute.Kind == "Input"));

    private static Shape? InputShape(AttributeRecord input)
    {
        int[] extents = input.Positional.Select(argument => argument.Value is int extent ? extent : 0).ToArray();
        return extents.Length > 0 && extents.All(extent => extent >= 1) && extents.Aggregate(1L, (size, extent) => size * extent) <= int.MaxValue
            ? new Shape(extents)
            : null;
    }
}

/// <summary>One attribute of the declaration.</summary>
/// <param name="Index">Its place among NetGen's attributes of the class.</param>
/// <param name="Layer">The layer it names, if it names one.</param>
/// <param name="Loss">The loss it names, if it names one.</param>
/// <param name="Name">The name of the layer.</param>
/// <param name="Input">What comes in, if that is known.</param>
/// <param name="Output">What goes out, if it fits.</param>
internal sealed record OutlineItem(int Index, AttributeRecord Attribute, Layer? Layer, Loss? Loss, string Name, Shape? Input, Shape? Output)
{
    /// <summary>The items that a layer reads, without those whose names nothing has.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;

    /// <summary>The name that it is told to read from.</summary>
    public string? From => Attribute.String("From");

    /// <summary>The penalty it names, if it names one.</summary>
    public Penalty? Penalty { get; init; }

    /// <summary>The name that the author gave it.</summary>
    public string? GivenName => Attribute.String("Name");

    /// <summary>Whether it calls itself a layer or a loss, and is none of those in the catalogue.</summary>
    public bool IsUnknown => Layer is null && Loss is null && Attribute.Family.Length != 0;
}
