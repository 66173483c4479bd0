namespace NetGen;

/// <summary>
/// The shape of one input sample, row-major. Several inputs lie behind each other in a sample, in their order; layers read them by name.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>A vector of <paramref name="size"/> numbers.</summary>
    public InputAttribute(int size) => Shape = [size];

    /// <summary>A sequence of <paramref name="steps"/> vectors of <paramref name="features"/> numbers.</summary>
    public InputAttribute(int steps, int features) => Shape = [steps, features];

    /// <summary>An image of <paramref name="height"/> x <paramref name="width"/> pixels of <paramref name="channels"/> numbers.</summary>
    public InputAttribute(int height, int width, int channels) => Shape = [height, width, channels];

    /// <summary>The extents of one sample.</summary>
    public int[] Shape { get; }

    /// <summary>The name of the input. Default: <c>Input</c>; of several <c>Input1</c>, <c>Input2</c> and so on.</summary>
    public string? Name { get; set; }
}
