using System.Collections.Immutable;

namespace NetGen.Models;

/// <summary>Numbers with a shape, as a file has them.</summary>
/// <param name="Shape">The extents, row-major.</param>
/// <param name="Numbers">The numbers.</param>
public sealed record TensorData(ImmutableArray<int> Shape, float[] Numbers);
