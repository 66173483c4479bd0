namespace NetGen.Generator.Algebra;

/// <summary>Axes over a whole tensor.</summary>
internal static class Axes
{
    /// <summary>One for each extent, by the names of what it is: an image's rows, columns and channels, a sequence's steps and features.</summary>
    public static Axis[] Of(Tensor tensor)
    {
        string[] names = tensor.Extents.Count switch
        {
            1 => ["i"],
            2 => ["t", "c"],
            3 => ["y", "x", "c"],
            4 => ["ky", "kx", "c", "o"],
            _ => [.. tensor.Extents.Select((_, i) => $"i{i}")],
        };
        return tensor.Extents.Select((extent, i) => new Axis(names[i], extent)).ToArray();
    }
}
