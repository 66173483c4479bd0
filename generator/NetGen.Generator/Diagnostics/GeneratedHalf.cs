using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Diagnostics;

/// <summary>What the generated half of a class tells about it. Reading it there is exact and costs nothing, where computing it would cost a whole schedule.</summary>
internal static class GeneratedHalf
{
    /// <summary>The bytes of the workspace of one sample; null where there is no generated half, or it does not know.</summary>
    public static long? WorkspaceBytes(INamedTypeSymbol type, Precision precision) =>
        Constant(type, WorkspaceConstants.Fixed) is { } constant && Constant(type, WorkspaceConstants.PerSample) is { } perSample
            ? WorkspaceConstants.Bytes(constant, perSample, precision)
            : null;

    /// <summary>The exception that writing the network ended with; null for a network that was written.</summary>
    public static string? Failure(INamedTypeSymbol type) =>
        type.GetMembers(BrokenWriter.Failure).OfType<IFieldSymbol>().FirstOrDefault() is { IsConst: true, ConstantValue: string text } ? text : null;

    private static long? Constant(INamedTypeSymbol type, string name)
    {
        // Where a member of the author's has the name, the generated one has another.
        string given = PrivateNames.Of(name, ClassReader.TakenNames(type));
        return type.GetMembers(given).OfType<IFieldSymbol>().FirstOrDefault() is { IsConst: true, ConstantValue: long value } ? value : null;
    }
}
