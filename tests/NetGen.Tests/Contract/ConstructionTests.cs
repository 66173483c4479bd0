using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Tests.Contract;

public sealed class ConstructionTests
{
    [Fact]
    public void The_default_seed_is_zero() => Assert.Equal(new Classifier(seed: 0).Parameters.ToArray(), new Classifier().Parameters.ToArray());

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_others()
    {
        Assert.Equal(new Classifier(seed: 9).Parameters.ToArray(), new Classifier(seed: 9).Parameters.ToArray());
        Assert.NotEqual(new Classifier(seed: 9).Parameters.ToArray(), new Classifier(seed: 10).Parameters.ToArray());
        Assert.Equal(new Classifier(seed: 9).Parameters.ToArray(), Create<Classifier, float>(seed: 9));
    }

    [Fact]
    public void A_network_in_float_starts_where_its_twin_in_double_does()
    {
        double[] precise = new ClassifierDouble(seed: 9).Parameters.ToArray();
        Assert.Equal(precise.Select(value => (float)value), new Classifier(seed: 9).Parameters.ToArray());
    }

    [Fact]
    public void Memory_of_the_caller_s_is_taken_as_it_is()
    {
        float[] memory = Numbers.Some(Classifier.ParameterCount + 10);
        float[] before = [.. memory];
        var model = new Classifier(memory.AsMemory(5, Classifier.ParameterCount));
        Assert.Equal(before, memory);
        Assert.True(model.Parameters == memory.AsSpan(5, Classifier.ParameterCount));

        model.Parameters[0] = 42;
        Assert.Equal(42, memory[5]);
    }

    [Fact]
    public void Memory_at_any_offset_gives_the_same_bits()
    {
        var aligned = new Wide(seed: 4);
        float[] inputs = Numbers.Some(20 * Wide.InputSize), expected = new float[20 * Wide.OutputSize], outputs = new float[expected.Length];
        aligned.Forward(inputs, expected);
        for (int offset = 0; offset < 4; offset++)
        {
            var memory = new float[Wide.ParameterCount + offset];
            aligned.Parameters.CopyTo(memory.AsSpan(offset));
            new Wide(memory.AsMemory(offset)).Forward(inputs, outputs);
            Assert.Equal(expected, outputs);
        }
    }

    [Fact]
    public void Parameters_begin_on_a_cache_line()
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(0, Address(new Classifier().Parameters) % 64);
            Assert.Equal(0, Address(new ClassifierDouble().Parameters) % 64);
            Assert.Equal(0, Address(Classifier.CreateWorkspace(3).Memory<float>()) % 64);
        }
    }

    [Fact]
    public void Views_are_windows_on_the_flat_parameters()
    {
        var model = new NamedLayers(seed: 2);
        View("Hidden.weights", model.HiddenWeights);
        View("Hidden.bias", model.HiddenBias);
        View("PRelu1.slope", model.PRelu1Slope);
        View("Dense2.weights", model.Dense2Weights);
        View("PRelu2.slope", model.PRelu2Slope);
        Assert.Null(typeof(NamedLayers).GetProperty("Dense2Bias"));

        void View(string key, Span<float> view)
        {
            ParameterSlot slot = NamedLayers.Description.Slots.Single(candidate => candidate.Key == key);
            Assert.True(view == model.Parameters.Slice(slot.Offset, slot.Length));
        }
    }

    [Fact]
    public void A_slope_starts_where_its_attribute_says()
    {
        var model = new NamedLayers(seed: 2);
        Assert.Equal([0.1f], model.PRelu1Slope.ToArray());
        Assert.Equal([0.2f, 0.2f], model.PRelu2Slope.ToArray());
        Assert.All(model.HiddenBias.ToArray(), value => Assert.Equal(0, value));
    }

    private static T[] Create<TNetwork, T>(ulong seed)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged => TNetwork.Create(seed).Parameters.ToArray();

    private static nint Address<T>(Span<T> span) => Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(span));
}
