using System.Collections.Immutable;

namespace NetGen.Models.Building;

/// <summary>A layer as its attribute says it, before it has a name.</summary>
/// <param name="Kind">The attribute, such as <c>Conv2D</c>.</param>
/// <param name="Arguments">Its positional arguments, as C#.</param>
internal sealed record NewLayer(string Kind, params ImmutableArray<string> Arguments)
{
    /// <summary>Named arguments that differ from their defaults.</summary>
    public ImmutableArray<(string Name, string Value)> Properties { get; init; } = [];

    /// <summary>Parameters, in the order of the layer.</summary>
    public ImmutableArray<WeightTensor> Weights { get; init; } = [];

    /// <summary>Running statistics.</summary>
    public ImmutableArray<WeightTensor> Buffers { get; init; } = [];

    /// <summary>The number that it multiplies its input by, where it does nothing else.</summary>
    public float? Factor { get; init; }

    /// <summary>Whether it is an attention without its last product, which a dense layer behind it may become.</summary>
    public bool HasOpenOutput { get; init; }

    /// <summary>What default names begin with.</summary>
    public string Prefix => Kind switch
    {
        "Conv1D" or "CausalConv1D" or "Conv2D" => "Conv",
        "MaxPool1D" or "MaxPool2D" or "AvgPool1D" or "AvgPool2D" or "GlobalMaxPool" or "GlobalAvgPool" => "Pool",
        "DepthwiseConv2D" or "ConvTranspose1D" or "ConvTranspose2D" or "Crop2D" or "Upsample2D" or "ZeroPad2D" or "Pad1D" or "Pad2D" =>
            Kind[..^2],
        "SelfAttention" => "Attention",
        "SimpleRnn" => "Rnn",
        _ => Kind,
    };

    public NewLayer With(string property, string value) => this with { Properties = Properties.Add((property, value)) };

    public NewLayer WithIf(bool condition, string property, string value) => condition ? With(property, value) : this;
}
