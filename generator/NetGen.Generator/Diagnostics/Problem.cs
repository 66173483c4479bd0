using NetGen.Generator.Declaration;

namespace NetGen.Generator.Diagnostics;

/// <summary>A rule that a network breaks, without a symbol or a place in the source: those are found when it is reported.</summary>
/// <param name="Id">The id of the diagnostic.</param>
/// <param name="Attribute">The index of the attribute that is wrong, or <see cref="OfClass"/>.</param>
/// <param name="Message">The arguments of the message.</param>
internal sealed record Problem(string Id, int Attribute, EquatableArray<string> Message)
{
    /// <summary>In place of an index: the class itself is wrong.</summary>
    public const int OfClass = -1;

    /// <summary>The argument that is wrong, where it is one.</summary>
    public string? Argument { get; init; }

    /// <summary>The indices of the attributes that are the other half of the mistake.</summary>
    public EquatableArray<int> Related { get; init; }

    /// <summary>The index of the member of the class that is wrong, where it is one.</summary>
    public int? Member { get; init; }

    /// <summary>Which node of that member's syntax is wrong, in the order of the text, where it is one; its name otherwise.</summary>
    public int? Node { get; init; }
}
