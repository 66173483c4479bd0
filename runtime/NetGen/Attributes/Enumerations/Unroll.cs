namespace NetGen;

/// <summary>How far the generator writes a layer out as straight-line code.</summary>
public enum Unroll
{
    /// <summary>The cost model decides for each layer by its shape.</summary>
    Auto,

    /// <summary>Every layer as straight-line code. Pays only for very small layers.</summary>
    Full,

    /// <summary>Every layer as loops.</summary>
    Loops,
}
