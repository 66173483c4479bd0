namespace NetGen.Reproducibility.Tests;

/// <summary>The same seed gives the same bits, however the training is run.</summary>
public sealed class ReproducibilityTests
{
    [Fact]
    public void A_second_run_learns_the_same_bits() =>
        Assert.Equal(TrainingRun.Default.Hashes, TrainingRun.UnderJit().Hashes);

    [Fact]
    public void Another_seed_learns_other_bits()
    {
        TrainingRun other = TrainingRun.UnderJit(seed: 2);
        Assert.All(TrainingRun.Default.Hashes, pair => Assert.NotEqual(pair.Value, other.Hashes[pair.Key]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Several_threads_learn_the_bits_of_one(int threads) =>
        Assert.Equal(TrainingRun.Default.Hashes, TrainingRun.UnderJit(threads).Hashes);

    [Fact]
    public void Vectors_of_128_bits_learn_the_same_bits()
    {
        TrainingRun run = TrainingRun.UnderJit(settings: ("DOTNET_MaxVectorTBitWidth", "128"));
        Assert.Equal(4, run.VectorWidth);
        Assert.Equal(TrainingRun.Default.Hashes, run.Hashes);
    }

    [HardwareFact(Hardware.Avx2)]
    public void Vectors_of_256_bits_learn_the_same_bits()
    {
        TrainingRun run = TrainingRun.UnderJit(settings: ("DOTNET_MaxVectorTBitWidth", "256"));
        Assert.Equal(8, run.VectorWidth);
        Assert.Equal(TrainingRun.Default.Hashes, run.Hashes);
    }

    [HardwareFact(Hardware.Avx512)]
    public void Vectors_of_512_bits_learn_the_same_bits()
    {
        TrainingRun run = TrainingRun.UnderJit(settings: [("DOTNET_MaxVectorTBitWidth", "512"), ("DOTNET_PreferredVectorBitWidth", "512")]);
        Assert.Equal(16, run.VectorWidth);
        Assert.Equal(TrainingRun.Default.Hashes, run.Hashes);
    }

    [HardwareFact(Hardware.Avx512)]
    public void Sixteen_vector_registers_learn_the_bits_of_thirty_two() =>
        Assert.Equal(TrainingRun.Default.Hashes, TrainingRun.UnderJit(settings: ("DOTNET_EnableAVX512", "0")).Hashes);

    /// <summary>Only the smallest network: there each fused multiply-add is a call into software.</summary>
    [HardwareFact(Hardware.Avx2)]
    public void Hardware_without_fused_multiply_adds_learns_the_same_bits()
    {
        TrainingRun run = TrainingRun.UnderJit(network: "Small", settings: ("DOTNET_EnableAVX2", "0"));
        Assert.Equal(4, run.VectorWidth);
        Assert.Equal(TrainingRun.Default.Hashes["Small"], run.Hashes["Small"]);
    }

    [Fact]
    public void Code_that_the_JIT_compiler_does_not_optimise_learns_the_same_bits() =>
        Assert.Equal(TrainingRun.Default.Hashes, TrainingRun.UnderJit(settings: ("DOTNET_JITMinOpts", "1")).Hashes);
}
