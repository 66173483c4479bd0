using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>An activation by the name that a model of sound has for it.</summary>
/// <param name="Name">Its attribute.</param>
/// <param name="Expression">Its value at <c>x</c> as C#, where no attribute says it.</param>
internal sealed record SoundActivation(string Name, string? Expression = null)
{
    /// <summary>The activation of an array of Neural Amp Modeler.</summary>
    public static SoundActivation OfNam(JsonNode node) => node.Text("activation") switch
    {
        "Tanh" => new("Tanh"),
        "Hardtanh" => new("HardTanh"),
        "ReLU" => new("Relu"),
        "LeakyReLU" => new("LeakyRelu"),
        "Sigmoid" => new("Sigmoid"),
        "SiLU" => new("Silu"),
        "Hardswish" => new("HardSwish", "x * Math.Min(Math.Max(x / 6f + 0.5f, 0f), 1f)"),
        string other => throw node.Fault($"its activation '{other}' is not known"),
    };

    /// <summary>The activation of a layer of RTNeural; null for none.</summary>
    public static SoundActivation? OfRtNeural(JsonNode node, string name) => name switch
    {
        "" or "linear" => null,
        "tanh" => new("Tanh"),
        "relu" => new("Relu"),
        "sigmoid" => new("Sigmoid"),
        "softmax" => new("Softmax"),
        "elu" => new("Elu"),
        string other => throw node.Fault($"its activation '{other}' is not known"),
    };

    public NetworkValue Apply(NetworkBuilder network, NetworkValue value) =>
        Expression is null ? network.Add(new NewLayer(Name), value, value.Shape) : network.Function(value, Name, Expression);
}
