extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>
/// Runs statements in double, one number at a time, as their documentation says and with no idea of a schedule. Whatever a statement
/// should have defined and did not is NaN, and whatever is read before it was written is an exception.
/// </summary>
internal sealed class Interpreter(int batch)
{
    private readonly Dictionary<Tensor, double[]> _values = [];

    /// <summary>The numbers of a tensor, sample by sample where every sample has its own.</summary>
    public double[] this[Tensor tensor]
    {
        get => _values.TryGetValue(tensor, out double[]? values) ? values : throw new InvalidOperationException($"{tensor.Name} is read before it is written.");
        set => _values[tensor] = value.Length == Length(tensor) ? value : throw new ArgumentException($"{tensor.Name} has {Length(tensor)} numbers, not {value.Length}.");
    }

    /// <summary>How many numbers a tensor has over the whole batch.</summary>
    public int Length(Tensor tensor) => tensor.Size * (tensor.PerSample ? batch : 1);

    public Interpreter Run(IEnumerable<Statement> statements)
    {
        foreach (Statement statement in statements)
            Run(statement);
        return this;
    }

    /// <summary>The value of an expression whose elements have the values that <paramref name="read"/> gives.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="read">The elements.</param>
    /// <param name="stand">Where an affine function of the axes stands, for expressions that know their place.</param>
    public static double Evaluate(Expression expression, Func<Access, double> read, Func<Affine, int>? stand = null)
    {
        double Value(Expression part) => part switch
        {
            Constant constant => constant.Value,
            Read element => read(element.Access),
            Position position => stand!(position.Index),
            Table table => table.Values[stand!(table.Index)],
            Unary call => Call(call.Function, Value(call.Operand)),
            Binary { Operation: Operation.Add } sum => Value(sum.Left) + Value(sum.Right),
            Binary { Operation: Operation.Subtract } difference => Value(difference.Left) - Value(difference.Right),
            Binary { Operation: Operation.Multiply } product => Value(product.Left) * Value(product.Right),
            Binary quotient => Value(quotient.Left) / Value(quotient.Right),
            Power power => Math.Pow(Value(power.Base), Value(power.Exponent)),
            Select choice => Value(Holds(choice.Comparison, Value(choice.Left), Value(choice.Right)) ? choice.Then : choice.Else),
            _ => throw new InvalidOperationException($"No value of {part.GetType().Name}."),
        };
        return Value(expression);
    }

    private static double Call(Function function, double x) => function switch
    {
        Function.Negate => -x,
        Function.Exp or Function.ExpNotPositive => Math.Exp(x),
        Function.Expm1 => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
        Function.Log => Math.Log(x),
        Function.Log1p => Math.Log(1 + x),
        Function.Tanh => Math.Tanh(x),
        Function.Sigmoid => 1 / (1 + Math.Exp(-x)),
        Function.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        Function.Sin => Math.Sin(x),
        Function.Cos => Math.Cos(x),
        Function.LogCosh => Math.Abs(x) + Math.Log(1 + Math.Exp(-2 * Math.Abs(x))) - Math.Log(2),
        Function.Erf => VectorMath.Erf(x),
        Function.Absolute => Math.Abs(x),
        Function.Step => double.IsNaN(x) ? x : x > 0 ? 1 : 0,
        Function.Sqrt => Math.Sqrt(x),
        Function.Stop => x,
        _ => throw new InvalidOperationException($"No value of {function}."),
    };

