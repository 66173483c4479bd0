namespace NetGen.Generator.Tests.Harness;

/// <summary>Whether everything is tested, as before a release (<c>NETGEN_FULL=1</c>), or what shows as much in a few minutes.</summary>
internal static class FullRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("NETGEN_FULL") == "1";
}
