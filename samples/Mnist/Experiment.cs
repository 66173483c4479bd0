using System.Runtime.InteropServices;

namespace NetGen.Samples.Mnist;

/// <summary>Trains a network, shows what it learned, and saves it.</summary>
internal static class Experiment
{
    private const double LearningRate = 2e-3;
    private const int BatchSize = 64;

    /// <summary>Everything from the images to the accuracy, which is the last line.</summary>
    public static void Run<TNetwork>(string name, int epochs, int threads, ulong seed)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        Dataset train = Digits.Train(), test = Digits.Test();
        NetworkDescription network = TNetwork.Description;
        Console.WriteLine($"{network.Name}: {network.ParameterCount:N0} parameters, {network.MultiplyAdds:N0} multiply-adds an image; {train.Count:N0} images");

        TNetwork model = TNetwork.Create(seed);
        var trainer = new Trainer<TNetwork>(model, new Adam(LearningRate));
        History history = Display.Training(progress => Fit(trainer, train, epochs, threads, seed, progress));
        Console.WriteLine($"trained in {history.Epochs.Sum(epoch => epoch.Seconds):F1} s");

        Evaluation evaluation = trainer.Evaluate(test);
        Display.Confusion(evaluation.Confusion!);

        string file = Path.Combine(AppContext.BaseDirectory, name + ".safetensors");
        Safetensors.Save(file, model);
        TNetwork loaded = TNetwork.Create(seed: 0);
        Safetensors.Load(file, loaded);
        if (!Bits(Answers(model, test)).SequenceEqual(Bits(Answers(loaded, test))))
            throw new InvalidOperationException($"The network loaded from '{file}' answers otherwise than the one saved to it.");
        Console.WriteLine($"saved to {file}; loaded into a fresh model, it gives the same {test.Count:N0} answers to the bit");

        Console.WriteLine($"test accuracy: {100 * evaluation.Accuracy!.Value:F2}%");
    }

    /// <summary>The seconds of one epoch on one thread, after ten steps that prepare what every later one uses: PyTorch takes as many.</summary>
    public static double SecondsOfEpoch<TNetwork>(ulong seed)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        Dataset train = Digits.Train();
        Fit(new Trainer<TNetwork>(TNetwork.Create(seed), new Adam(LearningRate)), train.Take(10 * BatchSize), epochs: 1, threads: 1, seed, _ => { });
        return Fit(new Trainer<TNetwork>(TNetwork.Create(seed), new Adam(LearningRate)), train, epochs: 1, threads: 1, seed, _ => { }).Epochs[0].Seconds;
    }

    private static History Fit<TNetwork>(Trainer<TNetwork> trainer, Dataset train, int epochs, int threads, ulong seed, Action<TrainingProgress> progress)
        where TNetwork : class, INetwork<TNetwork, float> => trainer.Fit(train, new FitOptions
        {
            Epochs = epochs,
            BatchSize = BatchSize,
            Seed = seed,
            Threads = threads,
            Schedule = new CosineDecay(),
            Progress = progress,
        });

    private static float[] Answers<TNetwork>(TNetwork model, Dataset data)
        where TNetwork : class, INetwork<TNetwork, float>
    {
        float[] inputs = new float[data.Count * TNetwork.InputSize], outputs = new float[data.Count * TNetwork.OutputSize];
        data.CopyInputs<float>(0, inputs);
        model.Forward(inputs, outputs);
        return outputs;
    }

    private static ReadOnlySpan<byte> Bits(float[] numbers) => MemoryMarshal.AsBytes(numbers.AsSpan());
}
