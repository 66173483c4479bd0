namespace NetGen.Generator.Tests.Declarations;

/// <summary>
/// A declaration drawn at random, and whether it is sound by rules that are written down here once more, in the plainest
/// form: they share nothing with the generator that is tested against them.
/// </summary>
internal sealed class RandomDeclaration
{
    private const int MostNumbers = 400;
    private const string SparseLoss = "SparseCategoricalCrossEntropy";
    private readonly Random _random;
    private readonly List<string> _attributes = [];

    /// <summary>The shape so far; null once something does not fit.</summary>
    private int[]? _shape;

    public RandomDeclaration(int seed)
    {
        _random = new Random(seed);
        DrawInput();
        int layers = Draw(1, 3);
        for (int layer = 0; layer < layers; layer++)
            DrawLayer();
        Loss = DrawLoss();
        IsSound = IsFlawless() && _shape is not null && (Loss != SparseLoss || _shape.Length <= 2);
    }

    public IReadOnlyList<string> Attributes => _attributes;

    public string? Loss { get; }

    public bool IsSound { get; }

    private void DrawInput()
    {
        _shape = _random.Next(5) switch
        {
            0 => [Draw(1, 12)],
            1 => [Draw(2, 12), Draw(1, 4)],
            _ => [Draw(2, 12), Draw(2, 12), Draw(1, 4)],
        };
        if (_random.Next(60) == 0)
            _shape[_random.Next(_shape.Length)] = -_random.Next(2);
        _attributes.Add($"Input({string.Join(", ", _shape)})");
        if (_shape.Min() < 1)
            _shape = null;
    }

    private void DrawLayer()
    {
        int[] shape = _shape ?? [6, 6, 2];
        // Mostly a layer that can take the shape, now and then any.
        int rank = _random.Next(12) == 0 ? Draw(1, 3) : shape.Length;
        (string attribute, Func<int[], int[]?> apply) = (rank, _random.Next(9)) switch
        {
            (_, 0) => (Pick("Relu", "Tanh", "Sigmoid", "Elu(0.5)", "LeakyRelu", "Softplus", "Linear", "PRelu(PerChannel = true)", "HardSwish", "Relu6", "Clip(-0.5, 0.75)", "Abs", "LogSoftmax", "RmsNorm", "Scale"), Any),
            (_, 8) => Regularization(),
            (1, < 4) => Dense(),
            (2, 1) => Dense(),
            (1, 4) => (Pick("Softmax", "LayerNorm"), Any),
            (1, 5) => ("Flatten", Flat),
            (1, _) => Reshape(shape),
            (2 or 3, 7) when _random.Next(2) == 0 => Rearrangement.Draw(_random, rank),
            (2, < 3) => Convolution("Conv1D", 1),
            (2, 3) => Transposed("ConvTranspose1D", 1),
            (2, < 6) => Pool("1D", 1),
            (3, < 3) => Convolution("Conv2D", 2),
            (3, 3) => _random.Next(2) == 0 ? Depthwise() : Transposed("ConvTranspose2D", 2),
            (3, 4 or 5) => Pool("2D", 2),
            (3, 6) => Sides(),
            _ => _random.Next(4) switch { 0 => Reshape(shape), 1 => (Pick("GlobalMaxPool", Mean), Pooled), _ => ("Flatten", Flat) },
        };
        _attributes.Add(attribute);
        _shape = _shape is null ? null : apply(_shape);
        // What grows large would take long to compile, and tells nothing new.
        if (_shape is not null && Size(_shape) > MostNumbers)
        {
            _attributes.Add(_shape.Length == 1 ? "Dense(2)" : Mean);
            _shape = _shape.Length == 1 ? [2] : [_shape[^1]];
        }
    }

    /// <summary>A mean over the image, but not of what was normalised over it: that is zero, and what comes out is rounding alone.</summary>
    private string Mean => _attributes.Any(attribute => attribute.StartsWith("GroupNorm", StringComparison.Ordinal) || attribute.StartsWith("InstanceNorm", StringComparison.Ordinal))
        ? "GlobalMaxPool"
        : "GlobalAvgPool";

    private string? DrawLoss()
    {
        string? loss = _random.Next(4) switch
        {
            0 => Pick("MeanSquaredError(Half = true)", "MeanAbsoluteError", "Huber(0.5)", "BinaryCrossEntropy"),
            1 => Pick("CategoricalCrossEntropy(LabelSmoothing = 0.1)", SparseLoss),
            _ => null,
        };
        if (loss is not null)
            _attributes.Add(loss);
        return loss;
    }

    /// <summary>Mistakes that have nothing to do with shapes.</summary>
    private bool IsFlawless()
    {
        switch (_random.Next(80))
        {
            case 0:
                _attributes.Insert(1, "MeanAbsoluteError");
                return false;
            case 1:
                _attributes.Add("Input(3)");
                return false;
            case 2:
                _attributes.Insert(1, "Relu(Name = \"Same\"), Tanh(Name = \"Same\")");
                return false;
            case 3:
                _attributes.Insert(1, "Relu(Name = \"not a name\")");
                return false;
            case 4:
                _attributes.Insert(1, "Elu(double.NaN)");
                return false;
            case 5:
                _attributes.RemoveAt(0);
                return false;
            case 6:
                _attributes.Insert(1, "LeakyRelu(1e-3, Name = \"class\")");
                return false;
            case 7:
                _attributes.Add("Budget(Parameters = 0)");
                return false;
            case 8:
                _attributes.Insert(1, "PRelu");
                _attributes.Insert(1, "PRelu");
                _attributes.Add("Budget(Parameters = 1)");
                return false;
            default:
                return true;
        }
    }

