using System.Diagnostics;
using System.Reflection;
using NetGen.Tests.Contract.Networks;

namespace NetGen.Tests.Contract;

/// <summary>The lesson refuses what does not fit before it computes anything, as the fast code does.</summary>
public sealed class TextbookArgumentTests
{
    private const int Batch = 2;

    private readonly float[] _parameters = Numbers.Some(Penalized.ParameterCount);
    private readonly float[] _inputs = Numbers.Some(Batch * Penalized.InputSize);
    private readonly float[] _outputs = Numbers.Sentinels(Batch * Penalized.OutputSize);
    private readonly float[] _gradients = Numbers.Sentinels(Penalized.ParameterCount);

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Parameters_of_a_wrong_length_are_refused(int more) => Refused("parameters", () => Penalized.Textbook.Forward(Numbers.Some(Penalized.ParameterCount + more), _inputs, _outputs));

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Inputs_that_are_no_whole_samples_are_refused(int length) => Refused("inputs", () => Penalized.Textbook.Forward(_parameters, Numbers.Some(length), _outputs));

    [Fact]
    public void Outputs_of_a_wrong_length_are_refused() => Refused("outputs", () => Penalized.Textbook.Forward(_parameters, _inputs, _outputs.AsSpan(1)));

    [Fact]
    public void Targets_of_a_wrong_length_are_refused()
    {
        Refused("targets", () => Penalized.Textbook.LossAndGradient(_parameters, _inputs, Numbers.Some(Batch), default, _gradients, default));
        Assert.All(_gradients, value => Assert.Equal(Numbers.Untouched, value));
    }

    [Fact]
    public void Gradients_of_a_wrong_length_are_refused()
    {
        Refused("outputGradients", () => Penalized.Textbook.Backward(_parameters, _inputs, Numbers.Some(1), _gradients, default));
        Refused("parameterGradients", () => Penalized.Textbook.Backward(_parameters, _inputs, Numbers.Some(Batch * Penalized.OutputSize), _gradients.AsSpan(1), default));
        Refused("inputGradients", () => Penalized.Textbook.Backward(_parameters, _inputs, Numbers.Some(Batch * Penalized.OutputSize), default, new float[1]));
    }

    [Fact]
    public void A_debugger_shows_shapes_and_size()
    {
        Assert.Equal("Penalized: 5 -> 3, 137 parameters", typeof(Penalized).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
        Assert.Equal("Penalized, prepared: 5 -> 3, 137 parameters", typeof(Penalized.Prepared).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value);
    }

    private static void Refused(string parameter, Action call) => Assert.Equal(parameter, Assert.Throws<ArgumentException>(call).ParamName);
}
