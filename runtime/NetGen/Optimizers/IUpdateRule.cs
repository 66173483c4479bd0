using System.Numerics;

namespace NetGen;

/// <summary>The formula of an optimiser for one vector of parameters; its constants are the fields of the struct.</summary>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>How many of the two states the rule uses.</summary>
    static abstract int States { get; }

    /// <summary>The new parameters; the states are brought up to date in place.</summary>
    Vector<T> Apply(Vector<T> parameter, Vector<T> gradient, ref Vector<T> first, ref Vector<T> second);
}
