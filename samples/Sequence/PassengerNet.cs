namespace NetGen.Samples.Sequence;

/// <summary>The next change of the yearly growth, from those of a year: two features a month, see <see cref="Passengers"/>.</summary>
[Network]
[Input(Passengers.Window, 2)]
[Lstm(8)]
[Dense(1)]
[MeanSquaredError]
internal sealed partial class PassengerNet;
