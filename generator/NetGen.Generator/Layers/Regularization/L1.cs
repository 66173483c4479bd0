using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary><c>lambda * sum of |w|</c>.</summary>
internal sealed record L1(AttributeRecord Attribute) : Penalty(Attribute)
{
    public override (double Absolute, double Squares) Factors => (Lambda, 0);
}
