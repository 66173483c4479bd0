using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Diagnostics;
using NetGen.Generator.Tests.Harness;
using Xunit.Abstractions;

namespace NetGen.Generator.Tests.Declarations;

/// <summary>An error says that a network cannot be built, and no error says that it can: of any declaration whatever.</summary>
public class RandomDeclarationTests(ITestOutputHelper output)
{
    private const int Declarations = 1000;

    /// <summary>All declarations are analysed; of the sound ones, whose code is long, one in so many is compiled and run, unless all tests are to run.</summary>
    private static readonly int s_share = FullRun.IsOn ? 1 : 4;
    private const int Batch = 3;

    /// <summary>Generous: that this is the network that was declared is the question, and others ask how exact it is.</summary>
    private const double Tolerance = 1e-9;

    [Fact]
    public void Of_a_thousand_declarations_the_sound_ones_run_as_their_textbook_and_the_others_have_an_error()
    {
        RandomDeclaration[] declarations = [.. Enumerable.Range(0, Declarations).Select(seed => new RandomDeclaration(seed))];
        string[] sources = [.. declarations.Select((declaration, i) => $$"""
            using NetGen;
            [Network(Precision = Precision.Double, Textbook = true), {{string.Join(", ", declaration.Attributes)}}]
            public sealed partial class Net{{i}};
            """)];

        ILookup<string, string> errors = AnalyzerHarness.Findings(sources)
            .Where(finding => finding.Severity == DiagnosticSeverity.Error)
            .ToLookup(finding => finding.Location.SourceTree!.ToString(), finding => finding.Id);
        // Those with errors too: their members are there and throw, so that nothing is said twice.
        Assembly compiled = GeneratorDriverHarness.Compile(sources.Where((_, i) => IsCompiled(declarations[i], i)), analyzeNullability: false);

        List<string> failures = [];
        for (int i = 0; i < Declarations; i++)
        {
            string[] ids = [.. errors[sources[i]]];
            string? failure = Contradiction(declarations[i], ids);
            if (IsCompiled(declarations[i], i))
                failure ??= Judge(declarations[i], ids, compiled.GetType($"Net{i}", throwOnError: true)!, i);
            if (failure is not null)
                failures.Add($"{failure}\n{sources[i]}");
        }

        output.WriteLine($"{declarations.Count(declaration => declaration.IsSound)} of {Declarations} are sound; errors: {string.Join(", ", errors.SelectMany(ids => ids).GroupBy(id => id).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {Declarations} fail:\n{string.Join("\n\n", failures.Take(10))}");
    }

    private static bool IsCompiled(RandomDeclaration declaration, int seed) => !declaration.IsSound || seed % s_share == 0;

    private static string? Contradiction(RandomDeclaration declaration, string[] errors) =>
        declaration.IsSound == (errors.Length == 0) ? null
        : declaration.IsSound ? $"is sound and has {string.Join(", ", errors)}"
        : "is not sound and has no error";

    private static string? Judge(RandomDeclaration declaration, string[] errors, Type network, int seed)
    {
        try
        {
            CompiledNetwork made = CompiledNetwork.Create(network);
            return declaration.IsSound ? Compare(made, declaration.Loss, new Random(seed)) : "has an error and can be made";
        }
        catch (TargetInvocationException thrown) when (thrown.InnerException is InvalidOperationException refusal && errors.Any(id => refusal.Message.Contains(id, StringComparison.Ordinal)))
        {
            return null;
        }
    }

    private static string? Compare(CompiledNetwork network, string? loss, Random random)
    {
        double[] inputs = Numbers(random, Batch * network.InputSize);
        List<(string What, double[] Got, double[] Expected)> pairs = [("Forward", network.Forward(inputs), network.TextbookForward(inputs))];
        network.Masks = [.. Enumerable.Range(0, Batch * network.MaskSize).Select(_ => random.Next(3) == 0 ? 0.0 : 1)];
        Normalized? training = network.DiffersInTraining ? network.TextbookForwardTraining(inputs) : null;
        double[] outputs = network.ForwardTraining(inputs);
        if (training is not null)
        {
            pairs.Add(("ForwardTraining", outputs, training.Outputs));
            pairs.Add(("Buffers", network.Buffers, training.Buffers));
            pairs.Add(("Forward with other buffers", network.Forward(inputs), network.TextbookForward(inputs)));
        }

        double[] outputGradients = Numbers(random, Batch * network.OutputSize);
        Gradients gradients = network.Backward(outputGradients), expected = network.TextbookBackward(inputs, outputGradients);
        pairs.Add(("Backward", gradients.Parameters, expected.Parameters));
        pairs.Add(("Backward, inputs", gradients.Inputs, expected.Inputs));
        if (loss is not null)
        {
            // The first class, or probabilities.
            double[] targets = [.. Numbers(random, Batch * network.TargetSize).Select(number => loss.StartsWith("Sparse", StringComparison.Ordinal) ? 0 : Math.Abs(number))];
            LossGradient step = network.LossAndGradient(inputs, targets), reference = network.TextbookLossAndGradient(inputs, targets);
            pairs.Add(("Loss", [step.Loss], [reference.Loss]));
            pairs.Add(("LossAndGradient", step.Parameters, reference.Parameters));
            pairs.Add(("Loss in inference", [network.Loss(inputs, targets)], [network.TextbookLoss(inputs, targets)]));
        }

        return pairs.Where(pair => !(Error(pair.Got, pair.Expected) <= Tolerance)).Select(pair => $"{pair.What} differs by {Error(pair.Got, pair.Expected)}").FirstOrDefault();
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];

    /// <summary>The largest difference by the largest number; NaN where one is NaN.</summary>
    private static double Error(double[] got, double[] expected)
    {
        double scale = expected.Select(Math.Abs).Append(1e-12).Max();
        return got.Zip(expected, (left, right) => Math.Abs(left - right)).Append(0).Max() / scale;
    }
}
