using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>One number for each window of an image or a sequence, channel by channel.</summary>
internal abstract record Pool(AttributeRecord Attribute, WindowArguments Window) : Layer, IWindowed
{
    public override string Prefix => "Pool";

    public override IEnumerable<ArgumentProblem> Arguments => Window.Problems;

    public override Shape? Output(Shape input) =>
        input.Rank == Window.Dimensions + 1 ? Sliding.Output(Window.Over(input), input.Channels, input.Channels) : null;

    public override string Misfit(Shape input) => input.Rank == Window.Dimensions + 1
        ? Sliding.Misfit(Window, input)
        : $"its window slides {(Window.Dimensions == 1 ? "along a sequence (steps, features)" : "over an image (height, width, channels)")}, not the {input} input";

    public override string Formula(Shape input)
    {
        string places = string.Join(", ", Sliding.PlaceNames(Window.Dimensions)), taps = string.Join(", ", Sliding.TapNames(Window.Dimensions, "d"));
        Window[] windows = Window.Over(input);
        return $"output[{places}, c] = {Folding} over {taps} of input[{Sliding.Index(windows, "d")}, c]{Sliding.BorderNote(windows, Border)}";
    }

    /// <summary>What its border is made of, in words for readers.</summary>
    protected abstract string Border { get; }

    /// <summary>What it makes of a window, in a word for readers.</summary>
    protected abstract string Folding { get; }
}
