using System.Collections.Immutable;
using NetGen.Models.Layouts;

namespace NetGen.Models;

/// <summary>An input or output of a model: its shape in the model, and how its numbers lie in a sample of the network.</summary>
public sealed class ModelValue
{
    private readonly Layout _layout;

    internal ModelValue(string name, Layout layout) => (Name, _layout) = (name, layout);

    /// <summary>Its name in the model.</summary>
    public string Name { get; }

    /// <summary>Its extents in the model, row-major, with those of the batch as the file has it.</summary>
    public ImmutableArray<int> Shape => _layout.Shape;

    /// <summary>The numbers of one sample.</summary>
    public int Size => _layout.Size;

    /// <summary>Whether the model's tensor holds several samples; otherwise the whole tensor is one.</summary>
    public bool HasBatch => _layout.Batch is not null;

    /// <summary>Whether its numbers lie in the network as in the model.</summary>
    public bool IsRowMajor => _layout.IsAs(Layout.RowMajor(_layout.Shape, _layout.Batch?.Axis));

    /// <summary>Copies a tensor of the model into samples of the network.</summary>
    /// <param name="model">The tensor, row-major: a whole number of samples.</param>
    /// <param name="samples">Where the samples go: as many as there are, one behind the other.</param>
    /// <param name="stride">From one sample to the next in <paramref name="samples"/>, which has room for other inputs between
    /// them.</param>
    /// <exception cref="ArgumentException">The tensor is no whole number of samples, or there is no room for them.</exception>
    public void ToNetwork(ReadOnlySpan<float> model, Span<float> samples, int stride)
    {
        long[] places = Places(out Layout layout, model.Length, samples.Length, stride);
        for (int sample = 0; sample < model.Length / Size; sample++)
        {
            for (int i = 0; i < places.Length; i++)
                samples[(sample * stride) + i] = model[(int)((sample * layout.BatchStride) + places[i])];
        }
    }

    /// <summary>Copies samples of the network into a tensor of the model.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="stride">From one sample to the next in <paramref name="samples"/>.</param>
    /// <param name="model">Where the tensor goes, row-major.</param>
    /// <exception cref="ArgumentException">The tensor is no whole number of samples, or there are not as many.</exception>
    public void FromNetwork(ReadOnlySpan<float> samples, int stride, Span<float> model)
    {
        long[] places = Places(out Layout layout, model.Length, samples.Length, stride);
        for (int sample = 0; sample < model.Length / Size; sample++)
        {
            for (int i = 0; i < places.Length; i++)
                model[(int)((sample * layout.BatchStride) + places[i])] = samples[(sample * stride) + i];
        }
    }

    /// <summary>Where in the model's tensor each number of the first sample is.</summary>
    private long[] Places(out Layout layout, int model, int samples, int stride)
    {
        int count = model / Size;
        if (count * Size != model || count == 0 || (count > 1 && !HasBatch) || ((count - 1) * (long)stride) + Size > samples)
            throw new ArgumentException(
                $"Expected a whole number of samples of {Size} numbers in '{Name}', got {model} numbers for {samples}.");
        layout = _layout.WithBatch(count);
        long[] places = [0];
        ImmutableArray<int> extents = layout.StoredExtents;
        ImmutableArray<long> strides = layout.Strides;
        for (int factor = 0; factor < extents.Length; factor++)
        {
            long[] outer = places;
            places = new long[outer.Length * extents[factor]];
            for (int i = 0; i < places.Length; i++)
                places[i] = outer[i / extents[factor]] + (i % extents[factor] * strides[factor]);
        }

        return places;
    }
}
