namespace NetGen;

/// <summary>
/// A simple recurrent layer (Elman, 1990): <c>h = tanh(bias + x inputWeights + h recurrentWeights)</c>. Parameters: input weights
/// <c>[in][units]</c>, recurrent weights <c>[units][units]</c>, bias <c>[units]</c>; of a bidirectional layer those of the second
/// pass behind those of the first.
/// </summary>
/// <param name="units">The numbers of the state, at least 1.</param>
public sealed class SimpleRnnAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>What is applied to the sums. Default: tanh.</summary>
    public Nonlinearity Nonlinearity { get; set; }
}
