using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// The memory of a batch: one block of rows for each tensor, all rows padded. A tensor's rows lie together, so a block
/// starts at its offset times the capacity in samples.
/// </summary>
internal sealed class Frame
{
    private readonly Dictionary<string, (int Offset, int Stride)> _blocks = [];
    private readonly List<string> _scalars = [];
    private int _length;

    /// <summary>Elements for each sample.</summary>
    public int LengthPerSample => _length + CostModel.Padded(Math.Max(_scalars.Count, ReadsBehind ? 1 : 0));

    /// <summary>Whether a row is read beyond its padding: then there is memory behind the last one.</summary>
    public bool ReadsBehind { get; set; }

    public void Add(Tensor tensor)
    {
        if (tensor.Extents.Count == 0)
        {
            if (!_scalars.Contains(tensor.Name))
                _scalars.Add(tensor.Name);
        }
        else
        {
            AddRow(tensor.Name, tensor.Size);
        }
    }

    /// <summary>Rows that belong to no tensor of their own.</summary>
    public void AddRow(string name, int size)
    {
        if (_blocks.ContainsKey(name))
            return;
        _blocks.Add(name, (_length, CostModel.Padded(size)));
        _length += CostModel.Padded(size);
    }

    /// <summary>Puts a row into memory that lies elsewhere.</summary>
    public void Borrow(Tensor tensor, int offset) => _blocks[tensor.Name] = (offset, CostModel.Padded(tensor.Size));

    public bool Contains(Tensor tensor) => _blocks.ContainsKey(tensor.Name) || _scalars.Contains(tensor.Name);

    /// <summary>Where the block of a tensor starts, in elements for each sample of the capacity.</summary>
    /// <exception cref="InvalidOperationException">There is none: code that read there would compute with what lies beside it.</exception>
    public int Offset(string name) =>
        _blocks.TryGetValue(name, out (int Offset, int Stride) block) ? block.Offset
        : _scalars.IndexOf(name) is >= 0 and int scalar ? _length + scalar
        : throw new InvalidOperationException($"'{name}' has no memory.");

    /// <summary>From one sample's row to the next.</summary>
    public int Stride(string name) => _blocks.TryGetValue(name, out (int Offset, int Stride) block) ? block.Stride : 1;

    /// <summary>The row of sample <c>first</c> as C#.</summary>
    public string Reference(string name)
    {
        string start = Offset(name) == 0 ? string.Empty : $"{Literal.Of(Offset(name))} * capacity + ";
        return $"ref Unsafe.Add(ref memory, {start}first{(Stride(name) == 1 ? string.Empty : " * " + Literal.Of(Stride(name)))})";
    }
}
