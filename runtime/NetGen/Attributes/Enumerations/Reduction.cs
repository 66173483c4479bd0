namespace NetGen;

/// <summary>How several loss values become one.</summary>
public enum Reduction
{
    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The sum.</summary>
    Sum,
}
