using System.Runtime.CompilerServices;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Tells equal statements apart that stand in different places.</summary>
internal sealed class ReferenceEquality<T> : IEqualityComparer<T>
    where T : class
{
    public static ReferenceEquality<T> Instance { get; } = new();

    public bool Equals(T? x, T? y) => ReferenceEquals(x, y);

    public int GetHashCode(T obj) => RuntimeHelpers.GetHashCode(obj);
}
