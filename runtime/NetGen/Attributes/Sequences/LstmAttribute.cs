namespace NetGen;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et al., 2000):
/// <c>i, f, o = sigmoid(...)</c>, <c>g = tanh(...)</c> of <c>bias + x inputWeights + h recurrentWeights</c>, <c>c = f c + i g</c>,
/// <c>h = o tanh(c)</c>. Parameters: input weights <c>[in][4 units]</c>, recurrent weights <c>[units][4 units]</c>, bias <c>[4 units]</c>,
/// gates in the order input, forget, cell, output. The state is h, then c.
/// </summary>
/// <param name="units">The numbers of h and of c, at least 1.</param>
public sealed class LstmAttribute(int units) : RecurrentAttribute(units)
{
    private Nonlinearity? _cell;

    /// <summary>
    /// What is applied to the sum of the cell gate, and to the cell unless <see cref="CellNonlinearity"/> says otherwise. Default: tanh.
    /// </summary>
    public Nonlinearity Nonlinearity { get; set; }

    /// <summary>What is applied to the sums of the input, the forget and the output gate. Default: sigmoid.</summary>
    public Nonlinearity GateNonlinearity { get; set; } = Nonlinearity.Sigmoid;

    /// <summary>What is applied to the cell on its way to the output. Default: as <see cref="Nonlinearity"/>.</summary>
    public Nonlinearity CellNonlinearity
    {
        get => _cell ?? Nonlinearity;
        set => _cell = value;
    }
}
