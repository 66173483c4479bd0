namespace NetGen.Generator.Emission;

/// <summary>The types that generated code means by their simple names. A test holds the list against what is generated.</summary>
internal static class UsedTypes
{
    public static IReadOnlyList<UsedType> All { get; } =
    [
        .. new[]
        {
            "System.Math", "System.MathF", "System.Numerics.Vector", "System.Numerics.Vector`1", "System.Runtime.CompilerServices.MethodImplOptions",
            "System.Runtime.CompilerServices.Unsafe", "System.Runtime.InteropServices.MemoryMarshal", "System.Runtime.Intrinsics.Vector128", "System.Runtime.Intrinsics.Vector128`1",
            "System.Runtime.Intrinsics.Vector256", "System.Runtime.Intrinsics.Vector256`1",
            "NetGen.AlignedMemory", "NetGen.BatchLoss", "NetGen.DropoutMask", "NetGen.Initializer", "NetGen.Kernel", "NetGen.LaneLayout", "NetGen.Lanes", "NetGen.NetworkArguments", "NetGen.Panels", "NetGen.Penalty", "NetGen.ParameterInitializer",
            "NetGen.ParameterRole", "NetGen.Precision", "NetGen.SampleParts`1", "NetGen.ThreadScratch`1", "NetGen.VectorMath", "NetGen.Workspace",
        }.Select(name => Of(name, isOperand: true)),
        .. new[]
        {
            "System.Memory`1", "System.NotSupportedException", "System.ReadOnlySpan`1", "System.Span`1", "System.CodeDom.Compiler.GeneratedCodeAttribute",
            "System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverageAttribute", "System.Runtime.CompilerServices.InlineArrayAttribute",
            "System.Runtime.CompilerServices.MethodImplAttribute", "NetGen.INetwork`2", "NetGen.IPreparedNetwork`1", "NetGen.ITileStore`1", "NetGen.ITracedNetwork`1",
            "NetGen.NetworkDescription", "NetGen.PretrainedWeights", "NetGen.StateLayout", "NetGen.TrainingContext`1",
        }.Select(name => Of(name, isOperand: false)),
    ];

    private static UsedType Of(string fullName, bool isOperand)
    {
        int name = fullName.LastIndexOf('.') + 1;
        string[] parts = fullName.Substring(name).Split('`');
        return new UsedType(fullName.Substring(0, name - 1), parts[0], parts.Length == 1 ? 0 : int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), isOperand);
    }
}

/// <summary>A type by name.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Arity">The number of its type parameters.</param>
/// <param name="IsOperand">Whether its name stands before a dot, where it could be that of a field or a method as well.</param>
internal sealed record UsedType(string Namespace, string Name, int Arity, bool IsOperand)
{
    private const string Suffix = "Attribute";

    /// <summary>The names that hide it: of an attribute that with its suffix, and that without.</summary>
    public IEnumerable<UsedType> Namesakes => Name.EndsWith(Suffix, StringComparison.Ordinal)
        ? [this, this with { Name = Name.Substring(0, Name.Length - Suffix.Length) }]
        : [this];
}
