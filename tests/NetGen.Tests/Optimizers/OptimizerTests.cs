using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen.Tests;

public class OptimizerTests
{
    private static readonly Func<Optimizer>[] All =
    [
        () => new Sgd(learningRate: 0.1),
        () => new Sgd(learningRate: 0.1, momentum: 0.9),
        () => new Sgd(learningRate: 0.1, momentum: 0.9, form: MomentumForm.Averaged, nesterov: true, weightDecay: 0.01),
        () => new Adagrad(),
        () => new RmsProp(),
        () => new RmsProp(momentum: 0.9, epsilonPlacement: EpsilonPlacement.InsideRoot),
        () => new Adam(weightDecay: 0.1),
        () => new AdamW(),
        () => new Adadelta(weightDecay: 0.1),
        () => new Adamax(weightDecay: 0.1),
        () => new NAdam(weightDecay: 0.1),
        () => new RAdam(weightDecay: 0.1),
        () => new RAdam(beta2: 0.1),
        () => new Lion(weightDecay: 0.1),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, All.Length)];

    [Theory, MemberData(nameof(Indices))]
    public void Steps_in_ranges_give_the_bits_of_whole_steps(int index)
    {
        RangesGiveTheBits<float>(All[index]);
        RangesGiveTheBits<double>(All[index]);
    }

    [Theory, MemberData(nameof(Indices))]
    public void Each_parameter_moves_as_if_it_were_alone(int index)
    {
        // A parameter alone goes the way of the last few elements, whatever the width of a vector.
        (float[] w, float[] g) = Numbers<float>(45);
        float[] alone = [.. w];
        Optimizer together = All[index]();
        for (int step = 0; step < 3; step++)
            together.Step<float>(w, g);
        for (int i = 0; i < w.Length; i++)
        {
            Optimizer optimizer = All[index]();
            for (int step = 0; step < 3; step++)
                optimizer.Step(alone.AsSpan(i, 1), g.AsSpan(i, 1));
        }

        Assert.True(MemoryMarshal.AsBytes<float>(w).SequenceEqual(MemoryMarshal.AsBytes<float>(alone)));
    }

    [Theory, MemberData(nameof(Indices))]
    public void A_step_allocates_nothing(int index)
    {
        (float[] w, float[] g) = Numbers<float>(45);
        Optimizer optimizer = All[index]();
        Assert.Equal(0, Allocation.Of(() => optimizer.Step<float>(w, g)));

        (double[] v, double[] h) = Numbers<double>(45);
        optimizer = All[index]();
        Assert.Equal(0, Allocation.Of(() => optimizer.Step<double>(v, h)));
    }

    [Fact]
    public void An_allocation_would_be_seen() => Assert.True(Allocation.Of(() => GC.KeepAlive(new object())) > 0);

    [Theory, MemberData(nameof(Indices))]
    public void After_a_reset_an_optimizer_starts_anew(int index)
    {
        (float[] w, float[] g) = Numbers<float>(20);
        float[] again = [.. w];
        Optimizer optimizer = All[index]();
        optimizer.Step<float>(w, g);
        optimizer.Step<float>(w, g);
        Assert.Equal(2, optimizer.Steps);
        optimizer.Reset();
        Assert.Equal(0, optimizer.Steps);
        optimizer.Step<float>(again, g);
        optimizer.Step<float>(again, g);
        Assert.Equal(w, again);
    }

    [Fact]
    public void A_rate_of_zero_moves_nothing()
    {
        (float[] w, float[] g) = Numbers<float>(20);
        float[] before = [.. w];
        var optimizer = new Adam { LearningRate = 0 };
        optimizer.Step<float>(w, g);
        Assert.Equal(before, w);
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void An_impossible_learning_rate_is_refused_by_name(double rate, string given)
    {
        Func<Optimizer>[] constructors =
        [
            () => new Sgd(rate), () => new Adagrad(rate), () => new RmsProp(rate), () => new Adam(rate), () => new AdamW(rate),
            () => new Adadelta(rate), () => new Adamax(rate), () => new NAdam(rate), () => new RAdam(rate), () => new Lion(rate),
        ];
        foreach (Func<Optimizer> construct in constructors)
            Refused(() => construct(), "learningRate", $"got {given}.");

        var adam = new Adam(learningRate: 0.25);
        Refused(() => adam.LearningRate = rate, "LearningRate", $"got {given}.");
        Assert.Equal(0.25, adam.LearningRate);
    }

    [Fact]
    public void Impossible_hyperparameters_are_refused_by_name()
    {
        Refused(() => new Sgd(0.1, momentum: 1), "momentum", "from 0 to 1, 1 excluded, got 1.");
        Refused(() => new Sgd(0.1, momentum: double.NaN), "momentum", "got NaN.");
        Refused(() => new Sgd(0.1, weightDecay: -1), "weightDecay", "at least 0, got -1.");
        Refused(() => new Sgd(0.1, form: (MomentumForm)7), "form", "got 7.");
        Refused(() => new Adam(beta1: 1), "beta1", "got 1.");
        Refused(() => new Adam(beta2: -0.1), "beta2", "got -0.1.");
        Refused(() => new AdamW(epsilon: 0), "epsilon", "above 0, got 0.");
        Refused(() => new AdamW(weightDecay: double.NaN), "weightDecay", "got NaN.");
        Refused(() => new Adagrad(epsilon: double.NegativeInfinity), "epsilon", "got -Infinity.");
        Refused(() => new Adagrad(epsilonPlacement: (EpsilonPlacement)7), "epsilonPlacement", "got 7.");
        Refused(() => new RmsProp(smoothing: 1.5), "smoothing", "got 1.5.");
        Refused(() => new Adadelta(rho: 1), "rho", "got 1.");
        Refused(() => new Adadelta(epsilon: 0), "epsilon", "above 0, got 0.");
        Refused(() => new Adamax(beta1: double.NaN), "beta1", "got NaN.");
        Refused(() => new Adamax(epsilon: -1), "epsilon", "got -1.");
        Refused(() => new NAdam(beta2: 1), "beta2", "got 1.");
        Refused(() => new NAdam(momentumDecay: -0.1), "momentumDecay", "at least 0, got -0.1.");
        Refused(() => new RAdam(beta2: 1.5), "beta2", "got 1.5.");
        Refused(() => new RAdam(weightDecay: double.PositiveInfinity), "weightDecay", "got Infinity.");
        Refused(() => new Lion(beta1: -1), "beta1", "got -1.");
        Refused(() => new Lion(weightDecay: -0.5), "weightDecay", "at least 0, got -0.5.");
        Assert.Throws<ArgumentException>(() => new Sgd(0.1, nesterov: true));
    }

    [Fact]
    public void Gradients_of_another_number_are_refused_before_anything_moves()
    {
        float[] w = [1, 2, 3];
        var optimizer = new Sgd(0.1);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => optimizer.Step<float>(w, new float[2]));
        Assert.Contains("Expected 3 gradients, one for each parameter, got 2.", exception.Message);
        Assert.Throws<ArgumentException>(() => optimizer.Step<float>(w, w));
        Assert.Equal([1, 2, 3], w);
        Assert.Equal(0, optimizer.Steps);
    }

    [Fact]
    public void An_optimizer_serves_one_network_until_it_is_reset()
    {
        var optimizer = new Adam();
        optimizer.Step<float>(new float[3], new float[3]);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => optimizer.Step<float>(new float[4], new float[4]));
        Assert.Contains("Expected 3 parameters of type Single", exception.Message);
        Assert.Contains("got 4 of type Single", exception.Message);
        Assert.Throws<InvalidOperationException>(() => optimizer.Step<double>(new double[3], new double[3]));
        Assert.Throws<InvalidOperationException>(() => optimizer.StepRange<float>(new float[4], new float[4], 0, 4));
        optimizer.Reset();
        optimizer.Step<double>(new double[4], new double[4]);
    }

    [Fact]
    public void A_range_outside_the_parameters_is_refused()
    {
        var optimizer = new Sgd(0.1);
        optimizer.BeginStep<float>(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.StepRange<float>(new float[5], new float[5], 3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.StepRange<float>(new float[5], new float[5], -1, 2));
    }

    [Fact]
    public void Only_float_and_double_are_optimized() =>
        Assert.Throws<NotSupportedException>(() => new Sgd(0.1).Step<Half>(new Half[3], new Half[3]));

    private static void Refused(Func<object> action, string name, string message)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(action);
        Assert.Equal(name, exception.ParamName);
        Assert.Contains(message, exception.Message);
    }

    private static void RangesGiveTheBits<T>(Func<Optimizer> construct)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] w, T[] g) = Numbers<T>(100);
        T[] ranged = [.. w];
        Optimizer whole = construct();
        Optimizer cut = construct();
        for (int step = 0; step < 5; step++)
        {
            whole.Step<T>(w, g);
            cut.BeginStep<T>(ranged.Length);
            cut.StepRange<T>(ranged, g, 61, 39);
            cut.StepRange<T>(ranged, g, 0, 3);
            cut.StepRange<T>(ranged, g, 3, 58);
        }

        Assert.True(MemoryMarshal.AsBytes<T>(w).SequenceEqual(MemoryMarshal.AsBytes<T>(ranged)));
    }

    private static (T[] Parameters, T[] Gradients) Numbers<T>(int count)
        where T : IFloatingPointIeee754<T>
    {
        var random = new RandomSequence(seed: 1);
        return (Draw(), Draw());

        T[] Draw() => Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.NextNormal())).ToArray();
    }
}
