namespace NetGen;

/// <summary>Collects numbers whose count is not known, in blocks that are not copied as more numbers come.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal sealed class NumberCollector<T>
    where T : unmanaged
{
    private const int FirstLength = 1 << 8;
    private const int MostLength = 1 << 20;

    private readonly List<T[]> _full = [];
    private T[] _last = [];
    private int _used;

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds numbers.</summary>
    /// <exception cref="InvalidDataException">There are more than an array can hold.</exception>
    public void Add(ReadOnlySpan<T> numbers)
    {
        Count += numbers.Length;
        if (Count > Array.MaxLength)
            throw new InvalidDataException($"Expected at most {Array.MaxLength} numbers, got more.");
        while (!numbers.IsEmpty)
        {
            if (_used == _last.Length)
                Grow();
            int count = Math.Min(numbers.Length, _last.Length - _used);
            numbers[..count].CopyTo(_last.AsSpan(_used));
            numbers = numbers[count..];
            _used += count;
        }
    }

    /// <summary>All numbers, in the order they came.</summary>
    public T[] ToArray()
    {
        var all = new T[Count];
        int start = 0;
        foreach (T[] block in _full)
        {
            block.CopyTo(all, start);
            start += block.Length;
        }

        _last.AsSpan(0, _used).CopyTo(all.AsSpan(start));
        return all;
    }

    private void Grow()
    {
        if (_used > 0)
            _full.Add(_last);

        // An eighth more each time: little room is left over, and the number of blocks stays small.
        _last = new T[(int)Math.Clamp(Count / 8, FirstLength, MostLength)];
        _used = 0;
    }
}
