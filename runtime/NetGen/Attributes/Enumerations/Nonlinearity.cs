namespace NetGen;

/// <summary>What a recurrent layer applies to its sums.</summary>
public enum Nonlinearity
{
    /// <summary><c>tanh(x)</c>.</summary>
    Tanh,

    /// <summary><c>max(0, x)</c>.</summary>
    Relu,

    /// <summary><c>1 / (1 + exp(-x))</c>.</summary>
    Sigmoid,

    /// <summary><c>x</c>.</summary>
    Linear,

    /// <summary><c>clip(x / 6 + 1/2, 0, 1)</c>, as the layer <see cref="HardSigmoidAttribute"/>: the form of Keras 3 and PyTorch.</summary>
    HardSigmoid,

    /// <summary><c>clip(0.2 x + 1/2, 0, 1)</c>: the hard sigmoid of Keras 2, and that of ONNX where a file gives no slope.</summary>
    SteepHardSigmoid,

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    Softsign,

    /// <summary><c>log(1 + exp(x))</c>.</summary>
    Softplus,

    /// <summary><c>x &lt;= 0 ? exp(x) - 1 : x</c>.</summary>
    Elu,
}
