extern alias generator;

using generator::NetGen.Generator.Algebra;
using Kind = generator::NetGen.Generator.Algebra.Function;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>What expressions come to, in double.</summary>
internal static class Values
{
    /// <summary>The value of an expression whose elements have the values that <paramref name="read"/> gives.</summary>
    public static double Of(Expression expression, Func<Access, double> read) =>
        Function(expression, access => () => read(access), _ => throw new InvalidOperationException("There are no axes."), samples: 1)();

    /// <summary>An expression as a function of what its elements and axes are when it is called.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="read">The value of an element.</param>
    /// <param name="stand">Where an affine function of the axes stands.</param>
    /// <param name="samples">The samples of the batch.</param>
    public static Func<double> Function(Expression expression, Func<Access, Func<double>> read, Func<Affine, Func<int>> stand, int samples)
    {
        Func<double> Part(Expression part) => Function(part, read, stand, samples);
        switch (expression)
        {
            case Constant { Value: var value }:
                return () => value;
            case SampleCount:
                return () => samples;
            case Read element:
                return read(element.Access);
            case Position position:
                Func<int> place = stand(position.Index);
                return () => place();
            case Table table:
                Func<int> entry = stand(table.Index);
                double[] entries = [.. table.Values];
                return () => entries[entry()];
            case Unary unary:
                Func<double> operand = Part(unary.Operand);
                Func<double, double> call = Call(unary.Function);
                return () => call(operand());
            case Binary binary:
                return Operate(binary.Operation, Part(binary.Left), Part(binary.Right));
            case Power power:
                Func<double> number = Part(power.Base), exponent = Part(power.Exponent);
                return () => Math.Pow(number(), exponent());
            case Select choice:
                Func<double> left = Part(choice.Left), right = Part(choice.Right), then = Part(choice.Then), otherwise = Part(choice.Else);
                Comparison comparison = choice.Comparison;
                return () => Holds(comparison, left(), right()) ? then() : otherwise();
            default:
                throw new InvalidOperationException($"No value of {expression.GetType().Name}.");
        }
    }

    private static Func<double> Operate(Operation operation, Func<double> left, Func<double> right) => operation switch
    {
        Operation.Add => () => left() + right(),
        Operation.Subtract => () => left() - right(),
        Operation.Multiply => () => left() * right(),
        _ => () => left() / right(),
    };

    private static Func<double, double> Call(Kind function) => function switch
    {
        Kind.Negate => x => -x,
        Kind.Exp or Kind.ExpNotPositive => Math.Exp,
        Kind.Expm1 => x => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1,
        Kind.Log => Math.Log,
        Kind.Log1p => x => Math.Log(1 + x),
        Kind.Tanh => Math.Tanh,
        Kind.Sigmoid => x => 1 / (1 + Math.Exp(-x)),
        Kind.Softplus => x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        Kind.Sin => Math.Sin,
        Kind.Cos => Math.Cos,
        Kind.LogCosh => x => Math.Abs(x) + Math.Log(1 + Math.Exp(-2 * Math.Abs(x))) - Math.Log(2),
        Kind.Erf => VectorMath.Erf,
        Kind.Absolute => Math.Abs,
        Kind.Step => x => double.IsNaN(x) ? x : x > 0 ? 1 : 0,
        Kind.Sqrt => Math.Sqrt,
        Kind.Stop => x => x,
        _ => throw new InvalidOperationException($"No value of {function}."),
    };

    private static bool Holds(Comparison comparison, double left, double right) => comparison switch
    {
        Comparison.LessOrEqual => left <= right,
        Comparison.Less => left < right,
        _ => left == right,
    };
}
