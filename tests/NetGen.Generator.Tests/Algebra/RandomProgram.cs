extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>
/// A random list of statements that ends in the loss of each sample, with numbers for what it reads. Its parts are what layers are made of,
/// those to come included: convolutions of any stride, dilation and grouping, products of two activations, maps that broadcast, lookups, softmax.
/// </summary>
internal sealed class RandomProgram
{
    public const int Batch = 3;

    private readonly Random _random;
    private readonly bool _smooth;
    private readonly List<Statement> _statements = [];
    private readonly List<Tensor> _pool = [];
    private readonly Dictionary<Tensor, double[]> _numbers = [];
    private int _names;

    /// <summary>Makes a program.</summary>
    /// <param name="seed">What is random about it.</param>
    /// <param name="smooth">Whether it has no kinks.</param>
    public RandomProgram(int seed, bool smooth = false)
    {
        _random = new Random(seed);
        _smooth = smooth;
        Loss = new Tensor("loss", TensorRole.Loss, EquatableArray<int>.Empty);
        _pool.Add(Given(TensorRole.Input, Extent(5, 8), Extent(2, 4)));
        _pool.Add(Given(TensorRole.Input, Extent(2, 4), Extent(1, 3)));
        for (int step = Extent(4, 7); step > 0; step--)
            _pool.Add(Step());
        for (int i = 0; i < _pool.Count; i++)
            AddToLoss(_pool[i], accumulate: i > 0);
    }

    public IReadOnlyList<Statement> Statements => _statements;

    public Tensor Loss { get; }

    /// <summary>Everything that a derivative may be taken by: inputs and parameters.</summary>
    public IReadOnlyList<Tensor> Variables => [.. _numbers.Keys.Where(tensor => tensor.Role != TensorRole.Target)];

    /// <summary>The numbers of a variable, to read and to change.</summary>
    public double[] this[Tensor variable] => _numbers[variable];

    /// <summary>An interpreter that knows the variables.</summary>
    public Interpreter Start()
    {
        Interpreter interpreter = new(Batch);
        foreach ((Tensor tensor, double[] numbers) in _numbers)
            interpreter[tensor] = numbers;
        return interpreter;
    }

    /// <summary>Random numbers of a tensor's size, between -1 and 1.</summary>
    public double[] Noise(Tensor tensor) => [.. Enumerable.Range(0, tensor.Size * (tensor.PerSample ? Batch : 1)).Select(_ => (2 * _random.NextDouble()) - 1)];

    private Tensor Step() => _random.Next(17) switch
    {
        0 => Dense(),
        1 => Convolution(),
        2 => TransposedConvolution(),
        3 => DepthwiseConvolution(),
        4 => Product(),
        5 or 6 => Map(),
        7 => Softmax(),
        8 => Reshaped(),
        9 => Lookup(),
        10 => Windows(),
        11 => MaximumPool(),
        12 => AveragePool(),
        13 => Upsampled(),
        14 => Cropped(),
        15 => Normalized(),
        _ => Scattered(),
    };

    private Tensor Dense()
    {
        Tensor x = Pick();
        Axis y = new("y", x.Extents[0]), i = new("i", x.Extents[1]), o = new("o", Extent(1, 4));
        Tensor output = Made(y, o);
        bool bias = _random.Next(2) == 0;
        if (bias)
            _statements.Add(new Map(Access.Of(output, y, o), new Read(Access.Of(Given(TensorRole.Parameter, o.Extent), o)), new([y, o]), Accumulate: false));
        Contract(Access.Of(output, y, o), Access.Of(x, y, i), Access.Of(Given(TensorRole.Parameter, i.Extent, o.Extent), i, o), bias, y, i, o);
        return output;
    }

    private Tensor Convolution()
    {
        Tensor x = Pick();
        int stride = Extent(1, 3), dilation = Extent(1, 2), offset = Extent(0, 1), room = x.Extents[0] - 1 - offset;
        if (room < 0)
            (room, offset) = (x.Extents[0] - 1, 0);
        Axis k = new("k", Extent(1, 1 + (room / dilation)));
        Axis y = new("y", 1 + ((room - (dilation * (k.Extent - 1))) / stride)), c = new("c", x.Extents[1]), o = new("o", Extent(1, 3));
        Tensor output = Made(y, o);
        Access source = new(x, new([Sum(offset, (stride, y), (dilation, k)), Affine.Of(c)]));
        Contract(Access.Of(output, y, o), source, Access.Of(Given(TensorRole.Parameter, k.Extent, c.Extent, o.Extent), k, c, o), false, y, k, c, o);
        return output;
    }

