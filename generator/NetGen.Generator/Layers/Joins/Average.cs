using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The mean, element by element.</summary>
internal sealed record Average(AttributeRecord Attribute) : Join(Attribute)
{
    public override string Formula(Shape input) => $"output = (input + {string.Join(" + ", Names)}) / {Numbers.Text(Names.Count + 1)}";

    protected override Expression Of(IReadOnlyList<Expression> values) => values.Skip(1).Aggregate(values[0], (sum, value) => sum + value) * (1.0 / values.Count);
}
