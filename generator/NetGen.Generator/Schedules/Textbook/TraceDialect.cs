namespace NetGen.Generator.Schedules.Textbook;

/// <summary>One number at a time, in loops that a reader follows: indices are plain numbers.</summary>
internal sealed class TraceDialect(Precision precision) : ScalarDialect(precision)
{
    public override string Table(string name, string index) => $"{name}[{index}]";
}
