namespace NetGen.Generator.Diagnostics;

/// <summary>How a mistake can be put right without asking.</summary>
/// <param name="Edit">What is done.</param>
/// <param name="Attribute">The attribute that is written, if one is, without brackets.</param>
internal sealed record Fix(Edit Edit, string Attribute = "");

/// <summary>A change to the declaration of a network.</summary>
internal enum Edit
{
    /// <summary>Adds <c>partial</c> to the class and the types around it.</summary>
    AddPartial,

    /// <summary>Writes an attribute before the one that is wrong.</summary>
    InsertBefore,

    /// <summary>Writes an attribute after the one that is the other half of the mistake.</summary>
    InsertAfterRelated,

    /// <summary>Writes an attribute in place of the one that is the other half of the mistake.</summary>
    ReplaceRelated,

    /// <summary>Removes the attribute that is wrong.</summary>
    Remove,
}
