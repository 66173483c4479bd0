using System.Diagnostics;
using NetGen.Reports;
using Spectre.Console;

namespace NetGen.Samples.Digits;

/// <summary>Chooses, cross-validates and trains a network, and writes a report about it.</summary>
internal sealed class Experiment(int folds, int epochs, int threads, ulong seed)
{
    private readonly Dataset _digits = Csv.Read(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), inputShape: [8, 8, 1]);

    /// <summary>Everything from the grid to the report; the last line is the mean accuracy over the folds.</summary>
    public void Run(bool search, string reportPath)
    {
        NetworkDescription network = DigitNet.Description;
        ClassBalance balance = ClassBalance.Of(_digits);
        Display.Out.WriteLine($"{network.Name}: {network.ParameterCount:N0} parameters, {network.MultiplyAdds:N0} multiply-adds an image; {_digits.Count:N0} images, {balance.Counts.Min()} to {balance.Counts.Max()} of a digit");
        var report = new HtmlReport("Handwritten digits");
        report.Paragraph($"{_digits.Count:N0} images of 8 x 8 pixels (Alpaydin and Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0), {balance.Counts.Min()} to {balance.Counts.Max()} of each digit.");

        if (search)
            Choose(report);
        SampleStatistics accuracy = CrossValidate(report);
        TrainOnce(report, reportPath);
        report.Save(reportPath);
        Display.Out.WriteLine($"report: {reportPath}");
        Display.Out.WriteLine($"mean accuracy over {folds} folds: {100 * accuracy.Mean:F2}% (standard deviation {100 * accuracy.StandardDeviation:F2}%)");
    }

    private void Choose(HtmlReport report)
    {
        long begin = Stopwatch.GetTimestamp();
        SearchResult result = Search.Run(_digits, threads, seed);
        string title = $"grid search, {result.Trials.Length} combinations of {result.Trials[0].Result.Folds.Length} folds";
        Display.Table(title, Search.Columns(result), Search.Rows(result));
        Display.Out.WriteLine($"searched in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s; best: {result.Best.Point}");
        report.Heading("Grid search").Table(title, Search.Columns(result), Search.Rows(result));
    }

    private SampleStatistics CrossValidate(HtmlReport report)
    {
        long begin = Stopwatch.GetTimestamp();
        CrossValidationResult<DigitNet> result = new CrossValidation<DigitNet>
        {
            Optimizer = () => new Adam(2e-3),
            Options = Options,
            Scaler = Scaler,
            Folds = new KFold(folds, seed, stratified: true),
            Seed = seed,
        }.Run(_digits, threads);
        string[] columns = ["fold", "trained on", "held out", "loss", "accuracy"];
        string[][] rows = [.. result.Folds.Select(fold => (string[])
        [
            $"{fold.Fold.Index + 1}", $"{fold.Fold.Train.Length}", $"{fold.Fold.Validation.Length}", $"{fold.Evaluation.Loss:F4}", $"{100 * fold.Evaluation.Accuracy!.Value:F2}%",
        ])];
        Display.Table("cross-validation", columns, rows);
        Display.Out.WriteLine($"cross-validated in {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");

        float[] outputs = CrossValidation<DigitNet>.HeldOutOutputs(_digits, result);
        int[] labels = Prediction.Labels(_digits);
        ConfusionMatrix confusion = result.Confusion!;
        report.Heading("Cross-validation").Table("Folds", columns, rows)
            .Paragraph($"Mean accuracy {100 * result.Accuracy!.Mean:F2}%, standard deviation {100 * result.Accuracy.StandardDeviation:F2}%. Macro F1 {confusion.MacroF1:F4}; {100 * TopKAccuracy.Of<float>(outputs, labels, 2):F2}% of the digits are among the two likeliest.")
            .Chart(RunCharts.Compare(result.Folds.Select(fold => ($"fold {fold.Fold.Index + 1}", fold.History)), epoch => epoch.Loss, "Training loss of each fold", "loss"))
            .Chart(new ConfusionChart("Confusion over all folds", confusion))
            .Chart(RunCharts.Roc(RocOf(digit: 8, outputs, labels), "Eights against all others"))
            .Chart(RunCharts.Misclassified(_digits, Prediction.Classes<float>(outputs, DigitNet.OutputSize), title: "Digits taken for others"));
        return result.Accuracy;
    }

    private void TrainOnce(HtmlReport report, string reportPath)
    {
        (Dataset train, Dataset test) = _digits.SplitStratified(0.8, seed);
        FeatureScaler scaler = Scaler(train);
        (train, test) = (scaler.Transform(train), scaler.Transform(test));
        var model = new DigitNet(seed);
        var trainer = new Trainer<DigitNet>(model, new Adam(2e-3));
        FitOptions options = Options();
        options.Validation = test;
        options.Threads = threads;
        History history = new TrainingDisplay(Display.Out).Run(progress =>
        {
            options.Progress = progress;
            return trainer.Fit(train, options);
        });
        Safetensors.Save(Path.Combine(AppContext.BaseDirectory, "digits.safetensors"), model, scaler);

        using (StreamWriter table = File.CreateText(Path.ChangeExtension(reportPath, ".csv")))
            history.WriteCsv(table);
        RunManifest manifest = RunManifest.Of(trainer, seed, train, options);
        using (FileStream file = File.Create(Path.ChangeExtension(reportPath, ".json")))
            manifest.WriteJson(file);

        // Parameters lie in the order of the layers: the first ones make the network up to its last hidden layer.
        var features = new DigitFeatures(model.Parameters[..DigitFeatures.ParameterCount].ToArray());
        float[] activations = Prediction.Outputs(features, test);
        UnitActivity activity = UnitActivity.Of<float>(activations, DigitFeatures.OutputSize);
        TSneMap map = new TSne { Seed = seed }.Run(Array.ConvertAll(activations, value => (double)value), test.Count);
        RunReport.Add(report.Heading("One run, a fifth held out"), model, history, test)
            .Paragraph($"{activity.Dead} of the {DigitFeatures.OutputSize} units of the last hidden layer never fire on held-out digits; a unit fires on {100 * activity.Mean:F0}% of them on average.")
            .Chart(RunCharts.Map(map, Prediction.Labels(test), "Activations of the last hidden layer on held-out digits (t-SNE)"))
            .Manifest(manifest);
    }

    private FitOptions Options() => new()
    {
        Epochs = epochs,
        BatchSize = 32,
        Seed = seed,
        Schedule = new CosineDecay(),
        Augmentation = new AugmentationSequence(new RandomRotation(8), new RandomZoom(0.9, 1.1)),
    };

    private static FeatureScaler Scaler(Dataset train) => MinMaxScaler.Fit(train, ScalerScope.All);

    private static RocCurve RocOf(int digit, float[] outputs, int[] labels) =>
        RocCurve.Of<float>([.. labels.Select((_, sample) => outputs[(sample * DigitNet.OutputSize) + digit])], [.. labels.Select(label => label == digit)]);
}
