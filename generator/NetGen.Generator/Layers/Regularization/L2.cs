using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>lambda * sum of w^2</c>.</summary>
internal sealed record L2(AttributeRecord Attribute) : Penalty(Attribute)
{
    public override (double Absolute, double Squares) Factors => (0, Lambda);
}
