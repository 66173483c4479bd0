namespace NetGen.Course.Tests.Networks;

/// <summary>Three steps of one unit, then one output.</summary>
[Network]
[Input(3, 1)]
[SimpleRnn(1, Bias = false)]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class RnnOfThree;

/// <inheritdoc cref="RnnOfThree"/>
[Network(Precision = Precision.Double)]
[Input(3, 1)]
[SimpleRnn(1, Bias = false)]
[Dense(1, Bias = false), Sigmoid]
[BinaryCrossEntropy]
internal sealed partial class RnnOfThreeDouble;

/// <summary>The outputs of the unit in all steps.</summary>
[Network]
[Input(3, 1)]
[SimpleRnn(1, Bias = false, ReturnSequence = true)]
internal sealed partial class RnnOutputs;

/// <inheritdoc cref="RnnOutputs"/>
[Network(Precision = Precision.Double)]
[Input(3, 1)]
[SimpleRnn(1, Bias = false, ReturnSequence = true)]
internal sealed partial class RnnOutputsDouble;

/// <summary>What goes into the unit in one step.</summary>
[Network]
[Input(1, 1)]
[SimpleRnn(1, Bias = false, Nonlinearity = Nonlinearity.Linear)]
internal sealed partial class RnnSum;

/// <inheritdoc cref="RnnSum"/>
[Network(Precision = Precision.Double)]
[Input(1, 1)]
[SimpleRnn(1, Bias = false, Nonlinearity = Nonlinearity.Linear)]
internal sealed partial class RnnSumDouble;

/// <summary>The network before its last activation.</summary>
[Network]
[Input(3, 1)]
[SimpleRnn(1, Bias = false)]
[Dense(1, Bias = false)]
internal sealed partial class RnnLogit;

/// <inheritdoc cref="RnnLogit"/>
[Network(Precision = Precision.Double)]
[Input(3, 1)]
[SimpleRnn(1, Bias = false)]
[Dense(1, Bias = false)]
internal sealed partial class RnnLogitDouble;

/// <summary>Two steps of a cell with three units.</summary>
[Network]
[Input(2, 2)]
[Lstm(3, ReturnSequence = true)]
internal sealed partial class LstmOfTwo;

/// <inheritdoc cref="LstmOfTwo"/>
[Network(Precision = Precision.Double)]
[Input(2, 2)]
[Lstm(3, ReturnSequence = true)]
internal sealed partial class LstmOfTwoDouble;

/// <summary>A gate by itself: of one step of the input and the output before it.</summary>
[Network]
[Input(5)]
[Dense(3), Sigmoid]
internal sealed partial class LstmGate;

/// <inheritdoc cref="LstmGate"/>
[Network(Precision = Precision.Double)]
[Input(5)]
[Dense(3), Sigmoid]
internal sealed partial class LstmGateDouble;

/// <summary>The candidate by itself.</summary>
[Network]
[Input(5)]
[Dense(3), Tanh]
internal sealed partial class LstmCandidate;

/// <inheritdoc cref="LstmCandidate"/>
[Network(Precision = Precision.Double)]
[Input(5)]
[Dense(3), Tanh]
internal sealed partial class LstmCandidateDouble;

/// <summary>An element-wise product with what stands in the bias.</summary>
[Network]
[Input(3, Name = "a")]
[Dense(3), Multiply("a")]
internal sealed partial class Hadamard;

/// <inheritdoc cref="Hadamard"/>
[Network(Precision = Precision.Double)]
[Input(3, Name = "a")]
[Dense(3), Multiply("a")]
internal sealed partial class HadamardDouble;

/// <summary>A cell.</summary>
[Network]
[Input(1, 2)]
[Lstm(3)]
internal sealed partial class LstmFrom2To3;

/// <inheritdoc cref="LstmFrom2To3"/>
[Network(Precision = Precision.Double)]
[Input(1, 2)]
[Lstm(3)]
internal sealed partial class LstmFrom2To3Double;

/// <summary>A cell.</summary>
[Network]
[Input(1, 100)]
[Lstm(128)]
internal sealed partial class LstmFrom100To128;

/// <inheritdoc cref="LstmFrom100To128"/>
[Network(Precision = Precision.Double)]
[Input(1, 100)]
[Lstm(128)]
internal sealed partial class LstmFrom100To128Double;

/// <summary>A cell.</summary>
[Network]
[Input(1, 5)]
[Lstm(5)]
internal sealed partial class LstmFrom5To5;

/// <inheritdoc cref="LstmFrom5To5"/>
[Network(Precision = Precision.Double)]
[Input(1, 5)]
[Lstm(5)]
internal sealed partial class LstmFrom5To5Double;
