using System.Buffers.Binary;
using System.Text;

namespace NetGen.Models.PyTorch;

/// <summary>
/// Goes over a pickle before it is read: which classes and functions it names, and whether its texts have the bytes that they claim. A
/// pickle is a program; this one may name what tensors are made of, and nothing else.
/// </summary>
internal ref struct PickleGuard
{
    /// <summary>
    /// Dictionaries, lists and objects, which take hundreds of bytes for one of the file. A model of 10,000 tensors with the state of Adam
    /// has 110,000.
    /// </summary>
    private const int MostObjects = 500_000;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly HashSet<string> _allowed;

    /// <summary>Texts by their place in the memory of the pickle.</summary>
    private readonly Dictionary<uint, string> _memory = [];
    private uint _memorized;
    private int _position;
    private int _objects;

    /// <summary>The two texts that were put on the stack last, null for what is none.</summary>
    private (string? Below, string? Top) _texts;

    private PickleGuard(ReadOnlySpan<byte> bytes, HashSet<string> allowed)
    {
        _bytes = bytes;
        _allowed = allowed;
    }

    /// <summary>Checks a pickle.</summary>
    /// <param name="bytes">The pickle, and what follows it.</param>
    /// <param name="allowed">The classes and functions that it may name.</param>
    /// <returns>The bytes of the pickle.</returns>
    /// <exception cref="InvalidDataException">It is none, or names something else.</exception>
    public static int Check(ReadOnlySpan<byte> bytes, HashSet<string> allowed)
    {
        var guard = new PickleGuard(bytes, allowed);
        while (guard.Instruction() != PickleOpcode.Stop)
        {
        }

        return guard._position;
    }

    private byte Instruction()
    {
        byte opcode = Take(1)[0];
        if (opcode == PickleOpcode.Global)
        {
            CheckAllowed(Line(), Line());
            Push(null);
            return opcode;
        }

        if (PickleOpcode.ArgumentBytes(opcode) is not { } size)
            throw new InvalidDataException($"Expected a pickle as torch.save writes it, got its instruction 0x{opcode:X2}.");
        ReadOnlySpan<byte> argument = Take(size < 0 ? Length(Take(-size)) : size);
        if (opcode is PickleOpcode.EmptyDictionary or PickleOpcode.EmptyList or PickleOpcode.Reduce or PickleOpcode.NewObject or (
            byte)'d' or (byte)'l' && ++_objects > MostObjects)
            throw new InvalidDataException($"Expected a pickle of at most {MostObjects} objects, got more.");
        Follow(opcode, argument);
        return opcode;
    }

    /// <summary>What an instruction does to the texts that may become the name of a class.</summary>
    private void Follow(byte opcode, ReadOnlySpan<byte> argument)
    {
        switch (opcode)
        {
            case PickleOpcode.StackGlobal:
                CheckAllowed(_texts.Below ?? "?", _texts.Top ?? "?");
                Push(null);
                break;
            case PickleOpcode.BinUnicode or PickleOpcode.ShortBinUnicode:
                Push(argument.Length <= 200 ? Encoding.UTF8.GetString(argument) : null);
                break;
            case PickleOpcode.BinGet or PickleOpcode.LongBinGet:
                Push(_memory.GetValueOrDefault(Place(argument)));
                break;
            case PickleOpcode.BinPut or PickleOpcode.LongBinPut:
                Memorize(Place(argument));
                break;
            case PickleOpcode.Memoize:
                Memorize(_memorized);
                break;
            default:
                // Anything that could take from the stack leaves texts below that are not known.
                _texts = PickleOpcode.KeepsStack(opcode) ? _texts : default;
                break;
        }
    }

    private void Push(string? text) => _texts = (_texts.Top, text);

    private void Memorize(uint place)
    {
        _memorized++;
        if (_texts.Top is { } text)
            _memory[place] = text;
        else
            _memory.Remove(place);
    }

    private static uint Place(ReadOnlySpan<byte> argument) => argument.Length == 1
        ? argument[0] : BinaryPrimitives.ReadUInt32LittleEndian(argument);

    private static int Length(ReadOnlySpan<byte> bytes)
    {
        ulong length = bytes.Length switch { 1 => bytes[0], 4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes) };
        return length <= int.MaxValue ? (int)length
            : throw new InvalidDataException($"Expected texts of at most {int.MaxValue} bytes in a pickle, got {length}.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
            throw new InvalidDataException($"Expected {count} bytes more in a pickle, got {_bytes.Length - _position}.");
        _position += count;
        return _bytes.Slice(_position - count, count);
    }

    private string Line()
    {
        int length = _bytes[_position..].IndexOf((byte)'\n');
        if (length is < 0 or > 1000)
            throw new InvalidDataException("Expected the name of a class in a pickle, got none.");
        return Encoding.UTF8.GetString(Take(length + 1)[..length]);
    }

    private readonly void CheckAllowed(string module, string name)
    {
        if (!_allowed.Contains($"{module}.{name}"))
        {
            throw new InvalidDataException(
                $"Expected tensors, numbers and texts alone, got '{module}.{name}', which is code and is not run. {TorchFile.Advice}");
        }
    }
}
