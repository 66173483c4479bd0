using System.Collections.Immutable;
using System.Text.Json;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>The configuration of an array of layers.</summary>
internal sealed record NamArray(
    string Name, int InputSize, int ConditionSize, int HeadSize, int Channels, int Kernel, ImmutableArray<int> Dilations)
{
    /// <summary>What its convolutions and products may have of everything; above it the layers would not fit into memory.</summary>
    private const int Most = 1 << 14;

    private static readonly ImmutableHashSet<string> s_known =
        ["input_size", "condition_size", "head_size", "channels", "kernel_size", "dilations", "activation", "gated", "head_bias"];

    public required SoundActivation Activation { get; init; }

    public bool IsGated { get; init; }

    public bool HeadBias { get; init; }

    /// <summary>How many steps its convolutions look back.</summary>
    public int Past => Dilations.Sum() * (Kernel - 1);

    public static ImmutableArray<NamArray> ReadAll(JsonNode config)
    {
        ImmutableArray<NamArray> arrays =
            [.. config.Array("layers").Select((element, i) => Read(new JsonNode(element, $"array {i}", "WaveNet")))];
        if (arrays.IsEmpty)
            throw config.Fault("'layers' is empty");
        for (int i = 0; i < arrays.Length; i++)
        {
            NamArray array = arrays[i];
            var owner = new JsonNode(default, array.Name, "WaveNet");
            if (array.ConditionSize != arrays[0].InputSize)
                throw owner.Fault($"its condition has {array.ConditionSize} numbers, and the input sound has {arrays[0].InputSize}");
            if (i > 0 && array.InputSize != arrays[i - 1].Channels)
                throw owner.Fault(
                    $"its input has {array.InputSize} numbers, and the array before it has {arrays[i - 1].Channels} channels");
            if (i > 0 && array.Channels != arrays[i - 1].HeadSize)
                throw owner.Fault($"it has {array.Channels} channels, and the head of the array before it has {arrays[i - 1].HeadSize}");
        }

        return arrays;
    }

    private static NamArray Read(JsonNode node)
    {
        if (node.Element.ValueKind != JsonValueKind.Object)
            throw node.Fault("it is no object");
        if (node.Element.EnumerateObject()
            .FirstOrDefault(property => !s_known.Contains(property.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            throw node.Fault($"its property '{unknown.Name}' is not known");
        ImmutableArray<int> dilations = [.. node.Array("dilations").Select(element =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int dilation) && dilation is >= 1 and <= 1 << 20
                ? dilation : throw node.Fault("'dilations' holds something else than counts of at least 1"))];
        var array = new NamArray(
            node.Node, node.Int("input_size"), node.Int("condition_size"), node.Int("head_size"), node.Int("channels"),
            node.Int("kernel_size"), dilations)
        {
            Activation = SoundActivation.OfNam(node),
            IsGated = node.Bool("gated"),
            HeadBias = node.Bool("head_bias"),
        };
        if (dilations.IsEmpty || dilations.Length > 256)
            throw node.Fault($"it has {dilations.Length} layers");
        return new[] { array.InputSize, array.ConditionSize, array.HeadSize, array.Channels, array.Kernel }.Max() <= Most
            ? array : throw node.Fault($"a size is larger than {Most}");
    }
}
