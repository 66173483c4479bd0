extern alias generator;

using generator::NetGen.Generator.Algebra;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>
/// Runs statements in double, one number at a time, as their documentation says and with no idea of a schedule. What no statement has
/// written is NaN, and a tensor that none has begun is an exception.
/// </summary>
internal sealed class Interpreter(int batch)
{
    private readonly Dictionary<Tensor, double[]> _values = [];

    /// <summary>Which elements the masks of training keep, sample by sample: 0 where one is dropped.</summary>
    public double[] Masks { get; set; } = [];

    /// <summary>The numbers of a tensor, sample by sample where every sample has its own.</summary>
    public double[] this[Tensor tensor]
    {
        get => _values.TryGetValue(tensor, out double[]? values) ? values : throw new InvalidOperationException($"{tensor.Name} is read before it is written.");
        set => _values[tensor] = value.Length == Length(tensor) ? value : throw new ArgumentException($"{tensor.Name} has {Length(tensor)} numbers, not {value.Length}.");
    }

    /// <summary>How many numbers a tensor has over the whole batch.</summary>
    public int Length(Tensor tensor) => tensor.Size * (tensor.PerSample ? batch : 1);

    /// <summary>Runs statements in their order; those of a loop over time step by step.</summary>
    public Interpreter Run(IEnumerable<Statement> statements)
    {
        foreach (IReadOnlyList<Statement> part in Recurrence.Split([.. statements]))
        {
            foreach (Statement statement in part)
                Begin(statement);
            if (part[0].Within is not { } loop)
            {
                Compile(part[0], null)(0);
                continue;
            }

            Action<int>[] steps = [.. part.Select(statement => Compile(statement, loop.Time))];
            for (int turn = 0; turn < loop.Time.Extent; turn++)
            {
                foreach (Action<int> step in steps)
                    step(loop.IsDescending ? loop.Time.Extent - 1 - turn : turn);
            }
        }

        return this;
    }

    /// <summary>Memory for what a statement writes; what adds must find something to add to.</summary>
    private void Begin(Statement statement)
    {
        Tensor target = statement.Target.Tensor;
        if (_values.ContainsKey(target) || (statement.Accumulate && statement.Within is null))
            return;
        double[] blank = new double[Length(target)];
        Array.Fill(blank, double.NaN);
        _values.Add(target, blank);
    }

    /// <summary>A statement as a function of the step of its loop.</summary>
    private Action<int> Compile(Statement statement, Axis? time)
    {
        Axis? along = statement switch { Gather gather => gather.Along, Scatter scatter => scatter.Along, _ => null };
        bool perSample = statement.Target.Tensor.PerSample || statement.Reads.Any(read => read.Tensor.PerSample);
        Walk walk = new([.. statement.Axes.Where(axis => !axis.Equals(along) && !axis.Equals(time))], perSample ? batch : 1, time);
        double[] target = this[statement.Target.Tensor];
        if (statement is Reshape reshape)
            return _ => this[reshape.Source.Tensor].CopyTo(target, 0);

        Func<int> place = walk.Place(statement.Target, along);
        Action body = statement switch
        {
            Pad pad => Copy(walk, pad, target, place),
            Contraction product => Multiply(walk, product, target, place),
            Map map => Assign(Value(walk, map.Value), map.Accumulate, target, place),
            Reduce { Folding: Folding.Place } places => FirstOfLargest(walk, places, target, place),
            Reduce { Folding: Folding.Sum } sum => Assign(Value(walk, sum.Value), adds: true, target, place),
            Reduce maximum => Raise(Value(walk, maximum.Value), target, place),
            Gather gather => Assign(Indexed(walk, gather.Source, gather.Along, gather.Index), gather.Accumulate, target, place),
            Scatter scatter => Spread(walk, scatter, target, place),
            Mask mask => Assign(Kept(walk, mask, place), adds: false, target, place),
            _ => throw new InvalidOperationException($"No meaning of {statement.GetType().Name}."),
        };
        Action<int> blank = Blank(statement, target, time);
        return step =>
        {
            blank(step);
            walk.Run(step, body);
        };
    }

