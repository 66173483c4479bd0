namespace NetGen;

/// <summary>
/// How parameters are filled before training. Fan-in and fan-out are the number of inputs and outputs of a unit.
/// <c>InitializerScale</c> (default 1) multiplies the limit of a uniform and the standard deviation of a normal.
/// </summary>
public enum Initializer
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All ones.</summary>
    Ones,

    /// <summary>All equal to <c>InitializerValue</c>.</summary>
    Constant,

    /// <summary>Uniform on (-0.05, 0.05).</summary>
    Uniform,

    /// <summary>Normal, standard deviation 0.05.</summary>
    Normal,

    /// <summary>Normal, standard deviation sqrt(2 / fan-in) (He et al., 2015).</summary>
    HeNormal,

    /// <summary>Uniform on (-l, l), l = sqrt(6 / fan-in) (He et al., 2015).</summary>
    HeUniform,

    /// <summary>Normal, standard deviation sqrt(2 / (fan-in + fan-out)) (Glorot and Bengio, 2010).</summary>
    GlorotNormal,

    /// <summary>Uniform on (-l, l), l = sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010).</summary>
    GlorotUniform,

    /// <summary>Normal, standard deviation sqrt(1 / fan-in) (LeCun et al., 1998).</summary>
    LecunNormal,

    /// <summary>Uniform on (-l, l), l = sqrt(3 / fan-in) (LeCun et al., 1998).</summary>
    LecunUniform,

    /// <summary>Uniform on (-1, 1) times sqrt(1 / fan-in): the form many courses call Xavier.</summary>
    XavierFanIn,
}
