namespace NetGen;

/// <summary>
/// A gated recurrent unit (Cho et al., 2014), with the reset gate behind the recurrent product as in PyTorch:
/// <c>r, z = sigmoid(bias + x inputWeights + h recurrentWeights)</c>,
/// <c>n = tanh(bias + x inputWeights + r (h recurrentWeights + recurrentBias))</c>, <c>h = (1 - z) n + z h</c>. Parameters: input weights
/// <c>[in][3 units]</c>, recurrent weights <c>[units][3 units]</c>, bias <c>[3 units]</c>, gates in the order reset, update, new; then
/// the new gate's recurrent bias <c>[units]</c>, which <see cref="ResetBefore"/> leaves out.
/// </summary>
/// <param name="units">The numbers of the state, at least 1.</param>
public sealed class GruAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// Whether the reset gate applies to the state before the recurrent product, the form of the paper:
    /// <c>n = tanh(bias + x inputWeights + (r h) recurrentWeights)</c>. It is <c>reset_after=False</c> in Keras and
    /// <c>linear_before_reset=0</c> in ONNX. Default: false.
    /// </summary>
    public bool ResetBefore { get; set; }

    /// <summary>What is applied to the sum of the new gate. Default: tanh.</summary>
    public Nonlinearity Nonlinearity { get; set; }

    /// <summary>What is applied to the sums of the reset and the update gate. Default: sigmoid.</summary>
    public Nonlinearity GateNonlinearity { get; set; } = Nonlinearity.Sigmoid;
}
