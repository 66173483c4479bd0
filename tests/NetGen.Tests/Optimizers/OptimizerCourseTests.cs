namespace NetGen.Tests;

/// <summary>The worked tables of the course, in double, to 1e-12.</summary>
public class OptimizerCourseTests
{
    private static readonly double[] Gradients = [0.5, -0.2, 0.1, 0.4];

    [Fact]
    public void Gradient_descent_follows_the_table() =>
        Follows(new Sgd(learningRate: 0.1), 0.95, 0.97, 0.96, 0.9199999999999999);

    [Fact]
    public void Averaged_momentum_follows_the_table() =>
        Follows(new Sgd(learningRate: 0.1, momentum: 0.9, form: MomentumForm.Averaged), 0.995, 0.9925, 0.9892500000000001, 0.9823250000000001);

    [Fact]
    public void Classical_momentum_follows_the_library_form() =>
        Follows(new Sgd(learningRate: 0.1, momentum: 0.9), 0.95, 0.9249999999999999, 0.8925, 0.8232499999999999);

    [Fact]
    public void Adagrad_with_epsilon_inside_the_root_follows_the_table() =>
        Follows(
            new Adagrad(learningRate: 0.1, epsilon: 1e-5, epsilonPlacement: EpsilonPlacement.InsideRoot),
            0.900001999940002, 0.9371404272632198, 0.9188833129624169, 0.8599071715419896);

    [Fact]
    public void Adagrad_with_epsilon_outside_the_root_follows_the_library_form() =>
        Follows(new Adagrad(learningRate: 0.1, epsilon: 1e-5), 0.9000019999600007, 0.9371403779530451, 0.9188832926967871, 0.8599073797872249);

    [Fact]
    public void Adam_with_epsilon_inside_the_root_follows_the_table() =>
        Follows(
            new Adam(learningRate: 0.1, epsilon: 1e-5, epsilonPlacement: EpsilonPlacement.InsideRoot),
            0.900001999940002, 0.865442607263229, 0.8275053271179795, 0.7681184395434365);

    [Fact]
    public void Adam_with_epsilon_outside_the_root_follows_the_library_form() =>
        Follows(new Adam(learningRate: 0.1, epsilon: 1e-5), 0.9000019999600007, 0.865442322914755, 0.8275043446182797, 0.7681166257533464);

    [Fact]
    public void RmsProp_with_epsilon_inside_the_root_follows_its_formula()
    {
        double w = 1;
        double square = 0;
        var expected = new double[Gradients.Length];
        for (int i = 0; i < expected.Length; i++)
        {
            square = (0.9 * square) + (0.1 * Gradients[i] * Gradients[i]);
            w -= 0.1 / Math.Sqrt(1e-5 + square) * Gradients[i];
            expected[i] = w;
        }

        Follows(new RmsProp(learningRate: 0.1, smoothing: 0.9, epsilon: 1e-5, epsilonPlacement: EpsilonPlacement.InsideRoot), expected);
    }

    [Fact]
    public void The_rate_of_Adagrad_falls_as_in_the_worked_example()
    {
        var optimizer = new Adagrad(learningRate: 0.02, epsilon: 1e-5, epsilonPlacement: EpsilonPlacement.InsideRoot);
        double[] w = [0];
        double square = 6;
        double rate = 0;
        for (int i = 0; i < 10; i++)
        {
            double before = w[0];
            double gradient = Math.Sqrt(square);
            optimizer.Step<double>(w, [gradient]);
            rate = (before - w[0]) / gradient;
            square *= 1.05;
        }

        Assert.Equal(0.002302238974426065, rate, 1e-12);
    }

    private static void Follows(Optimizer optimizer, params double[] expected)
    {
        double[] w = [1];
        for (int i = 0; i < expected.Length; i++)
        {
            optimizer.Step<double>(w, [Gradients[i]]);
            Assert.Equal(expected[i], w[0], 1e-12);
        }
    }
}
