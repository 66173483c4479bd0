using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>One number for each channel of an image, or each feature of a sequence.</summary>
internal abstract record GlobalPool : Layer
{
    public override string Prefix => "Pool";

    public override Shape? Output(Shape input) => input.IsVector ? null : new Shape(input.Channels);

    public override string Misfit(Shape input) => $"it pools an image or a sequence, not the {input} input";

    /// <summary>The axes of what is pooled, without the channels.</summary>
    protected static Axis[] Places(Shape input) =>
        Sliding.PlaceNames(input.Rank - 1).Select((name, i) => new Axis(name, input.Extents[i])).ToArray();

    protected static string PlaceNames(Shape input) => string.Join(", ", Sliding.PlaceNames(input.Rank - 1));
}
