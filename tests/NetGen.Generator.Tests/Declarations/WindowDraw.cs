namespace NetGen.Generator.Tests.Declarations;

/// <summary>The arguments of a window drawn at random, and what the window makes of a shape.</summary>
internal sealed class WindowDraw
{
    private const int Same = -1;
    private readonly int[] _kernel;
    private readonly int[] _stride;
    private readonly int[] _dilation = [1, 1];
    private readonly int _padding;
    private readonly bool _isPool;

    public WindowDraw(Random random, int dimensions, bool isPool)
    {
        _isPool = isPool;
        List<string> arguments = [];
        bool isSquare = dimensions == 1 || random.Next(3) > 0;
        _kernel = [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(30) == 0 ? 0 : random.Next(1, 5))];
        if (isSquare)
            Array.Fill(_kernel, _kernel[0]);
        arguments.Add(string.Join(", ", _kernel.Take(isSquare ? 1 : dimensions)));

        _stride = [.. _kernel.Select(kernel => isPool ? kernel : 1)];
        if (random.Next(3) == 0)
        {
            Array.Fill(_stride, random.Next(15) == 0 ? 0 : random.Next(1, 4));
            arguments.Add($"Stride = {_stride[0]}");
        }

        if (dimensions == 2 && random.Next(6) == 0)
            arguments.Add($"StrideWidth = {_stride[1] = random.Next(1, 4)}");
        if (!isPool && random.Next(5) == 0)
        {
            Array.Fill(_dilation, random.Next(random.Next(8) == 0 ? 0 : 1, 4));
            arguments.Add($"Dilation = {_dilation[0]}");
        }

        if (!isPool && dimensions == 2 && random.Next(10) == 0)
            arguments.Add($"DilationWidth = {_dilation[1] = random.Next(1, 4)}");
        if (random.Next(3) == 0)
            arguments.Add($"Padding = {_padding = random.Next(-1, 5)}");
        Text = string.Join(", ", arguments);
    }

    /// <summary>The arguments as they are written.</summary>
    public string Text { get; }

    private bool IsPossible => _kernel.Min() >= 1 && _stride.Min() >= 1 && _dilation.Min() >= 1
        && (_padding == Same || !_isPool || _kernel.All(kernel => _padding <= kernel / 2));

    /// <summary>The output of a convolution or pool; null where it has none.</summary>
    public int[]? Slide(int[] shape, int channels)
    {
        if (!IsPossible || shape.Length != _kernel.Length + 1)
            return null;
        int[] room = [.. _kernel.Select((_, i) => shape[i] + Border(i) - Reach(i))];
        return room.Min() < 0 ? null : [.. room.Select((free, i) => (free / _stride[i]) + 1), channels];
    }

    /// <summary>The output of a transposed convolution; null where it has none.</summary>
    public int[]? Spread(int[] shape, int channels, int more)
    {
        if (!IsPossible || shape.Length != _kernel.Length + 1 || _stride.Where((stride, i) => more >= Math.Max(stride, _dilation[i])).Any())
            return null;
        int[] extents = [.. _kernel.Select((_, i) => ((shape[i] - 1) * _stride[i]) - Border(i) + Reach(i) + more)];
        return extents.Min() < 1 ? null : [.. extents, channels];
    }

    private int Reach(int dimension) => (_dilation[dimension] * (_kernel[dimension] - 1)) + 1;

    private int Border(int dimension) => _padding == Same ? Reach(dimension) - 1 : 2 * _padding;
}
