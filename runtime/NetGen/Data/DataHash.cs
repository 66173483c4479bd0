using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>A hash of the numbers of a data set, to tell later whether two runs saw the same data.</summary>
public static class DataHash
{
    /// <summary>
    /// SHA-256 over the number of samples, the input shape, the target size, and each sample's input and target, in hexadecimal. Numbers
    /// enter as little-endian doubles: data kept as <see cref="float"/> hash alike with the same data kept as <see cref="double"/>.
    /// The order of the samples counts.
    /// </summary>
    public static string Sha256(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var extents = new byte[sizeof(int) * (data.InputShape.Length + 3)];
        int[] sizes = [data.Count, data.InputShape.Length, .. data.InputShape, data.TargetSize];
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(extents.AsSpan(i * sizeof(int)), sizes[i]);
        hash.AppendData(extents);

        var sample = new double[data.InputSize + data.TargetSize];
        var bytes = new byte[sample.Length * sizeof(double)];
        for (int k = 0; k < data.Count; k++)
        {
            data.CopySample(k, sample.AsSpan(0, data.InputSize), sample.AsSpan(data.InputSize));
            for (int i = 0; i < sample.Length; i++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), sample[i]);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
