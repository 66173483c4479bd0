using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Where a turn of a loop over maps stands.</summary>
/// <param name="Load">An element as it is before the maps.</param>
/// <param name="Address">Where an element lies, with <c>ref</c>.</param>
internal sealed record MapPlace(Func<Access, string> Load, Func<Access, string> Address);

/// <summary>Writes the body of a loop over several maps: one local for each result, and a store for those that are read later.</summary>
internal static class MapChain
{
    /// <param name="code">Where it goes.</param>
    /// <param name="method">The method it stands in.</param>
    /// <param name="stage">The maps.</param>
    /// <param name="places">The places that a turn does in step, map by map: so the constants of a function are in registers for all of them.</param>
    public static void Write(CodeWriter code, SegmentMethod method, MapsStage stage, params IReadOnlyList<MapPlace> places)
    {
        Dictionary<Access, string>[] locals = [.. places.Select(_ => new Dictionary<Access, string>())];
        foreach (Map map in stage.Maps)
        {
            for (int i = 0; i < places.Count; i++)
            {
                string Read(Access access) => locals[i].TryGetValue(access, out string? local) ? local : places[i].Load(access);
                string value = method.Value(code, map.Value, Read);
                if (map.Accumulate)
                    value = $"{Read(map.Target)} + ({value})";
                if (locals[i].TryGetValue(map.Target, out string? known))
                {
                    code.Line($"{known} = {value};");
                    continue;
                }

                string local = method.New(NameScope.Kind(map.Target.Tensor.Name) + "Here");
                code.Line($"{method.Vector} {local} = {value};");
                locals[i].Add(map.Target, local);
            }
        }

        foreach (Access result in locals[0].Keys.Where(result => stage.Stored.Contains(result.Tensor)))
        {
            for (int i = 0; i < places.Count; i++)
                code.Line($"{locals[i][result]}.StoreUnsafe({places[i].Address(result)});");
        }
    }

    /// <summary>A name for the method.</summary>
    public static string Title(MapsStage stage) => NameScope.Title(stage.Maps[stage.Maps.Count - 1].Target.Tensor);
}