    private Tensor TransposedConvolution()
    {
        Tensor x = Pick();
        int stride = Extent(1, 3), offset = Extent(0, 1);
        Axis y = new("y", x.Extents[0]), k = new("k", Extent(1, 3)), c = new("c", x.Extents[1]), o = new("o", Extent(1, 3));
        // Some places of the output are reached by no element of the input, and some by several.
        Tensor output = Value((stride * (y.Extent - 1)) + k.Extent + offset, o.Extent);
        Access target = new(output, new([Sum(offset, (stride, y), (1, k)), Affine.Of(o)]));
        Contract(target, Access.Of(x, y, c), Access.Of(Given(TensorRole.Parameter, k.Extent, c.Extent, o.Extent), k, c, o), false, y, k, c, o);
        return output;
    }

    private Tensor DepthwiseConvolution()
    {
        Tensor x = Pick();
        Axis k = new("k", Extent(1, x.Extents[0])), c = new("c", x.Extents[1]), m = new("m", Extent(1, 2));
        Axis y = new("y", x.Extents[0] - k.Extent + 1);
        Tensor output = Value(y.Extent, c.Extent * m.Extent);
        Contract(
            new Access(output, new([Affine.Of(y), Sum(0, (m.Extent, c), (1, m))])),
            new Access(x, new([Sum(0, (1, y), (1, k)), Affine.Of(c)])),
            Access.Of(Given(TensorRole.Parameter, k.Extent, c.Extent, m.Extent), k, c, m),
            false, y, k, c, m);
        return output;
    }

    // Scores of one part of the data against another, as attention has them; of a tensor with itself too.
    private Tensor Product()
    {
        Tensor left = Pick(), right = _pool.FirstOrDefault(tensor => tensor != left && tensor.Extents[1] == left.Extents[1]) ?? left;
        Axis i = new("i", left.Extents[0]), j = new("j", right.Extents[0]), c = new("c", left.Extents[1]);
        Tensor output = Made(i, j);
        Contract(Access.Of(output, i, j), Access.Of(left, i, c), Access.Of(right, j, c), false, i, j, c);
        return output;
    }

    private Tensor Map()
    {
        Tensor x = Pick();
        Axis i = new("i", x.Extents[0]), j = new("j", x.Extents[1]);
        Tensor rows = Value(i.Extent);
        _statements.Add(new Reduce(Folding.Sum, Access.Of(rows, i), 0.5 * new Read(Access.Of(x, i, j)), new([i, j]), Accumulate: false));
        Expression[] operands =
        [
            new Read(Access.Of(x, i, j)),
            new Read(Access.Of(x, i, j)),
            new Read(Access.Of(rows, i)),
            new Read(Access.Of(Given(TensorRole.Parameter, j.Extent), j)),
            new Read(Access.Of(Given(TensorRole.Parameter, j.Extent, i.Extent), j, i)),
            new Read(new Access(Given(TensorRole.Parameter, 3), new([new Affine(EquatableArray<Term>.Empty, 2)]))),
        ];
        Tensor output = Made(i, j);
        _statements.Add(new Map(Access.Of(output, i, j), Formula(operands), new([i, j]), Accumulate: false));
        if (_random.Next(2) == 0)
            _statements.Add(new Map(Access.Of(output, i, j), Formula(operands), new([i, j]), Accumulate: true));
        return output;
    }

    // A map that reads its operand at places that overlap or leave some out.
    private Tensor Windows()
    {
        Tensor x = Pick();
        int stride = Extent(1, 2);
        Axis k = new("k", Extent(1, Math.Min(3, x.Extents[0]))), c = new("c", x.Extents[1]);
        Axis y = new("y", 1 + ((x.Extents[0] - k.Extent) / stride));
        Tensor output = Value(y.Extent, k.Extent, c.Extent), total = Made(y, c);
        Expression element = new Read(new Access(x, new([Sum(0, (stride, y), (1, k)), Affine.Of(c)])));
        _statements.Add(new Map(Access.Of(output, y, k, c), Expressions.Tanh(element) * Number(), new([y, k, c]), Accumulate: false));
        _statements.Add(new Reduce(Folding.Sum, Access.Of(total, y, c), new Read(Access.Of(output, y, k, c)), new([y, k, c]), Accumulate: false));
        return total;
    }

    // Windows that overlap, touch or leave some out, on a border that never wins.
    private Tensor MaximumPool()
    {
        Tensor x = Bordered(double.NegativeInfinity);
        (Axis y, Axis dy, Axis c, Access window) = Window(x);
        Tensor place = Made(y, c), output = Made(y, c);
        Expression value = new Read(window) * 0.5;
        _statements.Add(new Reduce(Folding.Place, Access.Of(place, y, c), value, new([y, c, dy]), Accumulate: false));
        _statements.Add(new Reduce(Folding.Maximum, Access.Of(output, y, c), value, new([y, c, dy]), Accumulate: false) { Place = Access.Of(place, y, c) });
        return output;
    }

