using System.Collections.Immutable;

namespace NetGen.Models.PyTorch;

/// <summary>A view of a storage.</summary>
/// <param name="Ordinal">Tensors made later have larger ones: the order of the file, which dictionaries lose.</param>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">Its first number in the storage.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Strides">For each axis, how far apart in the storage its neighbours are.</param>
internal sealed record TorchTensor(long Ordinal, TorchStorage Storage, long Offset, ImmutableArray<int> Shape, ImmutableArray<long> Strides)
{
    /// <summary>Its numbers, row-major.</summary>
    public double[] Numbers()
    {
        ReadOnlySpan<byte> bytes = Storage.Bytes.Span;
        int size = Storage.Type.Size;
        double[] numbers = new double[Shape.Aggregate(1, (product, extent) => checked(product * extent))];
        int[] place = new int[Shape.Length];
        long from = Offset;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Storage.Type.Read(bytes.Slice(checked((int)(from * size)), size));
            for (int axis = place.Length - 1; axis >= 0; axis--)
            {
                from += Strides[axis];
                if (++place[axis] < Shape[axis])
                    break;
                from -= Strides[axis] * Shape[axis];
                place[axis] = 0;
            }
        }

        return numbers;
    }

    /// <summary>Checks that every number lies in the storage.</summary>
    /// <exception cref="InvalidDataException">One does not.</exception>
    public void Check()
    {
        Int128 last = Offset;
        long count = 1;
        bool isEmpty = false;
        for (int axis = 0; axis < Shape.Length; axis++)
        {
            if (Shape[axis] < 0 || Strides[axis] < 0 || (count = count * Math.Max(1, Shape[axis])) > int.MaxValue)
                throw Fault();
            isEmpty |= Shape[axis] == 0;
            last += (Int128)Strides[axis] * (Shape[axis] - 1);
        }

        if (!isEmpty && (Offset < 0 || last >= Storage.Count))
            throw Fault();
    }

    private InvalidDataException Fault() => new(
        $"Expected a tensor inside of its storage '{Storage.Key}' of {Storage.Count} numbers, got [{string.Join(", ", Shape)}] at {Offset} "
            + $"with strides [{string.Join(", ", Strides)}].");
}