    private (string Attribute, Func<int[], int[]?> Apply) Dense()
    {
        int units = _random.Next(25) == 0 ? -_random.Next(2) : Draw(1, 9);
        return ($"Dense({units}{Pick(string.Empty, ", Bias = false", ", Initializer = Initializer.HeNormal")})", shape => shape.Length <= 2 && units >= 1 ? [.. shape[..^1], units] : null);
    }

    private (string Attribute, Func<int[], int[]?> Apply) Convolution(string kind, int dimensions)
    {
        int groups = _random.Next(4) == 0 ? Draw(0, 3) : 1, filters = Draw(_random.Next(15) == 0 ? 0 : 1, 6);
        WindowDraw window = new(_random, dimensions, isPool: false);
        string arguments = groups == 1 ? string.Empty : $", Groups = {groups}";
        return ($"{kind}({filters}, {window.Text}{(dimensions == 2 ? arguments : string.Empty)})", shape =>
            filters >= 1 && (dimensions == 1 || (groups >= 1 && filters % groups == 0 && shape[^1] % groups == 0)) ? window.Slide(shape, filters) : null);
    }

    private (string Attribute, Func<int[], int[]?> Apply) Depthwise()
    {
        int multiplier = Draw(_random.Next(15) == 0 ? 0 : 1, 2);
        WindowDraw window = new(_random, 2, isPool: false);
        return ($"DepthwiseConv2D({window.Text}, Multiplier = {multiplier})", shape => multiplier >= 1 ? window.Slide(shape, shape[^1] * multiplier) : null);
    }

    private (string Attribute, Func<int[], int[]?> Apply) Transposed(string kind, int dimensions)
    {
        int filters = Draw(1, 4), more = _random.Next(4) == 0 ? Draw(0, 2) : 0;
        WindowDraw window = new(_random, dimensions, isPool: false);
        return ($"{kind}({filters}, {window.Text}{(more == 0 ? string.Empty : $", OutputPadding = {more}")})", shape => window.Spread(shape, filters, more));
    }

    private (string Attribute, Func<int[], int[]?> Apply) Pool(string suffix, int dimensions)
    {
        WindowDraw window = new(_random, dimensions, isPool: true);
        return ($"{Pick("MaxPool", "AvgPool")}{suffix}({window.Text})", shape => window.Slide(shape, shape[^1]));
    }

    private (string Attribute, Func<int[], int[]?> Apply) Regularization()
    {
        if (_random.Next(8) == 0)
            return (Pick("Dropout(1)", "Dropout(-0.25)", "Dropout(double.NaN)", "BatchNorm(Epsilon = 0)", "BatchNorm(Epsilon = double.PositiveInfinity)", "BatchNorm(Momentum = 1.5)", "BatchNorm(Momentum = -0.1)"), _ => null);
        return (Pick("BatchNorm", "BatchNorm(Epsilon = 1e-3, Momentum = 0.3)", "BatchNorm(Momentum = 1, Frozen = true)", "Dropout(0.25)", "Dropout(0.5)", "Dropout(0)"), Any);
    }

    private (string Attribute, Func<int[], int[]?> Apply) Sides()
    {
        int[] sides = [Draw(0, 2), Draw(0, 2), Draw(0, 2), Draw(_random.Next(15) == 0 ? -1 : 0, 2)];
        bool isCrop = _random.Next(2) == 0;
        return ($"{(isCrop ? "Crop2D" : "ZeroPad2D")}({string.Join(", ", sides)})", shape =>
        {
            if (shape.Length != 3 || sides.Min() < 0)
                return null;
            int sign = isCrop ? -1 : 1;
            int[] result = [shape[0] + (sign * (sides[0] + sides[1])), shape[1] + (sign * (sides[2] + sides[3])), shape[2]];
            return result.Min() < 1 ? null : result;
        });
    }

    private (string Attribute, Func<int[], int[]?> Apply) Reshape(int[] shape)
    {
        int[] target = _random.Next(4) switch
        {
            0 => [.. shape.Reverse()],
            1 => [Size(shape), 1],
            2 => [1, 1, Size(shape)],
            _ => [Size(shape) + _random.Next(2), 1, 1],
        };
        return ($"Reshape({string.Join(", ", target)})", before => Size(before) == Size(target) ? target : null);
    }

    private static int[] Any(int[] shape) => shape;

    private static int[] Flat(int[] shape) => [Size(shape)];

    private static int[]? Pooled(int[] shape) => shape.Length == 1 ? null : [shape[^1]];

    private static int Size(int[] shape) => shape.Aggregate(1, (product, extent) => product * extent);

    private int Draw(int least, int most) => _random.Next(least, most + 1);

    private string Pick(params string[] options) => options[_random.Next(options.Length)];
}
