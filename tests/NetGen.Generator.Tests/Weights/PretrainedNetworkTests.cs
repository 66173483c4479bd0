using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Weights;

/// <summary>Networks with the numbers of a resource of their assembly.</summary>
public sealed class PretrainedNetworkTests
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, 27).Select(i => (i % 7 * 0.375f) - 1)];

    [Fact]
    public void The_parameters_are_the_numbers_of_the_resource_and_the_answers_are_theirs()
    {
        (double[] parameters, _, double[][] answers) = Run("net.safetensors", "Dense(3), Tanh", Bytes<float>(Numbers[..15]));
        Assert.Equal(Numbers[..15].Select(number => (double)number), parameters);
        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(answers[0], answers[2]);
    }

    [Fact]
    public void Tensors_in_the_order_of_the_network_are_one_copy_and_buffers_another()
    {
        Assert.Equal(["weights.CopyTo(0, _parameters.Span);", "weights.CopyTo(84, _buffers.Span);"], Copies("norm.safetensors", "Dense(3), BatchNorm"));
        (double[] parameters, double[] buffers, double[][] answers) = Run("norm.safetensors", "Dense(3), BatchNorm", Bytes<float>(Numbers));
        Assert.Equal(Numbers[..21].Select(number => (double)number), parameters);
        Assert.Equal(Numbers[21..].Select(number => (double)number), buffers);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public void Tensors_in_another_order_find_their_places()
    {
        Assert.Equal(5, Copies("sorted.safetensors", "Dense(3), BatchNorm").Length);
        (double[] parameters, double[] buffers, _) = Run("sorted.safetensors", "Dense(3), BatchNorm", Bytes<float>(Numbers));
        Assert.Equal([.. Numbers[15..], .. Numbers[12..15], .. Numbers[3..6], .. Numbers[..3]], parameters.Select(number => (float)number));
        Assert.Equal(Numbers[6..12], buffers.Select(number => (float)number));
    }

    [Fact]
    public void Single_precision_is_widened_for_a_network_of_double_precision()
    {
        (double[] parameters, _, _) = Run("net.safetensors", "Dense(3)", Bytes<float>(Numbers[..15]), "double");
        Assert.Equal(Numbers[..15].Select(number => (double)number), parameters);
    }

    [Fact]
    public void Tensors_of_both_precisions_go_into_a_network_of_double_precision()
    {
        double[] bias = [0.1, -0.2, 1e300];
        (double[] parameters, _, _) = Run("mixed.safetensors", "Dense(3)", [.. Bytes<double>(bias), .. Bytes<float>(Numbers[..12])], "double");
        Assert.Equal([.. Numbers[..12].Select(number => (double)number), .. bias], parameters);
    }

    [Fact]
    public void Each_network_has_memory_of_its_own()
    {
        Assembly assembly = Load(Source("net.safetensors", "Dense(3)", "float") + """
            public static class Two
            {
                public static bool Differ() { Net one = Net.CreatePretrained(), other = Net.CreatePretrained(); one.Parameters.Clear(); return other.Parameters[1] != 0; }
            }
            """, ("net.safetensors", Bytes<float>(Numbers[..15])));
        Assert.True((bool)assembly.GetType("Two")!.GetMethod("Differ")!.Invoke(null, null)!);
    }

    [Theory]
    [InlineData("another.safetensors", 60, "Expected a resource 'NetGen.Weights/net.safetensors' in ")]
    [InlineData("net.safetensors", 56, "Expected 60 bytes in the resource 'NetGen.Weights/net.safetensors', got 56.")]
    public void An_assembly_without_its_resource_says_so(string name, int length, string message)
    {
        Assembly assembly = Load(Source("net.safetensors", "Dense(3)", "float"), (name, new byte[length]));
        TargetInvocationException thrown = Assert.Throws<TargetInvocationException>(() => assembly.GetType("Probe")!.GetMethod("Parameters")!.Invoke(null, null));
        Assert.StartsWith(message, Assert.IsType<InvalidDataException>(thrown.InnerException).Message, StringComparison.Ordinal);
    }

    private static string[] Copies(string file, string layers) =>
        [.. GeneratorDriverHarness.Run(Source(file, layers, "float")).SingleText.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("weights.", StringComparison.Ordinal))];

    private static (double[] Parameters, double[] Buffers, double[][] Answers) Run(string file, string layers, byte[] numbers, string number = "float")
    {
        Type probe = Load(Source(file, layers, number), (file, numbers)).GetType("Probe")!;
        return ((double[])probe.GetMethod("Parameters")!.Invoke(null, null)!, (double[])probe.GetMethod("Buffers")!.Invoke(null, null)!, (double[][])probe.GetMethod("Answers")!.Invoke(null, null)!);
    }

    /// <summary>A network, and a class that reads its numbers and its answers: loaded, prepared, and over memory of the caller's.</summary>
    private static string Source(string file, string layers, string number) => $$"""
        using NetGen;

        [Network(Precision = Precision.{{(number == "double" ? "Double" : "Single")}}), Weights("{{file}}"), Input(4), {{layers}}]
        public sealed partial class Net;

        public static class Probe
        {
            public static double[] Parameters() => Array.ConvertAll(Net.CreatePretrained().Parameters.ToArray(), number => (double)number);

            public static double[] Buffers() => Array.ConvertAll(Net.CreatePretrained().Buffers.ToArray(), number => (double)number);

            public static double[][] Answers()
            {
                Net loaded = Net.CreatePretrained(), copied = new(loaded.Parameters.ToArray());
                loaded.Buffers.CopyTo(copied.Buffers);
                return [Answer(loaded.Forward), Answer(loaded.Prepare().Forward), Answer(copied.Forward)];
            }

            private delegate void Pass(ReadOnlySpan<{{number}}> inputs, Span<{{number}}> outputs);

            private static double[] Answer(Pass forward)
            {
                {{number}}[] inputs = [0.5f, -1.25f, 2, 0.75f], outputs = new {{number}}[Net.OutputSize];
                forward(inputs, outputs);
                return Array.ConvertAll(outputs, output => (double)output);
            }
        }

        """;

    private static Assembly Load(string source, (string Name, byte[] Numbers) resource)
    {
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(source);
        using MemoryStream image = new();
        EmitResult emitted = outcome.Compilation.Emit(image, manifestResources: [new ResourceDescription($"NetGen.Weights/{resource.Name}", () => new MemoryStream(resource.Numbers), isPublic: true)]);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return Assembly.Load(image.ToArray());
    }

    private static byte[] Bytes<T>(T[] numbers)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(numbers).ToArray();
}
