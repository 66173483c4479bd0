using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>
/// The forward derivative of a list of statements: how every tensor changes along a direction, as statements that run
/// beside the originals. The adjoint of tangents gives second derivatives.
/// </summary>
internal sealed class Tangent
{
    private readonly Dictionary<Tensor, Tensor> _tangents = [];
    private readonly List<Statement> _statements = [];
    private readonly Func<string, string> _name;

    /// <summary>Tensors that several statements add up to: none of these finds its own value there.</summary>
    private readonly HashSet<Tensor> _summed = [];

    private Tangent(Func<string, string> name) => _name = name;

    /// <summary>The originals, each followed by its tangent.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The tangents alone, which may run after all of the originals.</summary>
    public IReadOnlyList<Statement> Changes { get; private set; } = [];

    /// <summary>The tangent of each tensor that moves.</summary>
    public IReadOnlyDictionary<Tensor, Tensor> Tangents => _tangents;

    /// <summary>Differentiates <paramref name="forward"/> along given changes of <paramref name="directions"/>.</summary>
    public static Tangent Of(IReadOnlyList<Statement> forward, IEnumerable<Tensor> directions)
    {
        Tangent tangent = new(name => name + "Tangent");
        foreach (Tensor direction in directions)
            tangent.Move(direction);
        tangent.Forward(forward);
        return tangent;
    }

    /// <summary>Differentiates <paramref name="forward"/> where it is known how some tensors change.</summary>
    /// <param name="forward">The statements.</param>
    /// <param name="known">The change of each tensor that moves before them.</param>
    /// <param name="name">Names the change of a tensor.</param>
    public static Tangent Of(IReadOnlyList<Statement> forward, IReadOnlyDictionary<Tensor, Tensor> known, Func<string, string> name)
    {
        Tangent tangent = new(name);
        foreach (KeyValuePair<Tensor, Tensor> pair in known)
            tangent._tangents.Add(pair.Key, pair.Value);
        tangent.Forward(forward);
        return tangent;
    }

    private void Forward(IReadOnlyList<Statement> forward)
    {
        foreach (IGrouping<Tensor, Statement> writers in forward.GroupBy(statement => statement.Target.Tensor))
        {
            if (writers.Skip(1).Any())
                _summed.Add(writers.Key);
        }

        List<Statement> changes = [];
        foreach (Statement statement in forward)
        {
            _statements.Add(statement);
            int before = _statements.Count;
            Forward(statement);
            changes.AddRange(_statements.Skip(before));
        }

        Changes = changes;
    }

    private void Forward(Statement statement)
    {
        // What did not move so far has no tangent to add to.
        bool added = statement.Accumulate && Moves(statement.Target.Tensor);
        switch (statement)
        {
            case Contraction product:
                if (Moves(product.Left.Tensor))
                {
                    _statements.Add(new Contraction(Moved(product.Target), Moved(product.Left), product.Right, product.Axes, added));
                    added = true;
                }

                if (Moves(product.Right.Tensor))
                    _statements.Add(new Contraction(Moved(product.Target), product.Left, Moved(product.Right), product.Axes, added));
                break;
            case Map map when Directional(map.Value, _summed.Contains(map.Target.Tensor) ? null : map.Target) is { } change:
                _statements.Add(new Map(Moved(map.Target), change, map.Axes, added));
                break;
            case Reduce { Folding: Folding.Sum } sum when Directional(sum.Value) is { } change:
                _statements.Add(new Reduce(Folding.Sum, Moved(sum.Target), change, sum.Axes, added));
                break;
            case Reduce { Folding: Folding.Maximum, Place: { } place } maximum when Directional(maximum.Value) is { } change:
                _statements.Add(new Reduce(Folding.Sum, Moved(maximum.Target), Expressions.Select(Comparison.Equal, new Read(place), maximum.PlaceOfAxes, change, 0.0), maximum.Axes, added));
                break;
            case Pad pad when Moves(pad.Source.Tensor):
                _statements.Add(pad with { Target = Moved(pad.Target), Source = Moved(pad.Source), Fill = 0 });
                break;
            case Gather gather when Moves(gather.Source.Tensor):
                _statements.Add(gather with { Target = Moved(gather.Target), Source = Moved(gather.Source), Accumulate = added });
                break;
            case Scatter scatter when Moves(scatter.Source.Tensor):
                if (!added)
                    _statements.Add(Map.Clear(Move(scatter.Target.Tensor)));
                _statements.Add(scatter with { Target = Moved(scatter.Target), Source = Moved(scatter.Source) });
                break;
            case Reshape reshape when Moves(reshape.Source.Tensor):
                _statements.Add(reshape with { Target = Moved(reshape.Target), Source = Moved(reshape.Source) });
                break;
        }
    }

    /// <summary>The sum over moving operands of derivative times change; null where nothing moves.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="result">Where its value is at hand, if it is.</param>
    private Expression? Directional(Expression value, Access? result = null)
    {
        Expression? change = null;
        foreach (Access read in value.Reads.Where(read => Moves(read.Tensor)))
        {
            Expression local = Derivative.Of(value, read);
            Expression part = (result is null ? local : KnownValues.Reuse(local, value, result)) * new Read(Moved(read));
            change = change is null ? part : change + part;
        }

        return change;
    }

    private bool Moves(Tensor tensor) => _tangents.ContainsKey(tensor);

    private Access Moved(Access access) => access.In(Move(access.Tensor));

    private Tensor Move(Tensor tensor)
    {
        if (!_tangents.TryGetValue(tensor, out Tensor? tangent))
        {
            // A direction in parameter space is shared by all samples, as the parameters are.
            TensorRole role = tensor.PerSample ? TensorRole.Tangent : tensor.Role;
            tangent = new Tensor(_name(tensor.Name), role, tensor.Extents);
            _tangents.Add(tensor, tangent);
        }

        return tangent;
    }
}
