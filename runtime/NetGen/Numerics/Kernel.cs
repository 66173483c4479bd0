using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Kernel
{
    /// <summary>
    /// A kernel is a method of its own, so that its loop has all registers, and is optimised before its first call: the counters and the
    /// restart of tiered compilation would cost more than they find.
    /// </summary>
    public const MethodImplOptions Options = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}
