namespace NetGen.Models.PyTorch;

/// <summary>The instructions of pickles that <c>torch.save</c> writes, as they are in the file.</summary>
internal static class PickleOpcode
{
    public const byte Stop = (byte)'.', Global = (byte)'c', Reduce = (byte)'R', EmptyDictionary = (byte)'}', EmptyList = (byte)']',
        BinGet = (byte)'h', LongBinGet = (byte)'j';
    public const byte BinPut = (byte)'q', LongBinPut = (byte)'r', BinUnicode = (byte)'X', ShortBinUnicode = 0x8C, StackGlobal = 0x93,
        Memoize = 0x94, NewObject = 0x81, Frame = 0x95, Protocol = 0x80;

    /// <summary>
    /// The bytes of its argument; negative where the argument is as long as its own first bytes say, as many as the number; null for an
    /// instruction that has no business here.
    /// </summary>
    public static int? ArgumentBytes(byte opcode) => opcode switch
    {
        (byte)'(' or Stop or (byte)'0' or (byte)'1' or (byte)'2' or (byte)'N' or (byte)'Q' or Reduce or (byte)'a' or (byte)'b' or (
            byte)'d' or EmptyDictionary => 0,
        (byte)'e' or (byte)'l' or EmptyList or (byte)'s' or (byte)'t' or (byte)')' or (
            byte)'u' or NewObject or 0x85 or 0x86 or 0x87 or 0x88 or 0x89 or Memoize or StackGlobal => 0,
        (byte)'K' or BinGet or BinPut or Protocol => 1,
        (byte)'M' => 2,
        (byte)'J' or LongBinGet or LongBinPut => 4,
        (byte)'G' or Frame => 8,
        (byte)'U' or (byte)'C' or ShortBinUnicode or 0x8A => -1,
        (byte)'T' or (byte)'B' or BinUnicode or 0x8B => -4,
        0x8D or 0x8E => -8,
        _ => null,
    };

    /// <summary>Whether it leaves what lies on the stack as it is.</summary>
    public static bool KeepsStack(byte opcode) => opcode is BinPut or LongBinPut or Memoize or Frame or Protocol;
}
