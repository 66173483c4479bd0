// Trains small networks and prints a hash of what they learned:
//
//     NetGen.Reproducibility THREADS SEED [NETWORK]
//
// The hashes must not depend on THREADS, on the machine, on the width of its vectors, or on how the program was compiled.

using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen;
using NetGen.Reproducibility;

int threads = int.Parse(args[0], CultureInfo.InvariantCulture);
ulong seed = ulong.Parse(args[1], CultureInfo.InvariantCulture);
string? only = args.ElementAtOrDefault(2);

Console.WriteLine($"Vector<float>.Count {Vector<float>.Count}");
Train<Small, float>(new Sgd(0.1), Samples.Classes(Small.InputSize, Small.OutputSize));
Train<Classifier, float>(new Adam(1e-2), Samples.Classes(Classifier.InputSize, Classifier.OutputSize));
Train<Wide, float>(new AdamW(1e-3), Samples.Classes(Wide.InputSize, Wide.OutputSize).OneHot(Wide.OutputSize));
Train<Regression, double>(new Sgd(0.2, momentum: 0.9, nesterov: true), Samples.Values(Regression.InputSize, Regression.TargetSize));
Train<Pictures, float>(new Adam(1e-2), Samples.Classes(Pictures.InputSize, Pictures.OutputSize));
Train<Sounds, double>(new Adam(1e-2), Samples.Values(Sounds.InputSize, Sounds.TargetSize));
Train<Melody, float>(new Adam(1e-2), Samples.Classes(Melody.InputSize, Melody.OutputSize));
Train<Echo, double>(new Adam(1e-2), Samples.Values(Echo.InputSize, Echo.TargetSize));
Train<Twins, float>(new Adam(1e-2), Samples.Values(Twins.InputSize, Twins.TargetSize));
TrainWithEverything<Wide, float>(
    [new Adadelta(), new Adagrad(), new Adamax(), new NAdam(), new RAdam(), new RmsProp(), new Lion(1e-3)],
    Samples.Classes(Wide.InputSize, Wide.OutputSize).OneHot(Wide.OutputSize));

// Every other optimiser, with gradients clipped by their norms, accumulated and weighted, and an average of the weights.
void TrainWithEverything<TNetwork, T>(Optimizer[] optimizers, Dataset data)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    foreach (Optimizer optimizer in optimizers)
    {
        string name = $"{TNetwork.Description.Name}With{optimizer.GetType().Name}";
        if (only is not null && only != name)
            continue;

        TNetwork network = TNetwork.Create(seed);
        var trainer = new Trainer<TNetwork, T>(network, optimizer) { Average = new ExponentialMovingAverage(decay: 0.9) };
        trainer.Fit(data, new FitOptions
        {
            BatchSize = 23,
            Accumulation = 2,
            Seed = seed,
            Threads = threads,
            ClassWeights = [.. Enumerable.Range(1, TNetwork.OutputSize).Select(k => 1.0 / k)],
            Clipping = GradientClipping.ByGlobalNorm(0.1),
            Schedule = new LinearWarmUp(2, new OneCycle()),
        });
        trainer.Average.Swap(network.Parameters);
        Print(name, network.Parameters);
    }
}

Dataset images = Samples.Images([8, 6, 2], Augmented.OutputSize);
Train<Augmented, float>(
    new Adam(1e-2),
    Standardizer.Fit(images, ScalerScope.Channel).Transform(images).OneHot(Augmented.OutputSize),
    new AugmentationSequence(new MixUp(0.4), new RandomFlip(), new RandomShift(1, 1), new RandomRotation(20), new RandomZoom(0.8, 1.2), new GaussianNoise(0.1), new Cutout(2)));

void Train<TNetwork, T>(Optimizer optimizer, Dataset data, Augmentation? augmentation = null)
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    string name = TNetwork.Description.Name;
    if (only is not null && only != name)
        return;

    TNetwork network = TNetwork.Create(seed);
    new Trainer<TNetwork, T>(network, optimizer).Fit(data, new FitOptions
    {
        Epochs = 4,
        BatchSize = 57, // several segments of samples, the last one cut short, and a last batch that is smaller
        Seed = seed,
        Threads = threads,
        Schedule = new CosineDecay(),
        Augmentation = augmentation,
    });
    Print(name, network.Parameters);
}

static void Print<T>(string name, Span<T> parameters)
    where T : unmanaged => Console.WriteLine($"{name} {Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters)))}");