    /// <summary>What a statement that does not add begins with: folds at nothing, a border at what fills it.</summary>
    private Action<int> Blank(Statement statement, double[] target, Axis? time)
    {
        double? start = statement switch
        {
            _ when statement.Accumulate => null,
            Pad pad => pad.Fill,
            Contraction or Scatter or Reduce { Folding: Folding.Sum } => 0,
            Reduce => double.NegativeInfinity,
            _ => null,
        };
        if (start is not { } value)
            return _ => { };
        if (time is null)
            return _ => Array.Fill(target, value);
        if (statement is Pad or Scatter)
            throw new InvalidOperationException($"{statement.GetType().Name} stands in a loop over time.");
        Walk walk = new([.. statement.Target.Axes.Where(axis => !axis.Equals(time))], statement.Target.Tensor.PerSample ? batch : 1, time);
        Func<int> place = walk.Place(statement.Target);
        return step => walk.Run(step, () => target[place()] = value);
    }

    private Func<double> Value(Walk walk, Expression expression) =>
        Values.Function(expression, access => Element(walk, access), walk.Place, batch);

    private Func<double> Element(Walk walk, Access access)
    {
        double[] numbers = this[access.Tensor];
        Func<int> place = walk.Place(access);
        return () => numbers[place()];
    }

    private Action Copy(Walk walk, Pad pad, double[] target, Func<int> place) => Assign(Element(walk, pad.Source), adds: false, target, place);

    private Action Multiply(Walk walk, Contraction product, double[] target, Func<int> place)
    {
        double[] left = this[product.Left.Tensor], right = this[product.Right.Tensor];
        Func<int> ofLeft = walk.Place(product.Left), ofRight = walk.Place(product.Right);
        return () => target[place()] += left[ofLeft()] * right[ofRight()];
    }

    private static Action Assign(Func<double> value, bool adds, double[] target, Func<int> place) =>
        adds ? () => target[place()] += value() : () => target[place()] = value();

    private static Action Raise(Func<double> value, double[] target, Func<int> place) => () => target[place()] = Math.Max(target[place()], value());

    /// <summary>Of the largest values the one that comes first in the order of the axes.</summary>
    private Action FirstOfLargest(Walk walk, Reduce places, double[] target, Func<int> place)
    {
        Func<double> value = Value(walk, places.Value), candidate = Value(walk, places.PlaceOfAxes);
        double[] largest = new double[target.Length];
        return () =>
        {
            double here = value(), first = candidate();
            bool isFirst = double.IsNegativeInfinity(target[place()]);
            if (isFirst || here > largest[place()] || (here == largest[place()] && first < target[place()]))
                (target[place()], largest[place()]) = (first, here);
        };
    }

    private Func<double> Indexed(Walk walk, Access source, Axis along, Expression index)
    {
        double[] numbers = this[source.Tensor];
        Func<int> place = walk.Place(source, along), chosen = Index(walk, along, index);
        int stride = Walk.Stride(source, along);
        return () => numbers[place() + (stride * chosen())];
    }

    private Action Spread(Walk walk, Scatter scatter, double[] target, Func<int> place)
    {
        Func<double> value = Element(walk, scatter.Source);
        Func<int> chosen = Index(walk, scatter.Along, scatter.Index);
        int stride = Walk.Stride(scatter.Target, scatter.Along);
        return scatter.Replaces
            ? () => target[place() + (stride * chosen())] = value()
            : () => target[place() + (stride * chosen())] += value();
    }

    private Func<int> Index(Walk walk, Axis along, Expression index)
    {
        Func<double> value = Value(walk, index);
        return () => (int)value() is var chosen && chosen >= 0 && chosen < along.Extent ? chosen : throw new InvalidOperationException($"{chosen} is no place along {along.Name}.");
    }

    private Func<double> Kept(Walk walk, Mask mask, Func<int> place)
    {
        int ofSample = Masks.Length / batch;
        return () => Masks[(walk.Sample * ofSample) + mask.Before + place() - (walk.Sample * mask.Target.Tensor.Size)] == 0 ? 0 : 1 / (1 - mask.Rate);
    }
}
