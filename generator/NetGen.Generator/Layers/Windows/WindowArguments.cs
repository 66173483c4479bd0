using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What an attribute says of a window: its taps, how it steps, and the border around what it slides over.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Square">The parameter that gives all extents of the window at once.</param>
/// <param name="Extents">The parameters that give one extent each.</param>
/// <param name="IsPool">Whether it is the window of a pool, which by default steps by its own extent.</param>
internal sealed record WindowArguments(AttributeRecord Attribute, string Square, EquatableArray<string> Extents, bool IsPool)
{
    public static WindowArguments OfImageKernel(AttributeRecord attribute) => new(attribute, "kernel", new(["kernelHeight", "kernelWidth"]), IsPool: false);

    public static WindowArguments OfSequenceKernel(AttributeRecord attribute) => new(attribute, "kernel", new(["kernel"]), IsPool: false);

    public static WindowArguments OfImagePool(AttributeRecord attribute) => new(attribute, "window", new(["height", "width"]), IsPool: true);

    public static WindowArguments OfSequencePool(AttributeRecord attribute) => new(attribute, "window", new(["window"]), IsPool: true);

    /// <summary>The extents that the window slides along: height and width of an image, the steps of a sequence.</summary>
    public int Dimensions => Extents.Count;

    /// <summary>What is wrong with the arguments by themselves.</summary>
    public IEnumerable<ArgumentProblem> Problems
    {
        get
        {
            ArgumentProblem[] sizes =
            [
                .. ArgumentProblems.Positive(Attribute, Attribute.Has(Square) ? [Square] : Extents),
                .. ArgumentProblems.Positive(Attribute, new[] { "Stride", "StrideWidth", "Dilation", "DilationWidth" }.Where(Attribute.Has)),
            ];
            return sizes.Length > 0 ? sizes : BorderProblems;
        }
    }

    /// <summary>The window as it is written in a message: <c>7x7 kernel</c>, or <c>kernel of 7</c> on a sequence.</summary>
    public string Name
    {
        get
        {
            string kind = IsPool ? "window" : "kernel";
            return Dimensions == 1 ? $"{kind} of {Kernel(0)}" : $"{Kernel(0)}x{Kernel(1)} {kind}";
        }
    }

    /// <summary>The window in a drawing: 5, or 5x3 where its extents differ.</summary>
    public string Sketch => string.Join("x", Enumerable.Range(0, Dimensions).Select(Kernel).Distinct());

    public int Kernel(int dimension) => Attribute.Int(Attribute.Has(Square) ? Square : Extents[dimension]);

    private int Dilation(int dimension) => Attribute.Int(dimension == 1 && Attribute.Has("DilationWidth") ? "DilationWidth" : "Dilation", 1);

    /// <summary>The window along each extent of an input.</summary>
    public Window[] Over(Shape input) => Enumerable.Range(0, Dimensions).Select(dimension => Along(dimension, input.Extents[dimension])).ToArray();

    private IEnumerable<ArgumentProblem> BorderProblems
    {
        get
        {
            if (Attribute.Ints("PaddingSides") is { } sides)
            {
                if (Attribute.Has("Padding"))
                    return [ArgumentProblem.Of("PaddingSides", "Padding and PaddingSides both say how wide the border is; set one of them")];
                if (sides.Count != 2 * Dimensions)
                    return [new ArgumentProblem("PaddingSides", Dimensions == 1 ? "two numbers, { before, after }" : "four numbers, { top, bottom, left, right }", Numbers.Text(sides.Count))];
                return Enumerable.Range(0, sides.Count).SelectMany(side => BorderProblem("PaddingSides", side / 2, sides[side])).Take(1);
            }

            int padding = Attribute.Int("Padding");
            return padding == Padding.Same ? [] : Enumerable.Range(0, Dimensions).SelectMany(dimension => BorderProblem("Padding", dimension, padding)).Take(1);
        }
    }

    /// <summary>The largest of nothing has no value, and neither has the mean; a sum of nothing is zero.</summary>
    private IEnumerable<ArgumentProblem> BorderProblem(string parameter, int dimension, int border)
    {
        int most = IsPool ? Kernel(dimension) / 2 : int.MaxValue;
        if (border < 0)
            yield return new ArgumentProblem(parameter, "at least 0", Numbers.Text(border));
        else if (border > most)
            yield return new ArgumentProblem(parameter, $"at most {most}, half of the window of {Kernel(dimension)}", Numbers.Text(border));
    }

    private Window Along(int dimension, int extent)
    {
        int kernel = Kernel(dimension);
        int stride = dimension == 1 && Attribute.Has("StrideWidth") ? Attribute.Int("StrideWidth") : Attribute.Int("Stride", IsPool ? kernel : 1);
        Window bare = new(extent, kernel, stride, Dilation(dimension), 0, 0);
        if (Attribute.Ints("PaddingSides") is { } sides)
            return bare with { Before = sides[2 * dimension], After = sides[(2 * dimension) + 1] };
        int padding = Attribute.Int("Padding");
        return padding == Padding.Same
            ? bare with { Before = (bare.Reach - 1) / 2, After = bare.Reach / 2 }
            : bare with { Before = padding, After = padding };
    }
}