    // Every window has a share of its own, and what it adds depends on where it stands.
    private Tensor AveragePool()
    {
        Tensor x = Bordered(0);
        (Axis y, Axis dy, Axis c, Access window) = Window(x);
        Tensor sum = Made(y, c), output = Made(y, c);
        Table shares = new(Enumerable.Range(0, y.Extent).Select(_ => Number()).ToEquatableArray(), y);
        _statements.Add(new Reduce(Folding.Sum, Access.Of(sum, y, c), new Read(window), new([y, c, dy]), Accumulate: false));
        _statements.Add(new Map(Access.Of(output, y, c), (new Read(Access.Of(sum, y, c)) * shares) + (0.1 * new Position(Affine.Of(1, (2, y), (1, c)))), new([y, c]), Accumulate: false));
        return output;
    }

    private Tensor Upsampled()
    {
        Tensor x = Pick();
        Axis y = new("y", x.Extents[0]), dy = new("dy", Extent(1, 3)), c = new("c", x.Extents[1]);
        Tensor output = Value(y.Extent * dy.Extent, c.Extent);
        _statements.Add(new Map(Access.At(output, Affine.Of(0, (dy.Extent, y), (1, dy)), c), new Read(Access.Of(x, y, c)), new([y, dy, c]), Accumulate: false));
        return output;
    }

    private Tensor Cropped()
    {
        Tensor x = Pick();
        int from = Extent(0, x.Extents[0] - 1);
        Axis y = new("y", Extent(1, x.Extents[0] - from)), c = new("c", x.Extents[1]);
        Tensor output = Made(y, c);
        _statements.Add(new Map(Access.Of(output, y, c), new Read(Access.At(x, Affine.Of(from, (1, y)), c)), new([y, c]), Accumulate: false));
        return output;
    }

    private Tensor Normalized()
    {
        Tensor x = Pick();
        Axis y = new("y", x.Extents[0]), c = new("c", x.Extents[1]);
        Tensor square = Value(y.Extent), output = Made(y, c);
        Expression element = new Read(Access.Of(x, y, c));
        _statements.Add(new Reduce(Folding.Sum, Access.Of(square, y), element * element, new([y, c]), Accumulate: false));
        _statements.Add(new Map(Access.Of(output, y, c), element / Expressions.Sqrt(new Read(Access.Of(square, y)) + 0.5), new([y, c]), Accumulate: false));
        return output;
    }

    private Tensor Bordered(double fill)
    {
        Tensor x = Pick();
        int[] before = [Extent(0, 1), 0], after = [Extent(0, 2), 0];
        Tensor output = Value(before[0] + x.Extents[0] + after[0], x.Extents[1]);
        _statements.Add(Pad.Of(output, x, before, fill));
        return output;
    }

    // At least as wide as the border after it, so that no window of a maximum stands on nothing but border.
    private (Axis Place, Axis Tap, Axis Channel, Access Element) Window(Tensor x)
    {
        int stride = Extent(1, 3);
        Axis dy = new("dy", Math.Min(x.Extents[0], Extent(3, 4))), c = new("c", x.Extents[1]);
        Axis y = new("y", 1 + ((x.Extents[0] - dy.Extent) / stride));
        return (y, dy, c, Access.At(x, Affine.Of(0, (stride, y), (1, dy)), c));
    }

    private Tensor Softmax()
    {
        Tensor x = Pick();
        Axis i = new("i", x.Extents[0]), k = new("k", x.Extents[1]);
        Tensor peak = Value(i.Extent), exponential = Made(i, k), total = Value(i.Extent), output = Made(i, k);
        Expression shifted = new Read(Access.Of(x, i, k)) - new Read(Access.Of(peak, i));
        _statements.Add(new Reduce(Folding.StoppedMaximum, Access.Of(peak, i), new Read(Access.Of(x, i, k)), new([i, k]), Accumulate: false));
        _statements.Add(new Map(Access.Of(exponential, i, k), Expressions.ExpNotPositive(shifted), new([i, k]), Accumulate: false));
        _statements.Add(new Reduce(Folding.Sum, Access.Of(total, i), new Read(Access.Of(exponential, i, k)), new([i, k]), Accumulate: false));
        _statements.Add(new Map(Access.Of(output, i, k), new Read(Access.Of(exponential, i, k)) / new Read(Access.Of(total, i)), new([i, k]), Accumulate: false));
        return output;
    }

