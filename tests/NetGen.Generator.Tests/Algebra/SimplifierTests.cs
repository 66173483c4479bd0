extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>What is simplified has the value that it had.</summary>
public sealed class SimplifierTests
{
    private static readonly Access[] Variables =
        [.. Enumerable.Range(0, 3).Select(i => Access.Of(new Tensor($"x{i}", TensorRole.Input, EquatableArray<int>.Empty)))];

    // Many a rule asks for one of these.
    private static readonly double[] Constants = [0, 1, -1, 2, -0.5, 0.25, 3];

    [Fact]
    public void Random_expressions_keep_their_values()
    {
        int compared = 0, shorter = 0;
        for (int seed = 0; seed < 4000; seed++)
        {
            Random random = new(seed);
            Expression raw = Raw(random, depth: 5);
            Expression simplified = Simplify(raw);
            shorter += Size(simplified) < Size(raw) ? 1 : 0;
            for (int trial = 0; trial < 3; trial++)
            {
                double[] numbers = [.. Variables.Select(_ => Math.Round((random.NextDouble() * 4) - 2, 2) + 0.003)];
                double Read(Access access) => numbers[Array.IndexOf(Variables, access)];
                // The rules promise something for finite operands only.
                if (!IsFinite(raw, Read, out double expected))
                    continue;
                double got = Values.Of(simplified, Read);
                Assert.True(Math.Abs(got - expected) <= 1e-9 * Math.Max(1, Magnitude(raw, Read)), $"seed {seed}: {got:R} instead of {expected:R} for{Environment.NewLine}{raw}{Environment.NewLine}{simplified}");
                compared++;
            }
        }

        Assert.True(compared > 5000, $"only {compared} values were compared");
        Assert.True(shorter > 2000, $"only {shorter} expressions became shorter");
    }

    [Fact]
    public void What_is_simple_stays_as_it_is()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Expression once = Simplify(Raw(new Random(seed), depth: 4)), again = Simplify(once);
            // A second look may find more to do, but it never undoes the first.
            Assert.True(Size(again) <= Size(once), $"{once}{Environment.NewLine}{again}");
        }
    }

    [Fact]
    public void Replacing_a_part_keeps_the_value_where_the_part_has_that_value()
    {
        Expression x = new Read(Variables[0]), y = new Read(Variables[1]), sigmoid = Expressions.Sigmoid(x);
        Expression replaced = (sigmoid * (1.0 - sigmoid) / (sigmoid + x)).Replace(sigmoid, y);
        Assert.Equal(y * (1.0 - y) / (y + x), replaced);
        Assert.Equal([Variables[1], Variables[0]], replaced.Reads);
    }

    /// <summary>Built by constructors, which simplify nothing.</summary>
    private static Expression Raw(Random random, int depth)
    {
        if (depth == 0 || random.Next(6) == 0)
            return random.Next(2) == 0 ? new Read(Variables[random.Next(3)]) : new Constant(Constants[random.Next(Constants.Length)]);
        Expression Part() => Raw(random, depth - 1);
        return random.Next(8) switch
        {
            0 => new Unary(Function.Negate, Part()),
            1 => new Unary(random.Next(2) == 0 ? Function.Tanh : Function.Absolute, Part()),
            // Compares what stays as it is, since a rounding could turn a comparison around.
            2 => new Select((Comparison)random.Next(3), new Read(Variables[random.Next(3)]), Constants[random.Next(Constants.Length)], Part(), Part()),
            _ => new Binary((Operation)random.Next(4), Part(), Part()),
        };
    }

    private static Expression Simplify(Expression raw) => raw.Operands.Count == 0 ? raw : raw.With([.. raw.Operands.Select(Simplify)]);

    private static int Size(Expression expression) => 1 + expression.Operands.Sum(Size);

    private static bool IsFinite(Expression expression, Func<Access, double> read, out double value)
    {
        value = Values.Of(expression, read);
        return Math.Abs(value) < 1e6 && expression.Operands.All(operand => IsFinite(operand, read, out _));
    }

    /// <summary>The largest number on the way: what a rounding error is relative to.</summary>
    private static double Magnitude(Expression expression, Func<Access, double> read) =>
        expression.Operands.Select(operand => Magnitude(operand, read)).Append(Math.Abs(Values.Of(expression, read))).Max();
}
