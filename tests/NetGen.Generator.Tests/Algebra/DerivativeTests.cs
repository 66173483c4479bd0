extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>The symbolic derivative of every function and operation, against differences.</summary>
public sealed class DerivativeTests
{
    private static readonly Access Variable = Access.Of(new Tensor("x", TensorRole.Input, EquatableArray<int>.Empty));
    private static readonly Expression X = new Read(Variable);

    public static TheoryData<string> Functions => [.. Enum.GetNames<Function>().Where(name => name != nameof(Function.Stop))];

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_derivative_of_every_function_is_its_slope(string name)
    {
        Function function = Enum.Parse<Function>(name);
        IEnumerable<double> places = function switch
        {
            Function.Log or Function.Sqrt => [0.1, 0.5, 1, 3],
            Function.Log1p => [-0.7, -0.1, 0.3, 2],
            Function.ExpNotPositive => [-3, -1, -0.1],
            _ => [-2.5, -1, -0.3, 0.2, 0.9, 2.1],
        };
        Compare(Expressions.Call(function, X), places);
        // The chain rule: inside and outside of something else.
        Compare(2.0 * Expressions.Call(function, function == Function.ExpNotPositive ? -(X * X) : (X * X) + 0.25) / (X + 4.0), places);
    }

    [Fact]
    public void The_derivative_of_the_operations_and_of_choices_is_their_slope()
    {
        double[] places = [-2.2, -0.7, 0.4, 1.3];
        Compare((X * X * X) - (3.0 * X), places);
        Compare((1.0 - X) / ((X * X) + 1.0), places);
        Compare(1.0 / (X + 5.0), places);
        Compare(Expressions.IfNotPositive(X, Expressions.Exp(X), X / (X + 2.0)), places);
        Compare(Expressions.Select(Comparison.Less, X * X, 1.0, 0.5 * (X * X), Expressions.Absolute(X) - 0.5), places);
    }

    [Fact]
    public void Kinks_have_the_derivative_that_belongs_to_their_side()
    {
        Assert.Equal(0, At(Expressions.Absolute(X), 0));
        Assert.Equal(0, At(Expressions.Step(X), 0));
        Assert.Equal(0.5, At(Expressions.IfNotPositive(X, 0.5 * X, X), 0));
        Assert.Equal(-1, At(Expressions.Absolute(X), -1e-300));
        Assert.Equal(1, At(Expressions.Absolute(X), 1e-300));
    }

    [Fact]
    public void The_derivative_takes_for_a_constant_what_stops_it()
    {
        Assert.Equal(new Constant(0), Derivative.Of(Expressions.Stop(X), Variable));
        Assert.Equal(Expressions.Stop(X), Derivative.Of(Expressions.Stop(X) * X, Variable));
        Assert.Equal(3, Values.Of(Expressions.Stop(X), _ => 3));
    }

    [Fact]
    public void An_element_that_an_expression_does_not_read_has_the_derivative_zero()
    {
        Access other = Access.Of(new Tensor("y", TensorRole.Input, EquatableArray<int>.Empty));
        foreach (Function function in Enum.GetValues<Function>())
            Assert.Equal(new Constant(0), Derivative.Of(Expressions.Call(function, X) * 3.0, other));
    }

    [Fact]
    public void Derivatives_are_written_as_a_person_would_write_them()
    {
        Assert.Equal(Expressions.Exp(X), Derivative.Of(Expressions.Exp(X), Variable));
        Assert.Equal(1.0 / X, Derivative.Of(Expressions.Log(X), Variable));
        Assert.Equal(Expressions.Sigmoid(X), Derivative.Of(Expressions.Softplus(X), Variable));
        Assert.Equal(new Constant(3), Derivative.Of((3.0 * X) + 7.0, Variable));
        Assert.Equal(Expressions.IfNotPositive(X, 0.0, 1.0), Derivative.Of(Expressions.IfNotPositive(X, 0.0, X), Variable));
    }

    private static void Compare(Expression expression, IEnumerable<double> places)
    {
        const double step = 1e-5;
        foreach (double x in places)
        {
            double slope = (Values.Of(expression, _ => x + step) - Values.Of(expression, _ => x - step)) / (2 * step);
            double got = At(expression, x);
            Assert.True(Math.Abs(got - slope) <= 1e-6 * Math.Max(1, Math.Abs(slope)), FormattableString.Invariant($"at {x}: {got:R} instead of {slope:R}"));
        }
    }

    private static double At(Expression expression, double x) => Values.Of(Derivative.Of(expression, Variable), _ => x);
}
