using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>Loops over axes.</summary>
internal static class LoopNest
{
    /// <summary>A loop over each axis, the last innermost; an axis of extent 1 needs none.</summary>
    /// <param name="count">How many places an axis has; a number, if not given.</param>
    public static void Write(CodeWriter code, IEnumerable<Axis> axes, Action body, Func<Axis, Size>? count = null)
    {
        Axis[] remaining = axes.Where(axis => axis.Extent > 1).ToArray();
        if (remaining.Length == 0)
        {
            body();
            return;
        }

        string name = remaining[0].Name;
        using (code.Block($"for (nint {name} = 0; {name} < {count?.Invoke(remaining[0]) ?? remaining[0].Extent}; {name}++)"))
            Write(code, remaining.Skip(1), body, count);
    }
}
