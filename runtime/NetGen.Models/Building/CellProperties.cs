namespace NetGen.Models.Building;

/// <summary>What recurrent layers say of their functions.</summary>
internal static class CellProperties
{
    /// <summary>Sets the functions that differ from the defaults.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="candidate">The function of the sum of a simple cell, or of the candidate.</param>
    /// <param name="gate">That of the gates; a simple cell has none.</param>
    /// <param name="cell">That of an LSTM's cell; the candidate's where the layer is no LSTM.</param>
    public static NewLayer WithFunctions(this NewLayer layer, Nonlinearity candidate, Nonlinearity gate, Nonlinearity cell) => layer
        .WithIf(candidate != Nonlinearity.Tanh, nameof(LstmAttribute.Nonlinearity), Text(candidate))
        .WithIf(gate != Nonlinearity.Sigmoid, nameof(LstmAttribute.GateNonlinearity), Text(gate))
        .WithIf(cell != candidate, nameof(LstmAttribute.CellNonlinearity), Text(cell));

    private static string Text(Nonlinearity function) => $"{nameof(Nonlinearity)}.{function}";
}
