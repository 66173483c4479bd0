namespace NetGen.Models.Onnx;

/// <summary>The places of an axis that a slice takes.</summary>
internal static class SlicePlaces
{
    public static IEnumerable<int> Of(OnnxNode node, int extent, long start, long end, long step)
    {
        if (step == 0)
            throw node.Fault("its step is 0");
        long low = step > 0 ? 0 : -1, high = step > 0 ? extent : extent - 1;
        long Bound(long place) => Math.Clamp(place < 0 ? place + extent : place, low, high);
        long last = Bound(Math.Max(end, -extent - 1L));
        List<int> places = [];
        for (long place = Bound(start); step > 0 ? place < last : place > last; place += step)
            places.Add((int)place);
        return places;
    }
}
