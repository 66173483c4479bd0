using NetGen.Generator.Declaration;

namespace NetGen.Generator.Diagnostics;

/// <summary>How a mistake can be put right without asking.</summary>
/// <param name="Changes">What is done, all of it together.</param>
internal sealed record Fix(EquatableArray<Change> Changes)
{
    public Fix(params Change[] changes)
        : this(new EquatableArray<Change>(changes))
    {
    }

    /// <summary>What the author is offered, where the changes do not say it best themselves.</summary>
    public string? Title { get; init; }

    /// <summary>A fix of one change to an attribute as a whole.</summary>
    public Fix(Edit edit, int attribute, string written = "")
        : this(new Change(edit, attribute, written))
    {
    }
}

/// <summary>One change to the declaration of a network.</summary>
/// <param name="Edit">What is done.</param>
/// <param name="Attribute">The index of the attribute it is done to.</param>
/// <param name="Written">The attribute or the value that is written, if one is, without brackets.</param>
/// <param name="Argument">The parameter or property whose value is written or removed, if one is.</param>
internal sealed record Change(Edit Edit, int Attribute, string Written = "", string Argument = "")
{
    /// <summary>The index of the attribute that another is moved behind.</summary>
    public int Target { get; init; }

    /// <summary>Which of several values of the argument is meant, where it takes several.</summary>
    public int Element { get; init; }
}

/// <summary>A kind of change to the declaration of a network.</summary>
internal enum Edit
{
    /// <summary>Adds <c>partial</c> to the class and the types around it.</summary>
    AddPartial,

    /// <summary>Writes an attribute before another.</summary>
    InsertBefore,

    /// <summary>Writes an attribute after another.</summary>
    InsertAfter,

    /// <summary>Writes an attribute in place of another.</summary>
    Replace,

    /// <summary>Removes an attribute.</summary>
    Remove,

    /// <summary>Gives an argument another value; a property that was not set is set.</summary>
    SetArgument,

    /// <summary>Gives one of several values of an argument another value.</summary>
    SetElement,

    /// <summary>Moves an attribute behind another.</summary>
    Move,

    /// <summary>Writes a namespace before the name of an attribute.</summary>
    Qualify,

    /// <summary>Marks the class that an attribute uses with <c>[Block]</c>.</summary>
    MarkBlock,

    /// <summary>Removes an argument, so that its default holds.</summary>
    RemoveArgument,
}
