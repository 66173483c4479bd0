using System.Collections.Immutable;

namespace NetGen.Models.Onnx;

/// <summary>
/// A tensor of the model that does not depend on its inputs. Equal numbers are kept as one, however many the file claims.
/// </summary>
internal sealed class Constant
{
    private readonly float[]? _numbers;
    private readonly long[]? _integers;

    private Constant(ImmutableArray<int> shape, float[]? numbers, long[]? integers, float uniform) =>
        (Shape, _numbers, _integers, Uniform) = (shape, numbers, integers, uniform);

    public static Constant Of(ImmutableArray<int> shape, float[] numbers) => new(shape, numbers, null, 0);

    public static Constant Of(ImmutableArray<int> shape, long[] integers) => new(shape, null, integers, 0);

    public static Constant OfUniform(ImmutableArray<int> shape, float number) => new(shape, null, null, number);

    public ImmutableArray<int> Shape { get; }

    /// <summary>The number of which it consists, where it has no others.</summary>
    public float Uniform { get; }

    public bool IsUniform => _numbers is null && _integers is null;

    public bool IsInteger => _integers is not null;

    public long Size => Shape.Aggregate(1L, (product, extent) => product * extent);

    public float[] Numbers() => _numbers ?? (_integers is null ? Filled() : Array.ConvertAll(_integers, number => (float)number));

    public long[] Integers() => _integers ?? Array.ConvertAll(Numbers(), number => (long)number);

    public Constant WithShape(ImmutableArray<int> shape) => new(shape, _numbers, _integers, Uniform);

    /// <summary>The numbers with the axes in another order.</summary>
    public Constant Transpose(ImmutableArray<int> order)
    {
        ImmutableArray<int> shape = [.. order.Select(axis => Shape[axis])];
        return IsUniform ? WithShape(shape) : Of(shape, Building.Rearrange.Transpose(Numbers(), Shape.AsSpan(), order.AsSpan()));
    }

    private float[] Filled()
    {
        float[] numbers = new float[Size];
        Array.Fill(numbers, Uniform);
        return numbers;
    }
}
