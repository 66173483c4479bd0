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

    /// <summary>The originals, each followed by its tangent.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The tangent of each tensor that moves.</summary>
    public IReadOnlyDictionary<Tensor, Tensor> Tangents => _tangents;

    /// <summary>Differentiates <paramref name="forward"/> along given changes of <paramref name="directions"/>.</summary>
    public static Tangent Of(IReadOnlyList<Statement> forward, IEnumerable<Tensor> directions)
    {
        Tangent tangent = new();
        foreach (Tensor direction in directions)
            tangent.Move(direction);
        foreach (Statement statement in forward)
        {
            tangent._statements.Add(statement);
            tangent.Forward(statement);
        }

        return tangent;
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
            case Map map when Directional(map.Value) is { } change:
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
    private Expression? Directional(Expression value)
    {
        Expression? change = null;
        foreach (Access read in value.Reads.Where(read => Moves(read.Tensor)))
        {
            Expression part = Derivative.Of(value, read) * new Read(Moved(read));
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
            tangent = new Tensor(tensor.Name + "Tangent", role, tensor.Extents);
            _tangents.Add(tensor, tangent);
        }

        return tangent;
    }
}
