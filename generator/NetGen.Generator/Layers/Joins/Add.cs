using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>The sum, element by element.</summary>
internal sealed record Add(AttributeRecord Attribute) : Join(Attribute)
{
    /// <summary>What brings values of another shape to that of the running value.</summary>
    public Projection Projection => Attribute.Enum("Project", Projection.None);

    public override IEnumerable<ArgumentProblem> Arguments => [.. base.Arguments, .. ArgumentProblems.Defined(Attribute, "Project", Projection.None)];

    public override string Formula(Shape input) => $"output = input + {string.Join(" + ", Names)}";

    protected override Expression Of(IReadOnlyList<Expression> values) => values.Skip(1).Aggregate(values[0], (sum, value) => sum + value);
}
