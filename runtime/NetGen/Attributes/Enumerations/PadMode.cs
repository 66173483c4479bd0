namespace NetGen;

/// <summary>What stands around an image or a sequence that is bordered.</summary>
public enum PadMode
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>The numbers inside, mirrored at the first and at the last one, which are not repeated: <c>c b | a b c | b a</c>.</summary>
    Reflect,

    /// <summary>The first and the last number again: <c>a a | a b c | c c</c>.</summary>
    Replicate,
}
