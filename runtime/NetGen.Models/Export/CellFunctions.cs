namespace NetGen.Models.Export;

/// <summary>The functions of a recurrent layer.</summary>
/// <param name="Candidate">Of the sum of a simple cell, of the candidate of a GRU, of the cell gate of an LSTM.</param>
/// <param name="Gate">Of the gates.</param>
/// <param name="Cell">Of an LSTM's cell on its way to the output.</param>
internal sealed record CellFunctions(Nonlinearity Candidate, Nonlinearity Gate, Nonlinearity Cell)
{
    /// <summary>The functions of a layer, with the defaults of its attribute.</summary>
    public static CellFunctions Of(LayerDescription layer)
    {
        Nonlinearity Function(string property, Nonlinearity fallback) => (Nonlinearity)(int)layer.Number(property, (double)fallback);
        Nonlinearity candidate = Function(nameof(LstmAttribute.Nonlinearity), Nonlinearity.Tanh);
        return new CellFunctions(
            candidate,
            Function(nameof(LstmAttribute.GateNonlinearity), Nonlinearity.Sigmoid),
            Function(nameof(LstmAttribute.CellNonlinearity), candidate));
    }

    /// <summary>Whether they are those of PyTorch's LSTM and GRU, and of ONNX operators without attributes.</summary>
    public bool AreUsual => this is { Candidate: Nonlinearity.Tanh, Gate: Nonlinearity.Sigmoid, Cell: Nonlinearity.Tanh };
}
