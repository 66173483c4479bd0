namespace NetGen;

/// <summary>What a simple recurrent layer applies to its sums.</summary>
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
}
