using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>
/// The reverse derivative of a list of statements, as statements. Each statement's derivative is of the algebra again,
/// so a layer never writes its own backward pass.
/// </summary>
internal sealed class Adjoint
{
    private readonly HashSet<Tensor> _active;
    private readonly Dictionary<Tensor, Tensor> _gradients = [];
    private readonly HashSet<Tensor> _started = [];

    /// <summary>Tensors that several statements add up to: none of these finds its own value there.</summary>
    private readonly HashSet<Tensor> _summed = [];
    private readonly List<Statement> _statements = [];

    /// <summary>The loop over time that the derivative of the present statement stands in, where its statements begin, and what is summed over its steps.</summary>
    private Recurrence? _within;
    private int _loopStart;
    private readonly List<Statement> _behindLoop = [];

    private Adjoint(HashSet<Tensor> active) => _active = active;

    /// <summary>The backward statements, in order.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The gradient of each tensor that has one.</summary>
    public IReadOnlyDictionary<Tensor, Tensor> Gradients => _gradients;

    /// <summary>Differentiates <paramref name="forward"/>.</summary>
    /// <param name="forward">The forward statements.</param>
    /// <param name="seeds">The tensors whose gradients are given.</param>
    /// <param name="wanted">The tensors whose gradients are asked for.</param>
    public static Adjoint Of(IReadOnlyList<Statement> forward, IReadOnlyList<Tensor> seeds, IReadOnlyList<Tensor> wanted)
    {
        Adjoint adjoint = new(Dependents(forward, wanted));
        foreach (IGrouping<Tensor, Statement> writers in forward.GroupBy(statement => statement.Target.Tensor))
        {
            if (writers.Skip(1).Any())
                adjoint._summed.Add(writers.Key);
        }

        foreach (Tensor seed in seeds)
        {
            adjoint.Gradient(seed);
            adjoint._started.Add(seed);
        }

        foreach (IReadOnlyList<Statement> part in Recurrence.Split(forward).Reverse())
            adjoint.ReverseAll(part);
        adjoint.Prune(wanted);
        return adjoint;
    }

    /// <summary>Drops what leads to no wanted gradient: errors that end at a function whose derivative is zero.</summary>
    private void Prune(IReadOnlyList<Tensor> wanted)
    {
        IReadOnlyList<Statement> needed = Needed.For(_statements, wanted.Where(_gradients.ContainsKey).Select(tensor => _gradients[tensor]));
        _statements.Clear();
        _statements.AddRange(needed);
        HashSet<Tensor> written = [.. needed.Select(statement => statement.Target.Tensor)];
        foreach (Tensor tensor in wanted.Where(tensor => _gradients.TryGetValue(tensor, out Tensor? gradient) && !written.Contains(gradient) && !_started.Contains(tensor)))
            _gradients.Remove(tensor);
    }

    /// <summary>The tensors that depend on a wanted one; only through them does a gradient flow.</summary>
    private static HashSet<Tensor> Dependents(IReadOnlyList<Statement> forward, IEnumerable<Tensor> wanted)
    {
        HashSet<Tensor> active = [.. wanted];
        foreach (IReadOnlyList<Statement> part in Recurrence.Split(forward))
        {
            // What the last statement of a step writes, the first one of the next step may read.
            for (int known = -1; known != active.Count;)
            {
                known = active.Count;
                foreach (Statement statement in part.Where(statement => statement.Reads.Any(read => active.Contains(read.Tensor))))
                    active.Add(statement.Target.Tensor);
            }
        }

        return active;
    }

    /// <summary>The derivative of a statement, or of a loop: the loop backwards, then the sums over its steps.</summary>
    private void ReverseAll(IReadOnlyList<Statement> part)
    {
        _within = part[0].Within?.Reversed;
        _loopStart = _statements.Count;
        foreach (Statement statement in part.Reverse())
        {
            Tensor target = statement.Target.Tensor;
            // What no later statement reads, the next step may read still.
            if (_within is not null && _active.Contains(target) && IsCarried(part, statement) && !Started(target))
                Clear(Gradient(target));
            if (_started.Contains(target))
                Reverse(statement);
        }

        _within = null;
        _statements.AddRange(_behindLoop);
        _behindLoop.Clear();
    }

    /// <summary>Whether a statement of a loop writes what a statement before it reads: a state.</summary>
    private static bool IsCarried(IReadOnlyList<Statement> loop, Statement statement) =>
        loop.Any(other => other.Reads.Any(read => read.Tensor == statement.Target.Tensor));

    private void Add(Statement statement)
    {
        if (_within is null)
            _statements.Add(statement);
        else if (statement.Target.Tensor.Role == TensorRole.ParameterGradient)
            _behindLoop.Add(statement);
        else
            _statements.Add(statement with { Within = _within });
    }

    /// <summary>Zeros to add to; in front of a loop, not in each step of it.</summary>
    private void Clear(Tensor gradient)
    {
        if (_within is null)
            _statements.Add(Map.Clear(gradient));
        else
            _statements.Insert(_loopStart++, Map.Clear(gradient));
    }

