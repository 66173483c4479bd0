using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using NetGen;
using NetGen.Samples.Mnist;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var epochs = new Option<int>("--epochs") { Description = "How often every image is seen.", DefaultValueFactory = _ => 5 };
var threads = new Option<int>("--threads") { Description = "Threads to train on, or 0 for as many as pay. The result is the same to the bit." };
var seed = new Option<ulong>("--seed") { Description = "Decides the first weights and the order of the images.", DefaultValueFactory = _ => 42 };
AtLeast(epochs, 1);
AtLeast(threads, 0);

var command = new RootCommand("Trains a dense network on the handwritten digits of MNIST.") { epochs, threads, seed };
command.SetAction(arguments => Run(arguments.GetValue(epochs), arguments.GetValue(threads), arguments.GetValue(seed)));
return command.Parse(args).Invoke();

static void AtLeast(Option<int> option, int least) => option.Validators.Add(given =>
{
    if (given.GetValue(option) < least)
        given.AddError($"Expected at least {least} for {option.Name}, got {given.GetValue(option)}.");
});

static void Run(int epochs, int threads, ulong seed)
{
    Dataset train = Digits.Train(), test = Digits.Test();
    NetworkDescription network = DenseClassifier.Description;
    Console.WriteLine($"{network.Name}: {network.ParameterCount:N0} parameters, {network.MultiplyAdds:N0} multiply-adds an image; {train.Count:N0} images");

    var model = new DenseClassifier(seed);
    var trainer = new Trainer<DenseClassifier>(model, new Adam(learningRate: 2e-3));
    History history = Display.Training(progress => trainer.Fit(train, new FitOptions
    {
        Epochs = epochs,
        BatchSize = 64,
        Seed = seed,
        Threads = threads,
        Schedule = new CosineDecay(),
        Progress = progress,
    }));
    Console.WriteLine($"trained in {history.Epochs.Sum(epoch => epoch.Seconds):F1} s");

    Evaluation evaluation = trainer.Evaluate(test);
    Display.Confusion(evaluation.Confusion!);

    string file = Path.Combine(AppContext.BaseDirectory, "mnist-dense.safetensors");
    Safetensors.Save(file, model);
    var loaded = new DenseClassifier();
    Safetensors.Load(file, loaded);
    if (!Bits(Answers(model, test)).SequenceEqual(Bits(Answers(loaded, test))))
        throw new InvalidOperationException($"The network loaded from '{file}' answers otherwise than the one saved to it.");
    Console.WriteLine($"saved to {file}; loaded into a fresh model, it gives the same {test.Count:N0} answers to the bit");

    Console.WriteLine($"test accuracy: {100 * evaluation.Accuracy!.Value:F2}%");
}

static float[] Answers(DenseClassifier model, Dataset data)
{
    float[] inputs = new float[data.Count * DenseClassifier.InputSize], outputs = new float[data.Count * DenseClassifier.OutputSize];
    data.CopyInputs<float>(0, inputs);
    model.Forward(inputs, outputs);
    return outputs;
}

static ReadOnlySpan<byte> Bits(float[] numbers) => MemoryMarshal.AsBytes(numbers.AsSpan());
