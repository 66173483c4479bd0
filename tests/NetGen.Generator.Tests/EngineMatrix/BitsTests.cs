using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>All that the random networks compute, bit by bit: the same hash at every width of a vector.</summary>
public sealed class BitsTests
{
    [Theory]
    [InlineData(NetworkFamily.Dense)]
    [InlineData(NetworkFamily.Convolutional)]
    [InlineData(NetworkFamily.Normalized)]
    [InlineData(NetworkFamily.JoinedNormalized)]
    [InlineData(NetworkFamily.Graphs)]
    [InlineData(NetworkFamily.Recurrent)]
    [InlineData(NetworkFamily.Cells)]
    public async Task Networks_have_the_same_bits_at_every_width(NetworkFamily family)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, NetworkMatrix.Image(family));
            Task<string> narrow = Hashed(file, family, 128), wide = Hashed(file, family, 512);
            string own = NetworkBits.Hashes((precision, check) => NetworkMatrix.ForEach(family, precision, check));
            Assert.Equal(own, await narrow);
            Assert.Equal(own, await wide);
            // Other machines and other days: what is recorded changes with the arithmetic alone.
            Snapshot.MatchEach(own, family.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The hashes of a family in a process whose vectors have so many bits. A processor with narrower ones uses those.</summary>
    private static async Task<string> Hashed(string file, NetworkFamily family, int bits)
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(BitsTests).Assembly.Location, file, $"{family}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_MaxVectorTBitWidth"] = bits.ToString(CultureInfo.InvariantCulture);
        start.Environment["DOTNET_PreferredVectorBitWidth"] = bits > 256 ? bits.ToString(CultureInfo.InvariantCulture) : null;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string[] parts = (await process.StandardOutput.ReadToEndAsync()).Split('\n', 2);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        int width = Vector512.IsHardwareAccelerated ? bits : Math.Min(bits, 256);
        Assert.Equal($"{width} bits", parts[0]);
        return parts[1];
    }
}
