using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>
/// The memory of a group of samples, or of one: in a group of 16, element e of sample s lies at <c>16 e + s</c> behind the start of its tensor.
/// Tensors whose lives do not meet share memory, so a frame is as large as the most that lives at one time.
/// </summary>
internal sealed class SegmentFrame
{
    private readonly Dictionary<string, (int Offset, int Size)> _places = [];

    /// <param name="stages">What runs in the frame, in order.</param>
    /// <param name="uses">Further uses of tensors, each with the first and the last stage that it must be there for.</param>
    /// <param name="room">Elements to keep for a tensor; as many as it has, if not given.</param>
    public SegmentFrame(IReadOnlyList<SegmentStage> stages, IEnumerable<(Tensor Tensor, int First, int Last)> uses, Func<Tensor, int>? room = null)
    {
        Dictionary<Tensor, (int First, int Last)> lives = [];
        void Use(Tensor tensor, int first, int last) => lives[tensor] = lives.TryGetValue(tensor, out (int First, int Last) life)
            ? (Math.Min(life.First, first), Math.Max(life.Last, last))
            : (first, last);
        for (int i = 0; i < stages.Count; i++)
        {
            foreach (Tensor tensor in stages[i].Tensors.Where(tensor => tensor.PerSample))
                Use(tensor, i, i);
        }

        foreach ((Tensor tensor, int first, int last) in uses)
            Use(tensor, first, last);

        // The largest first, each at the lowest place that is free during its whole life.
        List<(int Offset, int Size, int First, int Last)> placed = [];
        foreach (KeyValuePair<Tensor, (int First, int Last)> entry in lives.OrderByDescending(entry => entry.Key.Size).ThenBy(entry => entry.Value.First).ThenBy(entry => entry.Key.Name, StringComparer.Ordinal))
        {
            (int first, int last) = entry.Value;
            int size = room is null ? entry.Key.Size : room(entry.Key), offset = 0;
            foreach ((int Offset, int Size, int First, int Last) other in placed.Where(other => other.First <= last && other.Last >= first).OrderBy(other => other.Offset))
            {
                if (other.Offset >= offset + size)
                    break;
                offset = Math.Max(offset, other.Offset + other.Size);
            }

            placed.Add((offset, size, first, last));
            _places.Add(entry.Key.Name, (offset, size));
            Elements = Math.Max(Elements, offset + size);
        }
    }

    /// <summary>Elements for each sample.</summary>
    public int Elements { get; }

    /// <summary>Where a tensor starts, in elements.</summary>
    public int Offset(Tensor tensor) => _places[tensor.Name].Offset;

    public bool Contains(Tensor tensor) => _places.ContainsKey(tensor.Name);
}