    private void Reverse(Statement statement)
    {
        Access incoming = statement.Target.In(Gradient(statement.Target.Tensor));
        switch (statement)
        {
            case Contraction product:
                Contract(product.Left, incoming, product.Right, product.Axes);
                Contract(product.Right, product.Left, incoming, product.Axes);
                break;
            case Map map:
                foreach (Access variable in map.Value.Reads)
                {
                    Expression local = Derivative.Of(map.Value, variable);
                    Chain(variable, incoming, _summed.Contains(map.Target.Tensor) ? local : KnownValues.Reuse(local, map.Value, map.Target), map.Axes);
                }

                break;
            case Reduce { Folding: Folding.Sum } sum:
                foreach (Access variable in sum.Value.Reads)
                    Chain(variable, incoming, Derivative.Of(sum.Value, variable), sum.Axes);
                break;
            case Reduce { Folding: Folding.Maximum, Place: { } place } maximum:
                foreach (Access variable in maximum.Value.Reads)
                {
                    Expression local = Derivative.Of(maximum.Value, variable);
                    Chain(variable, incoming, Expressions.Select(Comparison.Equal, new Read(place), maximum.PlaceOfAxes, local, 0.0), maximum.Axes);
                }

                break;
            case Reduce { Folding: Folding.StoppedMaximum or Folding.Place }:
                break;
            case Pad pad when _active.Contains(pad.Source.Tensor):
                Add(new Map(pad.Source.In(Gradient(pad.Source.Tensor)), new Read(incoming), pad.Axes, Started(pad.Source.Tensor)));
                break;
            case Gather gather when _active.Contains(gather.Source.Tensor):
                Tensor scattered = Gradient(gather.Source.Tensor);
                bool continues = Started(gather.Source.Tensor), sums = gather.Source.Tensor.Role == TensorRole.Parameter;
                // What is summed over the samples starts from zero by itself.
                if (!continues && !sums)
                    Clear(scattered);
                Add(new Scatter(gather.Source.In(scattered), incoming, gather.Along, gather.Index, gather.Axes).Adding(continues || !sums));
                break;
            case Scatter scatter when _active.Contains(scatter.Source.Tensor):
                Add(new Gather(scatter.Source.In(Gradient(scatter.Source.Tensor)), incoming, scatter.Along, scatter.Index, scatter.Axes, Started(scatter.Source.Tensor)));
                break;
            case Reshape reshape when _active.Contains(reshape.Source.Tensor):
                // Both gradients name one memory as well, so this holds only while nothing else adds to the source.
                if (Started(reshape.Source.Tensor))
                    throw new InvalidOperationException($"{reshape.Source.Tensor} has a gradient already, and a second reader of another shape.");
                Add(new Reshape(reshape.Source.In(Gradient(reshape.Source.Tensor)), incoming, reshape.Axes));
                break;
        }
    }

    private void Contract(Access variable, Access left, Access right, EquatableArray<Axis> axes)
    {
        if (_active.Contains(variable.Tensor))
            Add(new Contraction(variable.In(Gradient(variable.Tensor)), left, right, axes, Continues(variable)));
    }

    /// <summary>Adds <c>incoming * local</c> to the gradient of <paramref name="variable"/>, summed over the axes it was broadcast along.</summary>
    private void Chain(Access variable, Access incoming, Expression local, EquatableArray<Axis> axes)
    {
        if (!_active.Contains(variable.Tensor) || local is Constant { Value: 0 })
            return;

        Access target = variable.In(Gradient(variable.Tensor));
        Expression value = new Read(incoming) * local;
        // Behind an overlap, some elements get several contributions.
        bool folds = !variable.Tensor.PerSample || axes.Any(axis => !variable.Axes.Contains(axis)) || !variable.MeetsEachOnce;
        bool continues = Continues(variable);
        Add(folds
            ? new Reduce(Folding.Sum, target, value, axes, continues)
            : new Map(target, value, axes, continues));
    }

    /// <summary>
    /// Whether a contribution to the gradient of <paramref name="variable"/> adds to what is there. One that does not
    /// reach every element, behind a stride or a border, adds to zeros.
    /// </summary>
    private bool Continues(Access variable)
    {
        if (Started(variable.Tensor))
            return true;
        if (variable.CoversOnce)
            return false;
        Clear(Gradient(variable.Tensor));
        return true;
    }

    /// <summary>Whether the gradient has a value already, so that the next contribution adds to it.</summary>
    private bool Started(Tensor tensor) => !_started.Add(tensor);

    private Tensor Gradient(Tensor tensor)
    {
        if (!_gradients.TryGetValue(tensor, out Tensor? gradient))
        {
            TensorRole role = tensor.Role switch
            {
                TensorRole.Parameter => TensorRole.ParameterGradient,
                TensorRole.Statistic => TensorRole.Statistic,
                _ => TensorRole.Gradient,
            };
            gradient = new Tensor(tensor.Name + "Gradient", role, tensor.Extents);
            _gradients.Add(tensor, gradient);
        }

        return gradient;
    }
}
