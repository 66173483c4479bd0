using System.ComponentModel;
using System.Numerics;

namespace NetGen;

/// <summary>What a register tile does with a finished sum: applies an activation and stores it. For generated code.</summary>
/// <typeparam name="T">The number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITileStore<T>
    where T : unmanaged
{
    /// <summary>Handles the sums of neighbouring outputs.</summary>
    /// <param name="sum">The sums.</param>
    /// <param name="output">Where the first belongs.</param>
    void Store(Vector<T> sum, ref T output);
}
