using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>The two constants of a generated class that say how large a workspace is.</summary>
internal static class WorkspaceConstants
{
    /// <summary>Elements that do not depend on the batch.</summary>
    public const string Fixed = "WorkspaceFixed";

    /// <summary>Elements for each sample.</summary>
    public const string PerSample = "WorkspacePerSample";

    public static void Write(VectorSchedule schedule, CodeWriter code)
    {
        code.Line($"private const long {Fixed} = {Literal.Of(schedule.WorkspaceFixed)};");
        code.Line();
        code.Line($"private const long {PerSample} = {Literal.Of(schedule.WorkspacePerSample)};");
    }

    /// <summary>The bytes of a workspace of one sample.</summary>
    public static long Bytes(long elements, long perSample, Precision precision) => (elements + perSample) * (precision == Precision.Double ? sizeof(double) : sizeof(float));
}
