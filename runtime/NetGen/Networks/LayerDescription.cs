using System.Collections.Immutable;

namespace NetGen;

/// <summary>One layer of a network.</summary>
/// <param name="Name">Its name, such as <c>Dense1</c>.</param>
/// <param name="Kind">Its kind, such as <c>Dense</c>.</param>
/// <param name="InputShape">The extents of one sample going in.</param>
/// <param name="OutputShape">The extents of one sample coming out.</param>
/// <param name="MultiplyAdds">Multiply-adds of one forward pass of one sample.</param>
/// <param name="Slots">Its parameters, in order.</param>
/// <param name="Properties">
/// What its attribute was given, beside its name, what it reads and how its parameters are filled, which the slots say. A property that is
/// not here has the default of the attribute. A layer with a function of the author's has it as <c>Formula</c>:
/// <c>multiply(input, sigmoid(multiply({beta}, input)))</c>, with the trained numbers in braces.
/// </param>
public sealed record LayerDescription(
    string Name,
    string Kind,
    ImmutableArray<int> InputShape,
    ImmutableArray<int> OutputShape,
    long MultiplyAdds,
    ImmutableArray<ParameterSlot> Slots,
    params ImmutableArray<LayerProperty> Properties)
{
    /// <summary>Its buffers, in order: numbers that training updates without a gradient.</summary>
    public ImmutableArray<BufferSlot> Buffers { get; init; } = [];

    /// <summary>
    /// The layers or inputs that it reads, in order; <see cref="NetworkDescription.InputName"/> for the input of a network that has one
    /// input without a name.
    /// </summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>The earlier layer whose parameters and buffers it uses; null where it has its own.</summary>
    public string? SharesWith { get; init; }

    /// <summary>The number given for a property, or <paramref name="fallback"/> where none was given.</summary>
    /// <param name="property">The property in Pascal case.</param>
    /// <param name="fallback">The attribute's default.</param>
    public double Number(string property, double fallback = 0) => Find(property) is { Values: [double value, ..] } ? value : fallback;

    /// <summary>Whether a property is true, or <paramref name="fallback"/> where none was given.</summary>
    /// <param name="property">The property in Pascal case.</param>
    /// <param name="fallback">The attribute's default.</param>
    public bool Flag(string property, bool fallback = false) => Find(property) is { Values: [double value, ..] } ? value != 0 : fallback;

    /// <summary>The property of a name; null where the attribute was not given it.</summary>
    /// <param name="property">The property in Pascal case.</param>
    public LayerProperty? Find(string property) => Properties.FirstOrDefault(each => each.Name == property);

    /// <summary>The numbers of one sample coming out.</summary>
    public int OutputLength => OutputShape.Aggregate(1, (product, extent) => product * extent);

    /// <summary>The trained numbers of the layer.</summary>
    public int ParameterCount => Slots.Sum(slot => slot.Length);
}
