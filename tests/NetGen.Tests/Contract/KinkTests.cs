using System.Numerics;

namespace NetGen.Tests.Contract;

/// <summary>What activations do where they are not smooth, and with NaN.</summary>
public sealed class KinkTests
{
    public static TheoryData<string> LoneActivations => Subjects.Names(Subjects.LoneActivations);

    public static TheoryData<string> LoneWindows => Subjects.Names(Subjects.LoneWindows);

    public static TheoryData<string> WholeNetworks => Subjects.Names(Subjects.Activations);

    [Theory]
    [MemberData(nameof(LoneActivations))]
    public void NaN_comes_out_where_it_went_in(string network) =>
        Subjects.Named(network).PassesNaNOn(elementwise: !network.StartsWith("Softmax", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(LoneWindows))]
    public void NaN_in_a_window_comes_out_of_it(string network) => Subjects.Named(network).PassesNaNOn(elementwise: false);

    [Theory]
    [MemberData(nameof(WholeNetworks))]
    public void NaN_passes_through_a_whole_network(string network) => Subjects.Named(network).PassesNaNOn(elementwise: false);

    [Theory]
    [InlineData("StepOnly", 0, 0)]
    [InlineData("LinearOnly", 0, 1)]
    [InlineData("SigmoidOnly", 0.5, 0.25)]
    [InlineData("TanhOnly", 0, 1)]
    [InlineData("ReluOnly", 0, 0)]
    [InlineData("LeakyReluOnly", 0, 0.2)]
    [InlineData("PReluOnly", 0, 0.25)]
    [InlineData("PReluPerChannelOnly", 0, 0.25)]
    [InlineData("EluOnly", 0, 0.5)]
    [InlineData("SeluOnly", 0, 1.0507009873554805 * 1.6732632423543772)]
    [InlineData("GeluOnly", 0, 0.5)]
    [InlineData("GeluTanhOnly", 0, 0.5)]
    [InlineData("SiluOnly", 0, 0.5)]
    [InlineData("SoftplusOnly", 0.6931471805599453, 0.5)]
    [InlineData("SoftsignOnly", 0, 1)]
    [InlineData("HardSigmoidOnly", 0.5, 1.0 / 6)]
    [InlineData("HardTanhOnly", 0, 1)]
    [InlineData("MishOnly", 0, 0.6)]
    public void Zero_has_the_value_and_the_derivative_of_the_branch_below(string network, double value, double derivative)
    {
        foreach (double zero in (double[])[0.0, -0.0])
        {
            Check(network, zero, value, derivative, tolerance: 1e-6);
            Check(network + "Double", zero, value, derivative, tolerance: 1e-13);
        }
    }

    [Theory]
    [InlineData("HardSigmoidOnly", -3, 0)]
    [InlineData("HardSigmoidOnly", 3, 1)]
    [InlineData("HardSigmoidOnly", -100, 0)]
    [InlineData("HardSigmoidOnly", 100, 1)]
    [InlineData("HardTanhOnly", -1, -1)]
    [InlineData("HardTanhOnly", 1, 1)]
    [InlineData("HardTanhOnly", -100, -1)]
    [InlineData("HardTanhOnly", 100, 1)]
    public void A_clipped_activation_is_flat_outside_and_at_its_ends(string network, double point, double value)
    {
        Check(network, point, value, derivative: 0, tolerance: 0);
        Check(network + "Double", point, value, derivative: 0, tolerance: 0);
    }

    [Theory]
    [InlineData("SigmoidOnly", 0, 1)]
    [InlineData("TanhOnly", -1, 1)]
    [InlineData("ReluOnly", 0, double.PositiveInfinity)]
    [InlineData("EluOnly", -0.5, double.PositiveInfinity)]
    [InlineData("SoftplusOnly", 0, double.PositiveInfinity)]
    [InlineData("HardSigmoidOnly", 0, 1)]
    [InlineData("HardTanhOnly", -1, 1)]
    [InlineData("StepOnly", 0, 1)]
    public void Infinity_has_the_limit(string network, double below, double above)
    {
        Assert.All(Subjects.Named(network).ValuesAt(double.NegativeInfinity), got => Assert.Equal(below, got));
        Assert.All(Subjects.Named(network).ValuesAt(double.PositiveInfinity), got => Assert.Equal(above, got));
        Assert.All(Subjects.Named(network + "Double").ValuesAt(double.NegativeInfinity), got => Assert.Equal(below, got));
        Assert.All(Subjects.Named(network + "Double").ValuesAt(double.PositiveInfinity), got => Assert.Equal(above, got));
    }

    // Rows before columns: the order of reading.
    [Fact]
    public void The_first_of_several_largest_numbers_gets_the_gradient()
    {
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0], SlopeOf<MaxPoolOnly, float>(1, 2, 0, 2, 2, 1, 2, 0, 0));
        Assert.Equal([0, 1, 0, 0, 0, 0, 0, 0, 0], SlopeOf<MaxPoolOnlyDouble, double>(1, 2, 0, 2, 2, 1, 2, 0, 0));
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 0, 0], SlopeOf<MaxPoolOnly, float>(-1, -2, -3, -0.5, -2, -0.5, -0.5, -0.5, -1));
        Assert.Equal([1, 0, 0], SlopeOf<MaxPool1DOnly, float>(5, 5, 5));
        Assert.Equal([0, 0, 0, 0, 1, 0], SlopeOf<GlobalMaxPoolOnly, float>(1, 1, 0, 1, 3, 3));
        Assert.Equal([1, 0, 0, 0], SlopeOf<BorderedMaxPoolOnly, float>(-7, -8, -9, -7));
    }

    [Fact]
    public void The_absolute_error_has_no_slope_where_it_is_zero()
    {
        var model = new AbsoluteErrorNetwork(seed: 2);
        float[] inputs = Numbers.Some(AbsoluteErrorNetwork.InputSize), answers = new float[AbsoluteErrorNetwork.OutputSize];
        var gradients = new float[AbsoluteErrorNetwork.ParameterCount];
        Workspace workspace = AbsoluteErrorNetwork.CreateWorkspace(1);
        model.ForwardTraining(inputs, answers, workspace);
        Assert.Equal(0, model.LossAndGradient(inputs, answers, gradients, workspace));
        Assert.All(gradients, gradient => Assert.Equal(0, gradient));
    }

    private static void Check(string network, double point, double value, double derivative, double tolerance)
    {
        Assert.All(Subjects.Named(network).ValuesAt(point), got => Assert.InRange(got, value - tolerance, value + tolerance));
        Assert.All(Subjects.Named(network).DerivativesAt(point), got => Assert.InRange(got, derivative - tolerance, derivative + tolerance));
    }

    private static double[] SlopeOf<TNetwork, T>(params double[] point)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        TNetwork model = TNetwork.Create(seed: 0);
        T[] inputs = Array.ConvertAll(point, T.CreateChecked), gradients = new T[inputs.Length];
        Workspace workspace = TNetwork.CreateWorkspace(1);
        model.ForwardTraining(inputs, new T[1], workspace);
        model.Backward(workspace, [T.One], default, gradients);
        return Array.ConvertAll(gradients, double.CreateChecked);
    }
}
