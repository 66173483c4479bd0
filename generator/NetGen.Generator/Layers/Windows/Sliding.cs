using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>What layers do alike that slide a window over an image or a sequence.</summary>
internal static class Sliding
{
    private static readonly string[] s_image = ["y", "x"];
    private static readonly string[] s_sequence = ["t"];

    /// <summary>The names of the places of the window: <c>y</c> and <c>x</c>, or <c>t</c>.</summary>
    public static string[] PlaceNames(int dimensions) => dimensions == 1 ? s_sequence : s_image;

    /// <summary>The names of the taps: those of the places behind a letter.</summary>
    public static string[] TapNames(int dimensions, string letter) => PlaceNames(dimensions).Select(name => letter + name).ToArray();

    /// <summary>The output of a window and channels; null where the window does not fit, or nothing could hold the input with its border.</summary>
    public static Shape? Output(IReadOnlyList<Window> windows, int inputs, int outputs)
    {
        if (windows.Any(window => window.Places < 1 || window.Padded > int.MaxValue))
            return null;
        Shape padded = new([.. windows.Select(window => (int)window.Padded), inputs]);
        return padded.Size > int.MaxValue ? null : new Shape([.. windows.Select(window => (int)window.Places), outputs]);
    }

    /// <summary>Why a window does not fit an input.</summary>
    public static string Misfit(WindowArguments window, Shape input)
    {
        string[] units = input.Rank == 2 ? ["steps"] : ["rows", "columns"];
        Window[] windows = window.Over(input);
        for (int i = 0; i < windows.Length; i++)
        {
            if (windows[i].Places < 1)
                return $"{windows[i].Arithmetic} {units[i]}: a {window.Name} does not fit the {input} input";
        }

        return $"a border that makes it {string.Join("x", windows.Select(along => along.Padded))}x{input.Channels} is too large for the {input} input";
    }

    /// <summary>The input with its border.</summary>
    public static Tensor Pad(Lowering lowering, Tensor input, IReadOnlyList<Window> windows, double fill) =>
        lowering.Pad(input, [.. windows.Select(window => (int)window.Before), 0], [.. windows.Select(window => (int)window.After), 0], fill);

    /// <summary>A part of an image or a sequence, from <paramref name="before"/> on.</summary>
    public static Tensor Cut(Lowering lowering, Tensor whole, Shape result, IReadOnlyList<int> before)
    {
        Tensor output = lowering.Value(result);
        Axis[] places = PlaceNames(result.Rank - 1).Select((name, i) => new Axis(name, result.Extents[i])).ToArray();
        Axis c = new("c", result.Channels);
        lowering.Map(Access.Of(output, [.. places, c]), new Read(Access.At(whole, [.. places.Select((place, i) => Affine.Of(before[i], (1, place))), c])), [.. places, c]);
        return output;
    }

    /// <summary>An axis for each place of the windows.</summary>
    public static Axis[] Places(IReadOnlyList<Window> windows) =>
        PlaceNames(windows.Count).Select((name, i) => new Axis(name, (int)windows[i].Places)).ToArray();

    /// <summary>An axis for each tap.</summary>
    public static Axis[] Taps(IReadOnlyList<Window> windows, string letter) =>
        TapNames(windows.Count, letter).Select((name, i) => new Axis(name, windows[i].Kernel)).ToArray();

    /// <summary>The border of a formula for readers: <c>, the input bordered by zeros to 258x258</c>; nothing where there is none.</summary>
    public static string BorderNote(IReadOnlyList<Window> windows, string fill) => windows.All(window => window.Padded == window.Extent)
        ? string.Empty
        : $", the input bordered by {fill} to {string.Join("x", windows.Select(window => window.Padded))}";

    /// <summary>The taps in a formula for readers: <c>input[2 * y + ky - 1, 2 * x + kx - 1</c>, without the channel.</summary>
    public static string Index(IReadOnlyList<Window> windows, string letter)
    {
        string[] places = PlaceNames(windows.Count), taps = TapNames(windows.Count, letter);
        return string.Join(", ", windows.Select((window, i) => window.Index(places[i], taps[i])));
    }
}
