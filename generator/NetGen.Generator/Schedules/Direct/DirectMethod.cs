using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// A method for one sample. Vectors lie along an axis whose elements are neighbours; where a row of
/// it is no multiple of a vector, the last vector reaches back, and where it is shorter than a vector, what is stored too
/// much is overwritten by the next row: rows are stored in the order of memory, and behind each tensor there is slack.
/// </summary>
/// <param name="precision">Of its numbers.</param>
/// <param name="pool">Where it goes.</param>
/// <param name="bits">The bits of its vectors, as <see cref="VectorDialect"/> has them.</param>
/// <param name="own">Further names that its writer uses for itself.</param>
internal sealed class DirectMethod(Precision precision, MethodPool pool, int bits = 0, params string[] own)
    : SegmentMethod(precision, pool, ["at", "from", "weight", "factor", "unit", .. own], bits)
{
    /// <summary>The vector along an axis at a place of it: neighbours, every second number, or one number for all.</summary>
    /// <param name="access">What is read.</param>
    /// <param name="along">The axis.</param>
    /// <param name="place">The place.</param>
    /// <param name="ahead">An axis that stands some places ahead of its loop variable.</param>
    public string Load(Access access, Axis? along, string place, (Axis Axis, int Places)? ahead = null)
    {
        Strides strides = StridesOf(access);
        Dictionary<Axis, int> places = new(Places);
        int step = along is null ? 0 : strides[along];
        if (along is not null)
            places[along] = 0;
        string address = Strides.Element(Use(access.Tensor), strides.Text(places, tail: step == 0 || place.Length == 0 ? string.Empty : step == 1 ? place : $"{Literal.Of(step)} * {place}", ahead: ahead));
        return step switch
        {
            0 => Dialect.Spread(address),
            1 => $"{Dialect.Family}.LoadUnsafe(ref {address})",
            _ => $"Panels.LoadEverySecond(ref {address})",
        };
    }
}
