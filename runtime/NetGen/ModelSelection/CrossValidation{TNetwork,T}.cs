using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>Cross-validates a network in <see cref="float"/>.</summary>
/// <inheritdoc cref="CrossValidation{TNetwork, T}"/>
/// <example>
/// <code>
/// var validation = new CrossValidation&lt;LeNet5&gt;
/// {
///     Optimizer = () => new Adam(2e-3),
///     Options = () => new FitOptions { Epochs = 10, BatchSize = 64 },
///     Folds = new KFold(5, seed: 1, stratified: true),
/// };
/// SampleStatistics accuracy = validation.Run(digits).Accuracy!;
/// </code>
/// </example>
public sealed class CrossValidation<TNetwork> : CrossValidation<TNetwork, float>
    where TNetwork : class, INetwork<TNetwork, float>;

/// <summary>
/// Trains a network once for each fold, on all samples but those held out, and evaluates it on these. Every fold has a network, an
/// optimiser and options of its own; folds share threads, and the result does not depend on how many.
/// </summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
/// <typeparam name="T">Its number type.</typeparam>
public class CrossValidation<TNetwork, T> : CrossValidation
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes the optimiser of a fold, a new one each time. Called on several threads at once.</summary>
    public required Func<Optimizer> Optimizer { get; init; }

    /// <summary>
    /// Makes the options of a fold, new ones each time, with early stopping and a schedule of their own; its threads are set here. Called
    /// on several threads at once. Default: one epoch in batches of 32.
    /// </summary>
    public Func<FitOptions> Options { get; init; } = () => new FitOptions();

    /// <summary>
    /// Fits a scaler on the training samples of a fold, such as <c>data => Standardizer.Fit(data)</c>; both parts go through it. Default:
    /// none.
    /// </summary>
    public Func<Dataset, FeatureScaler>? Scaler { get; init; }

    /// <summary>The rule for all weights instead of those the network declares. Default: its own.</summary>
    public Initializer? Initializer { get; init; }

    /// <summary>Decides the first weights: fold f begins with seed <c>Seed + f</c>.</summary>
    public ulong Seed { get; init; }

    /// <summary>Runs all folds.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="threads">
    /// The threads to use, or 0 for as many as there are processors. Each fold trains on one; the last ones, when fewer of them are left,
    /// on several, as far as that pays. The result is the same to the bit.
    /// </param>
    /// <exception cref="ArgumentException">The samples cannot be divided so, do not fit the network, or an option is
    /// impossible.</exception>
    /// <exception cref="InvalidOperationException">
    /// Two folds were given one optimiser, or options, early stopping or a schedule that learns: a run writes them.
    /// </exception>
    public CrossValidationResult<TNetwork> Run(Dataset data, int threads = 0)
    {
        var models = new TNetwork[Folds.Folds];
        FoldResult[] results = ParallelJobs.Run(Jobs(data, models, new OwnObjects()), threads);
        return new CrossValidationResult<TNetwork>([.. results], [.. models]);
    }

    /// <summary>
    /// The outputs for every sample, each by the network that did not train on it: as many rows of the network's output size.
    /// </summary>
    /// <param name="data">The samples that were cross-validated.</param>
    /// <param name="result">What came of it.</param>
    /// <exception cref="ArgumentException">The data have another number of samples than those that were cross-validated.</exception>
    public static T[] HeldOutOutputs(Dataset data, CrossValidationResult<TNetwork> result)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(result);
        int samples = result.Folds.Sum(fold => fold.Fold.Validation.Length);
        if (samples != data.Count)
            throw new ArgumentException($"Expected the {samples} samples that were cross-validated, got {data.Count}.", nameof(data));

        int width = TNetwork.OutputSize;
        var outputs = new T[checked(data.Count * width)];
        foreach (FoldResult fold in result.Folds)
        {
            ImmutableArray<int> heldOut = fold.Fold.Validation;
            Dataset validation = data.Select(heldOut.AsSpan());
            ReadOnlySpan<T> own = Prediction.Outputs(result.Models[fold.Fold.Index], fold.Scaler?.Transform(validation) ?? validation);
            for (int i = 0; i < heldOut.Length; i++)
                own.Slice(i * width, width).CopyTo(outputs.AsSpan(heldOut[i] * width));
        }

        return outputs;
    }

    internal sealed override IReadOnlyList<Func<int, FoldResult>> Jobs(Dataset data, OwnObjects own) =>
        Jobs(data, new TNetwork[Folds.Folds], own);

    private IReadOnlyList<Func<int, FoldResult>> Jobs(Dataset data, TNetwork[] models, OwnObjects own)
    {
        ImmutableArray<Fold> folds = Folds.Split(data);
        return [.. folds.Select(fold => (Func<int, FoldResult>)(threads => Train(data, fold, models, own, threads)))];
    }

    private FoldResult Train(Dataset data, Fold fold, TNetwork[] models, OwnObjects own, int threads)
    {
        Dataset train = data.Select(fold.Train.AsSpan()), validation = data.Select(fold.Validation.AsSpan());
        FeatureScaler? scaler = Scaler?.Invoke(train);
        if (scaler is not null)
            (train, validation) = (scaler.Transform(train), scaler.Transform(validation));

        ulong seed = Seed + (ulong)fold.Index;
        TNetwork model = TNetwork.Create(seed);
        if (Initializer is { } initializer)
            ParameterInitializer.Fill(TNetwork.Description, model.Parameters, seed, initializer);
        var trainer = new Trainer<TNetwork, T>(model, Optimizer());
        FitOptions options = Options();
        own.Take(trainer.Optimizer, options);
        options.Validate();
        options.Threads = Math.Min(
            threads, ThreadCount.For(0, 3 * TNetwork.Description.MultiplyAdds * BatchPlan.Of(options, train.Count).BatchSize));
        History history = trainer.Fit(train, options);
        models[fold.Index] = model;
        return new FoldResult(fold, trainer.Evaluate(validation, threads: options.Threads), history) { Scaler = scaler };
    }
}
