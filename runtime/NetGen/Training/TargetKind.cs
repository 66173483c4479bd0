namespace NetGen;

/// <summary>How the targets of a data set say what class a sample has.</summary>
internal enum TargetKind
{
    /// <summary>They do not: they are numbers.</summary>
    Numbers,

    /// <summary>By the index of the class.</summary>
    Index,

    /// <summary>By a one in the place of the class among zeros.</summary>
    OneHot,

    /// <summary>By 0 or 1, for a network with a single probability as output.</summary>
    Binary,
}
