namespace NetGen.Tests.Contract;

/// <summary>Every recurrent layer, both ways.</summary>
[Network]
[Input(5, 3)]
[SimpleRnn(4, ReturnSequence = true)]
[Lstm(5, ReturnSequence = true, Bidirectional = true), LayerNorm]
[Gru(6)]
[Dense(3), Softmax]
[SparseCategoricalCrossEntropy]
internal sealed partial class Recurrent;

/// <summary>The other forms of recurrent layers.</summary>
[Network]
[Input(5, 3)]
[Gru(4, ResetBefore = true, GateNonlinearity = Nonlinearity.HardSigmoid, ReturnSequence = true)]
[Lstm(5, Nonlinearity = Nonlinearity.Softsign, CellNonlinearity = Nonlinearity.Linear, GateNonlinearity = Nonlinearity.SteepHardSigmoid, ReturnSequence = true)]
[SimpleRnn(3, Nonlinearity = Nonlinearity.Elu, ReturnSequence = true)]
[Gru(6, ResetBefore = true, Nonlinearity = Nonlinearity.Softplus, Bidirectional = true)]
[Dense(3)]
[MeanSquaredError]
internal sealed partial class Gated;

/// <summary>What sees only the past, in double precision.</summary>
[Network(Precision = Precision.Double)]
[Input(6, 2)]
[CausalConv1D(4, 2, Dilation = 2), Tanh]
[Gru(3, ReturnSequence = true)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Streaming;

/// <summary>Steps that look at each other.</summary>
[Network]
[Input(4, 6)]
[PositionalEncoding]
[SelfAttention(2)]
[Lstm(4)]
[MeanSquaredError]
internal sealed partial class Attentive;

/// <summary>Indices instead of numbers.</summary>
[Network]
[Input(6, 1)]
[Embedding(9, 4)]
[Lstm(5)]
[Dense(2)]
[MeanSquaredError]
internal sealed partial class Words;
