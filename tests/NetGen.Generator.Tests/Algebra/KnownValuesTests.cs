extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>Derivatives in terms of the result, so that a pre-activation need not be kept.</summary>
public sealed class KnownValuesTests
{
    private static readonly Access Before = Access.Of(new Tensor("z", TensorRole.Value, EquatableArray<int>.Empty));
    private static readonly Access After = Access.Of(new Tensor("y", TensorRole.Value, EquatableArray<int>.Empty));
    private static readonly Expression Z = new Read(Before);
    private static readonly Expression Y = new Read(After);

    [Fact]
    public void The_derivative_of_the_sigmoid_is_y_times_1_minus_y() =>
        Assert.Equal(Y * (1.0 - Y), Reuse(Expressions.Sigmoid(Z)));

    [Fact]
    public void The_derivative_of_tanh_is_1_minus_y_squared() =>
        Assert.Equal(1.0 - (Y * Y), Reuse(Expressions.Tanh(Z)));

    [Fact]
    public void The_derivative_of_a_root_is_a_half_over_y() =>
        Assert.Equal(0.5 / Y, Reuse(Expressions.Sqrt(Z)));

    [Fact]
    public void The_derivative_of_exp_is_y() =>
        Assert.Equal(Y, Reuse(Expressions.ExpNotPositive(Z)));

    [Fact]
    public void The_derivative_of_relu_reads_the_sign_off_y() =>
        Assert.Equal(Expressions.IfNotPositive(Y, 0.0, 1.0), Reuse(Expressions.IfNotPositive(Z, 0.0, Z)));

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.3)]
    public void The_derivative_of_leaky_relu_reads_the_sign_off_y(double slope) =>
        Assert.Equal(Expressions.IfNotPositive(Y, slope, 1.0), Reuse(Expressions.IfNotPositive(Z, slope * Z, Z)));

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    public void The_derivative_of_elu_is_y_plus_alpha(double alpha) =>
        Assert.Equal(Expressions.IfNotPositive(Y, Y + alpha, 1.0), Reuse(Expressions.IfNotPositive(Z, alpha * Expressions.Expm1(Z), Z)));

    [Fact]
    public void The_derivative_of_selu_is_y_plus_lambda_alpha()
    {
        const double lambda = 1.0507009873554805, alpha = 1.6732632423543772;
        Assert.Equal(
            Expressions.IfNotPositive(Y, Y + (lambda * alpha), lambda),
            Reuse(Expressions.IfNotPositive(Z, lambda * alpha * Expressions.Expm1(Z), lambda * Z)));
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(0)]
    public void A_slope_below_zero_keeps_the_pre_activation_whose_sign_is_lost(double slope)
    {
        // With slope 0 the sign survives: nothing above zero comes from below it.
        Expression derivative = Reuse(Expressions.IfNotPositive(Z, slope * Z, Z));
        Assert.Equal(slope == 0 ? After : Before, Assert.Single(derivative.Reads));
    }

    [Fact]
    public void A_positive_branch_that_may_underflow_to_zero_keeps_the_pre_activation() =>
        Assert.Contains(Before, Reuse(Expressions.IfNotPositive(Z, 0.0, 0.5 * Z)).Reads);

    [Fact]
    public void What_is_rewritten_has_the_value_of_what_it_was()
    {
        Expression[] activations =
        [
            Expressions.Sigmoid(Z),
            Expressions.Tanh(Z),
            Expressions.Exp(Z),
            Expressions.IfNotPositive(Z, 0.0, Z),
            Expressions.IfNotPositive(Z, 0.2 * Z, Z),
            Expressions.IfNotPositive(Z, -0.2 * Z, Z),
            Expressions.IfNotPositive(Z, 0.7 * Expressions.Expm1(Z), Z),
            Expressions.IfNotPositive(Z, -0.7 * Expressions.Expm1(Z), Z),
            Expressions.IfNotPositive(Z, 1.7 * Expressions.Expm1(Z), 1.05 * Z),
            Z * Expressions.Sigmoid(Z),
            Expressions.Softplus(Z),
            Z / (Expressions.Absolute(Z) + 1.0),
            Z * Expressions.Tanh(Expressions.Softplus(Z)),
            0.5 * Z * (Expressions.Erf(Z * Math.Sqrt(0.5)) + 1.0),
            Expressions.Select(Comparison.LessOrEqual, Z, -1.0, -1.0, Expressions.Select(Comparison.LessOrEqual, 1.0, Z, 1.0, Z)),
        ];
        foreach (Expression activation in activations)
        {
            foreach (double z in new[] { -3, -1, -0.4, 0, 0.3, 1, 2.5 })
            {
                double y = Values.Of(activation, _ => z);
                double expected = Values.Of(Derivative.Of(activation, Before), _ => z);
                double got = Values.Of(Reuse(activation), access => access.Equals(After) ? y : z);
                Assert.Equal(expected, got, 1e-12);
            }
        }
    }

    private static Expression Reuse(Expression activation) => KnownValues.Reuse(Derivative.Of(activation, Before), activation, After);
}
