using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Writes the body of a loop over several maps: one local for each result, and a store for those that are read later.</summary>
internal static class MapChain
{
    /// <param name="code">Where it goes.</param>
    /// <param name="method">The method it stands in.</param>
    /// <param name="stage">The maps.</param>
    /// <param name="load">An element in memory.</param>
    /// <param name="address">Where an element lies, with <c>ref</c>.</param>
    public static void Write(CodeWriter code, SegmentMethod method, MapsStage stage, Func<Access, string> load, Func<Access, string> address)
    {
        Dictionary<Access, string> locals = [];
        string Read(Access access) => locals.TryGetValue(access, out string? local) ? local : load(access);
        foreach (Map map in stage.Maps)
        {
            string value = method.Value(code, map.Value, Read);
            if (map.Accumulate)
                value = $"{Read(map.Target)} + ({value})";
            if (locals.TryGetValue(map.Target, out string? known))
            {
                code.Line($"{known} = {value};");
                continue;
            }

            string local = method.New(NameScope.Kind(map.Target.Tensor.Name) + "Here");
            code.Line($"{method.Vector} {local} = {value};");
            locals.Add(map.Target, local);
        }

        foreach (KeyValuePair<Access, string> result in locals.Where(result => stage.Stored.Contains(result.Key.Tensor)))
            code.Line($"{result.Value}.StoreUnsafe({address(result.Key)});");
    }

    /// <summary>A name for the method.</summary>
    public static string Title(MapsStage stage) => NameScope.Title(stage.Maps[stage.Maps.Count - 1].Target.Tensor);
}
