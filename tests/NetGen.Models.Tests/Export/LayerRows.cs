namespace NetGen.Models.Tests.Export;

/// <summary>Networks around one kind of layer.</summary>
/// <param name="Kind">The name of the layer's attribute without the suffix.</param>
/// <param name="Declarations">The attributes of networks in which it does something, one network each.</param>
internal sealed record LayerRow(string Kind, params string[] Declarations)
{
    /// <summary>The least number that goes in.</summary>
    public double Low { get; init; } = -2;

    /// <summary>The largest.</summary>
    public double High { get; init; } = 2;

    /// <summary>Whether the inputs are whole numbers from 0 to below <see cref="High"/>.</summary>
    public bool IsIndex { get; init; }

    /// <summary>What stands in the class, with NUMBER for the number type.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>Why ONNX Runtime cannot compute it in double precision; null where it can.</summary>
    public string? NotInDouble { get; init; }

    /// <summary>What a refusal says; null where the layer is exported.</summary>
    public string? Refusal { get; init; }

    public override string ToString() => Kind;
}

/// <summary>A row for each kind of layer, and networks of several.</summary>
internal static partial class LayerRows
{
    public static IReadOnlyList<LayerRow> All { get; } = [.. Weighted(), .. Pools(), .. Layouts(), .. Activations(), .. Norms(), .. Sequences(), .. Joins(), .. Others()];

    /// <summary>Networks whose shape is what matters: several inputs and outputs, twins, names that Python has for itself.</summary>
    public static LayerRow Graphs { get; } = new(
        "Graph",
        """[Input(3, Name = "left"), Input(2, 3, Name = "right")] [Dense(4, From = "left", Name = "a"), Relu, Flatten(From = "right"), Concat("a")]""",
        """[Input(6, 5, 2), Conv2D(3, 3, Name = "body"), Relu(Name = "seen"), Flatten, Dense(2, Name = "value")] [Output("seen"), Output("value")]""",
        """
        [Input(3, Name = "left"), Input(3, Name = "right")]
        [Dense(4, From = "left", Share = "twin", Name = "first"), Tanh(Name = "one"), Dense(4, From = "right", Share = "twin"), Tanh, Subtract("one"), Abs]
        """,
        """
        [Input(6, 2)] [Conv1D(3, 3, Padding = 1, Share = "twin", Name = "near"), Conv1D(3, 3, Padding = 2, Dilation = 2, From = "Input", Share = "twin"), Add("near")]
        """,
        """[Input(4), Dense(3, Name = "forward"), Relu(Name = "lambda"), Dense(3, Name = "x"), Add("lambda"), Dense(2, Name = "F"), Relu(Name = "torch")]""",
        """[Input(3, 3, 2), Conv2D(4, 1, Name = "a"), Flatten(Name = "flat"), Reshape(9, 4), Softmax, Flatten, Add("flat")] [Output("flat"), Output("a"), Output("Add1")]""",
        """[Input(4), Linear]""");

    /// <summary>In a vector's place a layer stands by itself, in an image's also between convolutions, where the channels are before the places.</summary>
    private static string[] Everywhere(string layer) => [.. Vectors(layer), .. Places(layer)];

    private static string[] Vectors(string layer) => [$"[Input(4), {layer}]"];

    private static string[] Places(string layer) => [.. Sequence(layer), .. Image(layer)];

    private static string[] Sequence(string layer) => [$"[Input(6, 4), {layer}]", $"[Input(5, 3), Conv1D(4, 1), {layer}, Conv1D(2, 1)]"];

    private static string[] Image(string layer) => [$"[Input(6, 5, 4), {layer}]", $"[Input(6, 5, 3), Conv2D(4, 1), {layer}, Conv2D(2, 1)]"];
}
