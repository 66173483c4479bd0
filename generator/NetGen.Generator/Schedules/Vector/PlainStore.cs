namespace NetGen.Generator.Schedules.Vector;

/// <summary>The store of a contraction that nothing follows.</summary>
internal static class PlainStore
{
    public static string Name(MethodPool pool, string number) => pool.Add("PlainStore", (code, name) =>
    {
        code.Line("/// <summary>Stores the sums as they are.</summary>");
        using (code.Block($"private readonly ref struct {name} : ITileStore<{number}>"))
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            code.Line($"public void Store(Vector<{number}> sum, ref {number} output) => sum.StoreUnsafe(ref output);");
        }
    });
}
