namespace NetGen;

/// <summary>
/// A layer that goes through a sequence <c>[steps][features]</c> step by step and carries a state of <see cref="Units"/> numbers (two such
/// rows in an LSTM). Its state is zero before the first step, unless <see cref="TrainingContext{T}.InitialState"/> says otherwise.
/// </summary>
/// <param name="units">The numbers of the state and of each output, at least 1.</param>
public abstract class RecurrentAttribute(int units) : WeightedLayerAttribute
{
    /// <summary>The numbers of the state and of each output.</summary>
    public int Units { get; } = units;

    /// <summary>Whether the output is the sequence of all states, and not the last one alone. Default: false.</summary>
    public bool ReturnSequence { get; set; }

    /// <summary>
    /// Whether a second pass goes through the sequence from its end, with parameters of its own, and its outputs stand behind those of
    /// the first. Default: false.
    /// </summary>
    public bool Bidirectional { get; set; }
}
