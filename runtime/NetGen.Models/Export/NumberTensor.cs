using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NetGen.Models.Export;

/// <summary>Numbers of a network on their way out, row-major, as bytes: moving them does not depend on what they are.</summary>
/// <param name="Bytes">The numbers, little-endian.</param>
/// <param name="NumberSize">The bytes of a number: 4 or 8.</param>
/// <param name="Shape">The extents.</param>
internal sealed record NumberTensor(ReadOnlyMemory<byte> Bytes, int NumberSize, ImmutableArray<int> Shape)
{
    /// <summary>How many batches PyTorch's batch normalisation has seen: none; a whole number of 64 bits.</summary>
    public static NumberTensor Counter { get; } = new(new byte[sizeof(long)], sizeof(long), []);

    /// <summary>The same numbers under other extents.</summary>
    public NumberTensor Reshaped(params ImmutableArray<int> shape) => this with { Shape = shape };

    /// <summary>The axes in another order.</summary>
    /// <param name="order">For each axis of the result, the axis that it was.</param>
    public NumberTensor Permuted(params int[] order)
    {
        byte[] moved = new byte[Bytes.Length];
        if (NumberSize == sizeof(float))
            Permute<uint>(moved, order);
        else
            Permute<ulong>(moved, order);
        return new NumberTensor(moved, NumberSize, [.. order.Select(axis => Shape[axis])]);
    }

    /// <summary>The last axis in blocks of equal width, put in another order.</summary>
    /// <param name="order">For each block of the result, the block that it was; as many blocks as there are.</param>
    public NumberTensor Blocks(params int[] order)
    {
        int width = Shape[^1] / order.Length, rows = Bytes.Length / NumberSize / Shape[^1];
        return Reshaped(rows, order.Length, width).OnBlocks(order).Reshaped(Shape);
    }

    /// <summary>Tensors behind each other along a new or the first axis.</summary>
    public static NumberTensor Stacked(IReadOnlyList<NumberTensor> parts, params ImmutableArray<int> shape)
    {
        byte[] all = new byte[parts.Sum(part => part.Bytes.Length)];
        int offset = 0;
        foreach (NumberTensor part in parts)
        {
            part.Bytes.CopyTo(all.AsMemory(offset));
            offset += part.Bytes.Length;
        }

        return new NumberTensor(all, parts[0].NumberSize, shape);
    }

    private NumberTensor OnBlocks(int[] order)
    {
        int width = Shape[2] * NumberSize;
        byte[] moved = new byte[Bytes.Length];
        for (int row = 0; row < Shape[0]; row++)
        {
            for (int block = 0; block < order.Length; block++)
                Bytes.Span.Slice(((row * order.Length) + order[block]) * width, width)
                    .CopyTo(moved.AsSpan(((row * order.Length) + block) * width));
        }

        return this with { Bytes = moved };
    }

    private void Permute<T>(byte[] moved, int[] order)
        where T : unmanaged
    {
        ReadOnlySpan<T> from = MemoryMarshal.Cast<byte, T>(Bytes.Span);
        Span<T> to = MemoryMarshal.Cast<byte, T>(moved.AsSpan());
        if (order is [1, 0])
        {
            Transpose(from, to, Shape[0], Shape[1]);
            return;
        }

        int[] strides = new int[Shape.Length];
        for (int axis = Shape.Length - 1, stride = 1; axis >= 0; stride *= Shape[axis--])
            strides[axis] = stride;
        int[] extents = [.. order.Select(axis => Shape[axis])], steps = [.. order.Select(axis => strides[axis])],
            place = new int[order.Length];
        for (int i = 0, at = 0; i < to.Length; i++)
        {
            to[i] = from[at];
            for (int axis = extents.Length - 1; axis >= 0; axis--)
            {
                at += steps[axis];
                if (++place[axis] < extents[axis])
                    break;
                at -= steps[axis] * extents[axis];
                place[axis] = 0;
            }
        }
    }

    /// <summary>In squares that fit the cache: a column of a large matrix has each number in a page of its own.</summary>
    private static void Transpose<T>(ReadOnlySpan<T> from, Span<T> to, int rows, int columns)
    {
        const int side = 32;
        for (int top = 0; top < rows; top += side)
        {
            for (int left = 0; left < columns; left += side)
            {
                for (int row = top; row < Math.Min(rows, top + side); row++)
                {
                    for (int column = left; column < Math.Min(columns, left + side); column++)
                        to[(column * rows) + row] = from[(row * columns) + column];
                }
            }
        }
    }
}
