using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The largest, element by element; the gradient goes to the first that is.</summary>
internal sealed record Maximum(AttributeRecord Attribute) : Join(Attribute)
{
    public override string Formula(Shape input) => $"output = max(input, {string.Join(", ", Names)})";

    protected override Expression Of(IReadOnlyList<Expression> values) => values.Skip(1).Aggregate(values[0], (largest, value) =>
        // What is neither above nor below is NaN, and stays so.
        Expressions.Select(Comparison.LessOrEqual, value, largest, largest, Expressions.Select(Comparison.Less, largest, value, value, largest + value)));
}
