using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The sum, element by element.</summary>
internal sealed record Add(AttributeRecord Attribute) : Join(Attribute)
{
    public override string Formula(Shape input) => $"output = input + {string.Join(" + ", Names)}";

    protected override Expression Of(IReadOnlyList<Expression> values) => values.Skip(1).Aggregate(values[0], (sum, value) => sum + value);
}
