using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The running value less the others, element by element.</summary>
internal sealed record Subtract(AttributeRecord Attribute) : Join(Attribute)
{
    public override string Formula(Shape input) => $"output = input - {string.Join(" - ", Names)}";

    protected override Expression Of(IReadOnlyList<Expression> values) => values.Skip(1).Aggregate(values[0], (rest, value) => rest - value);
}