    private static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.LessOrEqual => left <= right,
        Comparison.Less => left < right,
        _ => left == right,
    };

    private void Run(Statement statement)
    {
        if (!statement.Accumulate)
            _values[statement.Target.Tensor] = Blank(statement);
        double[] target = this[statement.Target.Tensor];
        if (statement is Reduce { Folding: Folding.Place } places)
        {
            Place(places, target);
            return;
        }

        foreach (Point point in Points(statement))
        {
            switch (statement)
            {
                case Pad pad:
                    target[Offset(pad.Target, point)] = this[pad.Source.Tensor][Offset(pad.Source, point)];
                    break;
                case Contraction product:
                    target[Offset(product.Target, point)] += this[product.Left.Tensor][Offset(product.Left, point)] * this[product.Right.Tensor][Offset(product.Right, point)];
                    break;
                case Map map:
                    Put(map, Offset(map.Target, point), Value(map.Value, point));
                    break;
                case Reduce { Folding: Folding.Sum } sum:
                    target[Offset(sum.Target, point)] += Value(sum.Value, point);
                    break;
                case Reduce maximum:
                    int peak = Offset(maximum.Target, point);
                    target[peak] = Math.Max(target[peak], Value(maximum.Value, point));
                    break;
                case Gather gather:
                    Put(gather, Offset(gather.Target, point), this[gather.Source.Tensor][Offset(gather.Source, Indexed(point, gather.Along, gather.Index))]);
                    break;
                case Scatter scatter:
                    target[Offset(scatter.Target, Indexed(point, scatter.Along, scatter.Index))] += this[scatter.Source.Tensor][Offset(scatter.Source, point)];
                    break;
                case Reshape reshape:
                    this[reshape.Source.Tensor].CopyTo(target, 0);
                    break;
                default:
                    throw new InvalidOperationException($"No meaning of {statement.GetType().Name}.");
            }
        }
    }

    // Of the largest values the one that comes first in the order of the axes.
    private void Place(Reduce places, double[] target)
    {
        foreach (IGrouping<int, Point> candidates in Points(places).GroupBy(point => Offset(places.Target, point)))
        {
            target[candidates.Key] = candidates
                .Select(point => (Value: Value(places.Value, point), Place: Value(places.PlaceOfAxes, point)))
                .OrderByDescending(candidate => candidate.Value).ThenBy(candidate => candidate.Place)
                .First().Place;
        }
    }

    private void Put(Statement statement, int offset, double value)
    {
        double[] target = this[statement.Target.Tensor];
        target[offset] = statement.Accumulate ? target[offset] + value : value;
    }

    // Sums start at zero wherever they arrive; what assigns must assign every element.
    private double[] Blank(Statement statement)
    {
        double[] blank = new double[Length(statement.Target.Tensor)];
        Array.Fill(blank, statement switch
        {
            Contraction or Scatter or Reduce { Folding: Folding.Sum } => 0,
            Reduce => double.NegativeInfinity,
            Pad pad => pad.Fill,
            _ => double.NaN,
        });
        return blank;
    }

    /// <summary>Every sample and every place of the axes; one sample where nothing differs from sample to sample.</summary>
    private IEnumerable<Point> Points(Statement statement)
    {
        bool perSample = statement.Target.Tensor.PerSample || statement.Reads.Any(read => read.Tensor.PerSample);
        Axis[] axes = statement switch
        {
            Gather gather => [.. gather.Axes.Where(axis => axis != gather.Along)],
            Scatter scatter => [.. scatter.Axes.Where(axis => axis != scatter.Along)],
            Reshape => [],
            _ => [.. statement.Axes],
        };
        int places = axes.Aggregate(1, (product, axis) => product * axis.Extent);
        for (int sample = 0; sample < (perSample ? batch : 1); sample++)
        {
            for (int place = 0; place < places; place++)
            {
                Dictionary<Axis, int> indices = [];
                int rest = place;
                foreach (Axis axis in axes)
                {
                    indices.Add(axis, rest % axis.Extent);
                    rest /= axis.Extent;
                }

                yield return new Point(sample, indices);
            }
        }
    }

    private Point Indexed(Point point, Axis along, Expression index) =>
        point with { Indices = new Dictionary<Axis, int>(point.Indices) { [along] = (int)Value(index, point) } };

    private double Value(Expression expression, Point point) => Evaluate(expression, access => this[access.Tensor][Offset(access, point)], affine => Index(affine, point));

    private static int Index(Affine affine, Point point) => affine.Offset + affine.Terms.Sum(term => term.Coefficient * point.Indices[term.Axis]);

    private static int Offset(Access access, Point point)
    {
        int offset = access.Tensor.PerSample ? point.Sample : 0;
        Assert.Equal(access.Tensor.Extents.Count, access.Indices.Count);
        for (int dimension = 0; dimension < access.Indices.Count; dimension++)
        {
            int index = Index(access.Indices[dimension], point);
            Assert.InRange(index, 0, access.Tensor.Extents[dimension] - 1);
            offset = (offset * access.Tensor.Extents[dimension]) + index;
        }

        return offset;
    }

    /// <summary>One sample and one place of the axes.</summary>
    private sealed record Point(int Sample, IReadOnlyDictionary<Axis, int> Indices);
}
