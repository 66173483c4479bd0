extern alias generator;

using generator::NetGen.Generator.Algebra;

namespace NetGen.Generator.Tests.Algebra;

/// <summary>Tangent and adjoint of random statements against differences of their values.</summary>
public sealed class TransformationTests
{
    private const double Step = 1e-5;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_tangent_is_the_difference_along_a_direction(int seed)
    {
        RandomProgram program = new(seed);
        Dictionary<Tensor, double[]> direction = program.Variables.ToDictionary(variable => variable, program.Noise);
        Tangent tangent = Tangent.Of(program.Statements, program.Variables);
        Interpreter interpreter = program.Start();
        foreach ((Tensor variable, double[] change) in direction)
            interpreter[tangent.Tangents[variable]] = change;

        double[] got = interpreter.Run(tangent.Statements)[tangent.Tangents[program.Loss]];
        double[] above = Losses(program, direction, Step), below = Losses(program, direction, -Step);
        Close(got, [.. above.Zip(below, (high, low) => (high - low) / (2 * Step))]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_adjoint_is_the_difference_by_each_variable(int seed)
    {
        RandomProgram program = new(seed);
        Adjoint adjoint = Adjoint.Of(program.Statements, [program.Loss], program.Variables);
        Dictionary<Tensor, double[]> gradients = Gradients(program, adjoint);
        foreach (Tensor variable in program.Variables)
        {
            double[] numbers = program[variable];
            int[] probes = [.. Enumerable.Range(0, Math.Min(20, numbers.Length)).Select(probe => probe * numbers.Length / Math.Min(20, numbers.Length))];
            double[] differences = [.. probes.Select(probe =>
            {
                double before = numbers[probe];
                numbers[probe] = before + Step;
                double above = Loss(program);
                numbers[probe] = before - Step;
                double below = Loss(program);
                numbers[probe] = before;
                return (above - below) / (2 * Step);
            })];
            Close([.. probes.Select(probe => gradients[variable][probe])], differences);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Adjoint_and_tangent_agree_on_every_derivative_along_a_direction(int seed)
    {
        RandomProgram program = new(seed);
        Dictionary<Tensor, double[]> gradients = Gradients(program, Adjoint.Of(program.Statements, [program.Loss], program.Variables));
        foreach (Tensor variable in program.Variables)
        {
            // The others stand still, so that what does not move is left out of the tangent.
            double[] change = program.Noise(variable);
            Tangent tangent = Tangent.Of(program.Statements, [variable]);
            Interpreter interpreter = program.Start();
            interpreter[tangent.Tangents[variable]] = change;
            interpreter.Run(tangent.Statements);
            double got = tangent.Tangents.TryGetValue(program.Loss, out Tensor? moved) ? interpreter[moved].Sum() : 0;
            double expected = change.Zip(gradients[variable], (by, slope) => by * slope).Sum();
            Assert.True(Math.Abs(got - expected) <= 1e-10 * (1 + Math.Abs(expected)), $"{variable.Name}: {got:R} instead of {expected:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_adjoint_of_the_tangent_is_the_second_derivative(int seed)
    {
        RandomProgram program = new(seed, smooth: true);
        Dictionary<Tensor, double[]> direction = program.Variables.ToDictionary(variable => variable, program.Noise);
        Tangent tangent = Tangent.Of(program.Statements, program.Variables);
        Adjoint second = Adjoint.Of(tangent.Statements, [tangent.Tangents[program.Loss]], program.Variables);
        Dictionary<Tensor, double[]> got = Gradients(program, second, tangent.Statements, interpreter =>
        {
            foreach ((Tensor variable, double[] change) in direction)
                interpreter[tangent.Tangents[variable]] = change;
        });

        Adjoint first = Adjoint.Of(program.Statements, [program.Loss], program.Variables);
        Move(program, direction, Step);
        Dictionary<Tensor, double[]> above = Gradients(program, first);
        Move(program, direction, -2 * Step);
        Dictionary<Tensor, double[]> below = Gradients(program, first);
        foreach (Tensor variable in program.Variables)
            Close(got[variable], [.. above[variable].Zip(below[variable], (high, low) => (high - low) / (2 * Step))]);
    }

    [Fact]
    public void A_map_that_others_add_to_does_not_take_the_total_for_its_own_value()
    {
        Axis i = new("i", 1);
        Tensor x = new("x", TensorRole.Input, new([1])), y = new("y", TensorRole.Value, new([1]));
        Expression input = new Read(Access.Of(x, i));
        double slope = Slope(
            x,
            [0.5],
            new Map(Access.Of(y, i), Expressions.Sigmoid(input), new([i]), Accumulate: false),
            new Map(Access.Of(y, i), 3.0 * input, new([i]), Accumulate: true),
            new Reduce(Folding.Sum, Access.Of(new Tensor("loss", TensorRole.Loss, default)), new Read(Access.Of(y, i)), new([i]), Accumulate: false))[0];
        double sigmoid = 1 / (1 + Math.Exp(-0.5));
        Assert.Equal((sigmoid * (1 - sigmoid)) + 3, slope, 1e-12);
    }

    [Fact]
    public void A_map_that_reads_at_overlapping_places_adds_up_and_leaves_zero_where_it_does_not_read()
    {
        Axis i = new("i", 2), k = new("k", 2);
        Tensor x = new("x", TensorRole.Input, new([4])), windows = new("windows", TensorRole.Value, new([2, 2]));
        Access element = new(x, new([new Affine(new([new Term(i, 1), new Term(k, 1)]), 0)]));
        Assert.Equal([5, 10, 5, 0], Slope(
            x,
            [1, 2, 3, 4],
            new Map(Access.Of(windows, i, k), 5.0 * new Read(element), new([i, k]), Accumulate: false),
            new Reduce(Folding.Sum, Access.Of(new Tensor("loss", TensorRole.Loss, default)), new Read(Access.Of(windows, i, k)), new([i, k]), Accumulate: false)));
    }

    [Fact]
    public void What_nobody_asks_for_is_not_computed()
    {
        RandomProgram program = new(1);
        foreach (Tensor variable in program.Variables)
        {
            Adjoint adjoint = Adjoint.Of(program.Statements, [program.Loss], [variable]);
            HashSet<Tensor> read = [.. adjoint.Statements.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
            Assert.All(adjoint.Statements, statement => Assert.True(
                read.Contains(statement.Target.Tensor) || statement.Target.Tensor == adjoint.Gradients[variable],
                $"{statement.Target} is read by none"));
        }
    }

    /// <summary>The gradient of the last statement's target, for one sample.</summary>
    private static double[] Slope(Tensor variable, double[] numbers, params Statement[] statements)
    {
        Tensor loss = statements[^1].Target.Tensor;
        Adjoint adjoint = Adjoint.Of(statements, [loss], [variable]);
        Interpreter interpreter = new(batch: 1) { [variable] = numbers };
        interpreter.Run(statements)[adjoint.Gradients[loss]] = [1];
        return interpreter.Run(adjoint.Statements)[adjoint.Gradients[variable]];
    }

    private static double[] Losses(RandomProgram program, Dictionary<Tensor, double[]> direction, double step)
    {
        Move(program, direction, step);
        double[] losses = program.Start().Run(program.Statements)[program.Loss];
        Move(program, direction, -step);
        return losses;
    }

    private static double Loss(RandomProgram program) => program.Start().Run(program.Statements)[program.Loss].Sum();

    private static void Move(RandomProgram program, Dictionary<Tensor, double[]> direction, double step)
    {
        foreach ((Tensor variable, double[] change) in direction)
        {
            for (int i = 0; i < change.Length; i++)
                program[variable][i] += step * change[i];
        }
    }

    private static Dictionary<Tensor, double[]> Gradients(
        RandomProgram program, Adjoint adjoint, IEnumerable<Statement>? forward = null, Action<Interpreter>? prepare = null)
    {
        Interpreter interpreter = program.Start();
        prepare?.Invoke(interpreter);
        interpreter.Run(forward ?? program.Statements);
        Tensor seed = adjoint.Gradients.Values.Single(gradient => gradient.Name.StartsWith("loss", StringComparison.Ordinal) && !adjoint.Statements.Any(statement => statement.Target.Tensor == gradient));
        interpreter[seed] = [.. Enumerable.Repeat(1.0, RandomProgram.Batch)];
        interpreter.Run(adjoint.Statements);
        // No gradient at all is the gradient zero.
        return program.Variables.ToDictionary(variable => variable, variable =>
            adjoint.Gradients.TryGetValue(variable, out Tensor? gradient) ? interpreter[gradient] : new double[interpreter.Length(variable)]);
    }

    private static void Close(double[] got, double[] expected)
    {
        double scale = Math.Max(1e-3, expected.Max(Math.Abs)), error = 0;
        for (int i = 0; i < got.Length; i++)
        {
            Assert.False(double.IsNaN(got[i]), $"element {i} is NaN");
            error = Math.Max(error, Math.Abs(got[i] - expected[i]));
        }

        Assert.True(error <= 1e-6 * scale, FormattableString.Invariant($"relative error {error / scale:0.0e+0}"));
    }
}
