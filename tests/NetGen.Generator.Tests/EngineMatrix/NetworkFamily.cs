namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>The random networks that are tested together.</summary>
public enum NetworkFamily
{
    /// <summary>Dense layers and activations.</summary>
    Dense,

    /// <summary>Convolutions, pools, layout and normalisation, with dense heads or without.</summary>
    Convolutional,

    /// <summary>Dense and convolutional networks with batch normalisation and dropout.</summary>
    Normalized,

    /// <summary>Batch and layer normalisations between joins: of inputs, of what several layers read, of single numbers, and in branches that nothing reads.</summary>
    JoinedNormalized,

    /// <summary>Joins, fan-out, several inputs and outputs, and blocks.</summary>
    Graphs,

    /// <summary>Several outputs, any of which have losses of their own, and several inputs.</summary>
    Outputs,

    /// <summary>Recurrent layers, with what else takes sequences between them; half of them with lengths or initial states in training.</summary>
    Recurrent,

    /// <summary>Recurrent layers with other functions than the usual ones, and with reset gates before the recurrent product.</summary>
    Cells,
}
