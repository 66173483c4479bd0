namespace NetGen.Generator.Declaration;

/// <summary>A weights file of the project, as the step of the build describes it that has read it.</summary>
/// <param name="Name">Its path from the project file, with slashes.</param>
/// <param name="Length">The bytes of its numbers.</param>
/// <param name="Tensors">Its tensors, in the order of their numbers.</param>
internal sealed record WeightsFile(string Name, long Length, EquatableArray<WeightsTensor> Tensors)
{
    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether the network was saved with the scaler of its inputs.</summary>
    public bool HasScaler { get; init; }
}

/// <summary>A tensor of a weights file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its number type in the file.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Stored">The type in which the resource has its numbers, F32 or F64; empty where no network takes them.</param>
/// <param name="Offset">The byte of the resource at which they begin.</param>
internal sealed record WeightsTensor(string Name, string Type, EquatableArray<int> Shape, string Stored, long Offset)
{
    /// <summary>The first number that is NaN or infinite, and its place; null where there is none.</summary>
    public string? NotFinite { get; init; }
}