    private Tensor Reshaped()
    {
        // The two names are of one memory, so the original has no other reader.
        Tensor x = Dense();
        Axis i = new("i", x.Extents[0]), j = new("j", x.Extents[1]), a = new("a", 1), b = new("b", x.Size);
        Tensor output = Made(a, b);
        _statements.Add(new Reshape(Access.Of(output, a, b), Access.Of(x, i, j), new([a, b])));
        return output;
    }

    private Tensor Lookup()
    {
        Tensor source = _random.Next(2) == 0 ? Given(TensorRole.Parameter, Extent(2, 5), Extent(1, 3)) : Pick();
        Axis i = new("i", Extent(1, 6)), along = new("v", source.Extents[0]), e = new("e", source.Extents[1]);
        Tensor output = Made(i, e);
        _statements.Add(new Gather(Access.Of(output, i, e), Access.Of(source, along, e), along, new Read(Access.Of(Indices(i.Extent, along.Extent), i)), new([i, e]), Accumulate: false));
        return output;
    }

    private Tensor Scattered()
    {
        Tensor source = Pick();
        Axis i = new("i", source.Extents[0]), along = new("v", Extent(1, 5)), e = new("e", source.Extents[1]);
        Tensor output = Made(along, e);
        // On top of numbers that are there already.
        _statements.Add(new Map(Access.Of(output, along, e), new Read(Access.Of(Given(TensorRole.Parameter, e.Extent), e)), new([along, e]), Accumulate: false));
        _statements.Add(new Scatter(Access.Of(output, along, e), Access.Of(source, i, e), along, new Read(Access.Of(Indices(i.Extent, along.Extent), i)), new([i, e])));
        return output;
    }

    private void AddToLoss(Tensor tensor, bool accumulate)
    {
        Axis i = new("i", tensor.Extents[0]), j = new("j", tensor.Extents[1]);
        Expression x = new Read(Access.Of(tensor, i, j));
        _statements.Add(new Reduce(Folding.Sum, Access.Of(Loss), Number() * Expressions.Tanh(Number() * x) + (Number() * x), new([i, j]), accumulate));
    }

    private Expression Formula(Expression[] operands)
    {
        Expression Any() => operands[_random.Next(operands.Length)];
        Expression sum = operands[0] * Number();
        for (int terms = Extent(2, 4); terms > 0; terms--)
        {
            Expression x = Any();
            sum += _random.Next(_smooth ? 9 : 12) switch
            {
                0 => Any() * Expressions.Tanh(x),
                1 => Expressions.Sigmoid(x * Any()),
                2 => Expressions.Exp(0.3 * x),
                3 => -Expressions.Softplus(x) * Any(),
                4 => Expressions.Erf(x - Any()),
                5 => Expressions.Log((x * x) + 1.5),
                6 => Any() / ((x * x) + 1.0),
                7 => new Unary(Function.Log1p, x * x) * Number(),
                8 => Expressions.Expm1(0.3 * x) / 0.7,
                9 => Expressions.Absolute(x) * Any(),
                10 => Expressions.IfNotPositive(x, Number() * x, Any()),
                _ => Expressions.Step(x) * Any(),
            };
        }

        return sum;
    }

    private double Number() => Math.Round((2 * _random.NextDouble()) - 1, 2) + 0.005;

    private int Extent(int least, int most) => _random.Next(least, most + 1);

    // Whatever stands in the pool may be used again, by any number of steps.
    private Tensor Pick() => _pool[_random.Next(_pool.Count)];

    private Tensor Made(Axis first, Axis second) => Value(first.Extent, second.Extent);

    private Tensor Value(params int[] extents) => new($"value{_names++}", TensorRole.Value, new(extents));

    private Tensor Given(TensorRole role, params int[] extents)
    {
        Tensor tensor = new($"{role}{_names++}", role, new(extents));
        _numbers.Add(tensor, Noise(tensor));
        return tensor;
    }

    private Tensor Indices(int count, int below)
    {
        Tensor indices = new($"index{_names++}", TensorRole.Target, new([count]));
        _numbers.Add(indices, [.. Enumerable.Range(0, count * Batch).Select(_ => (double)_random.Next(below))]);
        return indices;
    }

    private void Contract(Access target, Access left, Access right, bool accumulate, params Axis[] axes) =>
        _statements.Add(_random.Next(2) == 0 ? new Contraction(target, left, right, new(axes), accumulate) : new Contraction(target, right, left, new(axes), accumulate));

    private static Affine Sum(int offset, params (int Coefficient, Axis Axis)[] terms) =>
        new(terms.Select(term => new Term(term.Axis, term.Coefficient)).ToEquatableArray(), offset);
}
