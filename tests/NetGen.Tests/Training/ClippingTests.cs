using System.Numerics;
using NetGen.Tests.Contract;

namespace NetGen.Tests;

/// <summary>One step of gradient descent by a trainer against the same step by hand, to the bit.</summary>
public class ClippingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_global_norm_is_limited_as_PyTorch_limits_it(int threads)
    {
        Agrees<WideDouble, double>(GradientClipping.ByGlobalNorm(0.1), threads, (gradients, slots) => Scale(gradients, 0.1, slots));
        Agrees<Wide, float>(GradientClipping.ByGlobalNorm(0.1), threads, (gradients, slots) => Scale(gradients, 0.1, slots));
    }

    [Fact]
    public void A_small_norm_is_left_alone() => Agrees<Wide, float>(GradientClipping.ByGlobalNorm(1000), 2, (_, _) => { });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_norm_of_each_tensor_is_limited_apart(int threads) => Agrees<WideDouble, double>(GradientClipping.ByNorm(0.1), threads, (gradients, slots) =>
    {
        foreach (ParameterSlot slot in slots)
            Scale(gradients, 0.1, [slot]);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Values_are_limited_on_both_sides(int threads) => Agrees<Wide, float>(GradientClipping.ByValue(0.01), threads, (gradients, _) =>
    {
        Assert.Contains(gradients, value => value > 0.01f);
        Assert.Contains(gradients, value => value < -0.01f);
        for (int i = 0; i < gradients.Length; i++)
            gradients[i] = Math.Clamp(gradients[i], -0.01f, 0.01f);
    });

    [Fact]
    public void Frozen_layers_do_not_count_in_a_norm()
    {
        Agrees<WideDouble, double>(GradientClipping.ByGlobalNorm(0.1), 2, (gradients, slots) =>
        {
            ParameterSlot[] trained = [.. slots.Where(slot => slot.Layer != "Dense2")];
            Scale(gradients, 0.1, trained);
            foreach (ParameterSlot slot in slots.Except(trained))
                gradients.AsSpan(slot.Offset, slot.Length).Clear();
        }, frozen: "Dense2");
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(double.NaN, "NaN")]
    public void Impossible_limits_are_refused(double limit, string given)
    {
        Func<double, GradientClipping>[] makers = [GradientClipping.ByValue, GradientClipping.ByNorm, GradientClipping.ByGlobalNorm];
        foreach (Func<double, GradientClipping> make in makers)
            Assert.Contains($"Expected a finite number above 0, got {given}.", Assert.Throws<ArgumentOutOfRangeException>(() => make(limit)).Message);
    }

    private static void Agrees<TNetwork, T>(GradientClipping clipping, int threads, Action<T[], ParameterSlot[]> clip, params string[] frozen)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Dataset data = Samples.Classes(12, TNetwork.InputSize, TNetwork.OutputSize);
        var gradients = new T[TNetwork.ParameterCount];
        TNetwork expected = TNetwork.Create(3);
        var inputs = new T[12 * TNetwork.InputSize];
        var targets = new T[12];
        data.CopyInputs<T>(0, inputs);
        data.CopyTargets<T>(0, targets);
        expected.LossAndGradient(inputs, targets, gradients, TNetwork.CreateWorkspace(12));
        clip(gradients, [.. TNetwork.Description.Slots]);
        new Sgd(learningRate: 0.5).Step<T>(expected.Parameters, gradients);

        var trainer = new Trainer<TNetwork, T>(TNetwork.Create(3), new Sgd(learningRate: 0.5));
        trainer.Freeze(frozen);
        trainer.Fit(data, new FitOptions { BatchSize = 12, ShuffleEachEpoch = false, Threads = threads, Clipping = clipping });
        Assert.Equal(expected.Parameters, trainer.Model.Parameters);
        Assert.NotEqual(TNetwork.Create(3).Parameters.ToArray(), trainer.Model.Parameters.ToArray());
    }

    /// <summary>Blocks of 8,192 numbers, each in eight partial sums that are added in a tree, one block after the other, tensor by tensor.</summary>
    private static void Scale<T>(T[] gradients, double limit, ParameterSlot[] slots)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double all = 0;
        foreach (ParameterSlot slot in slots)
        {
            double own = 0;
            foreach (T[] block in gradients[slot.Offset..(slot.Offset + slot.Length)].Chunk(8192))
            {
                var sums = new double[8];
                for (int i = 0; i < block.Length; i++)
                    sums[i % 8] += double.CreateChecked(block[i]) * double.CreateChecked(block[i]);
                own += sums[0] + sums[4] + (sums[2] + sums[6]) + (sums[1] + sums[5] + (sums[3] + sums[7]));
            }

            all += own;
        }

        double factor = Math.Min(1, limit / (Math.Sqrt(all) + 1e-6));
        Assert.True(factor < 1);
        foreach (ParameterSlot slot in slots)
        {
            for (int i = slot.Offset; i < slot.Offset + slot.Length; i++)
                gradients[i] *= T.CreateChecked(factor);
        }
    }
}
