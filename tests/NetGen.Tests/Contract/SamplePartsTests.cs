using System.Runtime.CompilerServices;

namespace NetGen.Tests.Contract;

/// <summary>The memory in which several inputs come together.</summary>
public sealed class SamplePartsTests
{
    [Fact]
    public void A_large_batch_does_not_stay_with_its_thread()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Fill(500_000);
        GC.Collect();
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, -100_000_000, 12_000_000); // 48 MB were used, 4 MB may stay
    }

    [Fact]
    public void Batches_of_usual_size_take_no_memory_after_the_first()
    {
        Assert.Equal(0, Allocation.Of(() => Fill(1000)));
        Assert.Equal(0, Allocation.Of(() => Fill(10)));
    }

    [Fact]
    public void Every_size_has_room_of_its_own_for_inputs_and_outputs()
    {
        foreach (int batch in (int[])[1, 1000, 200_000, 10, 400_000, 200_000])
        {
            Span<float> inputs = SampleParts<float>.Inputs(batch, 24), outputs = SampleParts<float>.Outputs(batch, 3);
            Assert.Equal((24 * batch, 3 * batch), (inputs.Length, outputs.Length));
            inputs.Fill(1);
            outputs.Fill(2);
            Assert.Equal((1f, 2f), (inputs[^1], outputs[0]));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fill(int batch) => SampleParts<float>.Inputs(batch, 24).Fill(1);
}
