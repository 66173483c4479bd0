using System.Numerics;
using System.Text.Json;

namespace NetGen.Tests;

/// <summary>A hundred steps against PyTorch, and for Lion against its paper; tests/reference/optimizers.py made the values.</summary>
public class OptimizerReferenceTests
{
    private static readonly Dictionary<string, Func<Optimizer>> Cases = new()
    {
        ["Sgd"] = () => new Sgd(learningRate: 0.05),
        ["Sgd decay"] = () => new Sgd(learningRate: 0.05, weightDecay: 0.1),
        ["Sgd momentum"] = () => new Sgd(learningRate: 0.05, momentum: 0.9),
        ["Sgd averaged momentum"] = () => new Sgd(learningRate: 0.05, momentum: 0.9, form: MomentumForm.Averaged),
        ["Sgd nesterov"] = () => new Sgd(learningRate: 0.05, momentum: 0.9, nesterov: true, weightDecay: 0.01),
        ["Adagrad"] = () => new Adagrad(learningRate: 0.1),
        ["Adagrad decay"] = () => new Adagrad(learningRate: 0.1, weightDecay: 0.1, epsilon: 1e-5),
        ["RmsProp"] = () => new RmsProp(learningRate: 0.01),
        ["RmsProp momentum"] = () => new RmsProp(learningRate: 0.01, smoothing: 0.9, momentum: 0.5, weightDecay: 0.1),
        ["Adam"] = () => new Adam(learningRate: 2e-3),
        ["Adam decay"] = () => new Adam(learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-4, weightDecay: 0.1),
        ["AdamW"] = () => new AdamW(learningRate: 0.01),
        ["AdamW decay"] = () => new AdamW(learningRate: 0.05, beta1: 0.8, beta2: 0.99, weightDecay: 0.3),
        ["Adadelta"] = () => new Adadelta(),
        ["Adadelta decay"] = () => new Adadelta(learningRate: 0.5, rho: 0.95, epsilon: 1e-4, weightDecay: 0.1),
        ["Adamax"] = () => new Adamax(),
        ["Adamax decay"] = () => new Adamax(learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-4, weightDecay: 0.1),
        ["NAdam"] = () => new NAdam(),
        ["NAdam decay"] = () => new NAdam(learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-4, momentumDecay: 0.02, weightDecay: 0.1),
        ["RAdam"] = () => new RAdam(),
        ["RAdam decay"] = () => new RAdam(learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-4, weightDecay: 0.1),
        ["RAdam plain"] = () => new RAdam(learningRate: 0.05, beta1: 0.8, beta2: 0.6),
        ["Lion"] = () => new Lion(learningRate: 1e-3),
        ["Lion decay"] = () => new Lion(learningRate: 0.01, beta1: 0.8, beta2: 0.95, weightDecay: 0.3),
    };

    [Fact]
    public void Every_optimizer_has_a_reference() => Assert.Equal(
        typeof(Optimizer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).Select(type => type.Name).Order(),
        Cases.Values.Select(construct => construct().GetType().Name).Distinct().Order());

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_hundred_steps_in_double_agree_with_the_reference(string name) => Agrees<double>(name, "Double", 1e-12);

    [Theory, MemberData(nameof(Names))]
    public void A_hundred_steps_in_float_agree_with_the_reference(string name) => Agrees<float>(name, "Single", 1e-6);

    private static void Agrees<T>(string name, string precision, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference", "optimizers.json")));
        JsonElement reference = document.RootElement.GetProperty(name).GetProperty(precision);
        Optimizer optimizer = Cases[name]();

        T[] w = Enumerable.Range(0, 19).Select(i => Fill<T>(i, 7)).ToArray();
        var gradients = new T[w.Length];
        for (int step = 1; step <= 100; step++)
        {
            for (int i = 0; i < w.Length; i++)
                gradients[i] = (T.CreateChecked(((i % 5) + 1) / 8.0) * w[i]) + Fill<T>(i, 17 * step);
            optimizer.Step<T>(w, gradients);
            if (reference.TryGetProperty($"{step}", out JsonElement values))
            {
                double[] expected = values.EnumerateArray().Select(value => value.GetDouble()).ToArray();
                double largest = expected.Max(Math.Abs);
                double error = w.Select((value, i) => Math.Abs(double.CreateChecked(value) - expected[i])).Max();
                Assert.True(error <= tolerance * largest, $"{name}, step {step}: an error of {error / largest:R}");
            }
        }
    }

    private static T Fill<T>(int i, int a)
        where T : IFloatingPointIeee754<T> => T.CreateChecked(((((31 * i) + a) % 101) - 50) / 64.0);
}
