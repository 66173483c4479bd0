namespace NetGen;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et al., 2000):
/// <c>i, f, o = sigmoid(...)</c>, <c>g = tanh(...)</c> of <c>bias + x inputWeights + h recurrentWeights</c>, <c>c = f c + i g</c>,
/// <c>h = o tanh(c)</c>. Parameters: input weights <c>[in][4 units]</c>, recurrent weights <c>[units][4 units]</c>, bias <c>[4 units]</c>,
/// gates in the order input, forget, cell, output. The state is h, then c.
/// </summary>
/// <param name="units">The numbers of h and of c, at least 1.</param>
public sealed class LstmAttribute(int units) : RecurrentAttribute(units);
