using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// The numbers of a network in a resource of its assembly. Checked while that was built, so that they are copied and no more. Generated
/// code uses it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct PretrainedWeights : IDisposable
{
    /// <summary>Numbers that are widened at once.</summary>
    private const int BlockLength = 256;

    private readonly Stream _numbers;

    /// <summary>Opens a resource.</summary>
    /// <param name="assembly">The assembly of the network.</param>
    /// <param name="resource">The name of the resource.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <exception cref="InvalidDataException">The assembly does not have it: it was changed after it was built, or its resources were
    /// removed.</exception>
    /// <exception cref="PlatformNotSupportedException">The machine is big-endian.</exception>
    public PretrainedWeights(Assembly assembly, string resource, long length)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException(
                "Expected a little-endian machine, as the numbers of the weights are, got a big-endian one.");
        _numbers = assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"Expected a resource '{resource}' in {assembly.GetName().Name}, got none.");
        if (_numbers.Length != length)
            throw new InvalidDataException($"Expected {length} bytes in the resource '{resource}', got {_numbers.Length}.");
    }

    /// <summary>Copies numbers that are stored in the type of the network.</summary>
    /// <param name="offset">The byte at which they begin.</param>
    /// <param name="destination">As many numbers.</param>
    public void CopyTo<T>(long offset, Span<T> destination)
        where T : unmanaged
    {
        _numbers.Position = offset;
        _numbers.ReadExactly(MemoryMarshal.AsBytes(destination));
    }

    /// <summary>Copies numbers of single precision into a network of double precision.</summary>
    /// <param name="offset">The byte at which they begin.</param>
    /// <param name="destination">As many numbers.</param>
    public void WidenTo(long offset, Span<double> destination)
    {
        Span<float> block = stackalloc float[BlockLength];
        for (int done = 0; done < destination.Length; done += BlockLength)
        {
            Span<float> numbers = block[..Math.Min(BlockLength, destination.Length - done)];
            CopyTo(offset + ((long)done * sizeof(float)), numbers);
            for (int i = 0; i < numbers.Length; i++)
                destination[done + i] = numbers[i];
        }
    }

    /// <summary>Closes the resource.</summary>
    public void Dispose() => _numbers.Dispose();
}
