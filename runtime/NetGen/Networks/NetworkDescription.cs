using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>What a network is made of: its layers with their shapes, parameters and costs.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Precision">The number type.</param>
/// <param name="InputShape">The extents of one input sample.</param>
/// <param name="Layers">The layers in order, losses excluded.</param>
/// <param name="Loss">The kind of the loss, or null.</param>
/// <param name="Fingerprint">A hash of the topology in hexadecimal: equal for networks whose parameters are interchangeable.</param>
/// <param name="WorkspaceBytesFixed">Bytes of a workspace that do not depend on the batch.</param>
/// <param name="WorkspaceBytesPerSample">Bytes of a workspace for each sample of the batch.</param>
public sealed record NetworkDescription(
    string Name,
    Precision Precision,
    ImmutableArray<int> InputShape,
    ImmutableArray<LayerDescription> Layers,
    string? Loss,
    string Fingerprint,
    long WorkspaceBytesFixed,
    long WorkspaceBytesPerSample)
{
    /// <summary>What <see cref="LayerDescription.Inputs"/> calls the input of a network that has one input without a name.</summary>
    public const string InputName = "";

    /// <summary>The layers in order, losses excluded, each with the names of what it reads.</summary>
    public ImmutableArray<LayerDescription> Layers { get; init; } = Connected(Layers);

    /// <summary>The class index whose samples count for nothing in the loss; null if there is none.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>
    /// How many weights, one for each step of a sequence, lie after the targets of a sample; 0 if the steps have no weights.
    /// </summary>
    public int StepWeights { get; init; }

    /// <summary>Every parameter slot, in the order of the flat parameters.</summary>
    public IEnumerable<ParameterSlot> Slots => Layers.SelectMany(layer => layer.Slots);

    /// <summary>Every buffer, in the order of the flat buffers.</summary>
    public IEnumerable<BufferSlot> Buffers => Layers.SelectMany(layer => layer.Buffers);

    /// <summary>The trained numbers of all layers.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Multiply-adds of one forward pass of one sample.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>
    /// The network as a table: a line for each layer with its kind, output shape, parameters and multiply-adds, and one for all of them.
    /// </summary>
    public override string ToString()
    {
        List<string[]> rows =
        [
            ["layer", "kind", "output", "parameters", "multiply-adds"],
            ["Input", string.Empty, Text(InputShape), "0", "0"],
            .. Layers.Select(layer =>
                new[] { layer.Name, layer.Kind, Text(layer.OutputShape), Text(layer.ParameterCount), Text(layer.MultiplyAdds) }),
            ["in all", string.Empty, string.Empty, Text(ParameterCount), Text(MultiplyAdds)],
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        // Words from the left, numbers from the right.
        IEnumerable<string> lines =
            rows.Select(row => string.Join(
            "  ", row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
        return string.Join('\n',
            lines.Prepend(
            $"{Name}, {(Precision == Precision.Double ? "double" : "single")} precision{(Loss is null ? string.Empty : $", {Loss}")}"));
    }

    /// <summary>A layer that does not say what it reads takes what the layer before it puts out.</summary>
    private static ImmutableArray<LayerDescription> Connected(ImmutableArray<LayerDescription> layers) =>
        [.. layers.Select((layer, place) => layer.Inputs.IsEmpty
            ? layer with { Inputs = [place == 0 ? InputName : layers[place - 1].Name] } : layer)];

    private static string Text(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(ImmutableArray<int> shape) =>
        string.Join('x', shape.Select(extent => extent.ToString(CultureInfo.InvariantCulture)));
}
