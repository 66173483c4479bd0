using NetGen;

/// <summary>A network in the global namespace.</summary>
[Network]
[Input(2)]
[Dense(3), Tanh]
[Dense(1), Linear]
[MeanSquaredError]
internal sealed partial class NetworkOutsideOfNamespaces;
