using System.Globalization;
using System.Numerics;

namespace NetGen.Reports;

/// <summary>
/// What there is to say about one training run: the network's layers, the curves of its history, what diagnostics saw, how it does on test
/// data, its first filters, and the manifest. What does not apply, such as filters of a network without images, is left out.
/// </summary>
public static class RunReport
{
    /// <summary>A page about a run.</summary>
    /// <param name="model">The trained network, which declares a loss.</param>
    /// <param name="history">The course of its training.</param>
    /// <param name="test">Samples it has not seen.</param>
    /// <param name="manifest">What the run was made from. Default: left out.</param>
    /// <param name="map">Draws a map of the network's outputs on the test data, for classes. Default: none.</param>
    /// <param name="mapLayer">A layer whose activations the map shows instead of the outputs, of a network declared with
    /// <c>[Network(Trace = true)]</c>. Default: the outputs.</param>
    /// <exception cref="ArgumentException">The test data do not fit the network, or it has no such layer or cannot be traced, or there is a
    /// layer and no map.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static HtmlReport Of<TNetwork, T>(
        INetwork<TNetwork, T> model, History history, Dataset test, RunManifest? manifest = null, TSne? map = null, string? mapLayer = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Add(new HtmlReport(TNetwork.Description.Name), model, history, test, manifest, map, mapLayer);

    /// <summary>Adds a run to a page.</summary>
    /// <param name="report">The page.</param>
    /// <param name="model">The trained network, which declares a loss.</param>
    /// <param name="history">The course of its training.</param>
    /// <param name="test">Samples it has not seen.</param>
    /// <param name="manifest">What the run was made from. Default: left out.</param>
    /// <param name="map">Draws a map of the network's outputs on the test data, for classes. Default: none.</param>
    /// <param name="mapLayer">A layer whose activations the map shows instead of the outputs, of a network declared with
    /// <c>[Network(Trace = true)]</c>. Default: the outputs.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The test data do not fit the network, or it has no such layer or cannot be traced, or there is a
    /// layer and no map.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    public static HtmlReport Add<TNetwork, T>(
        HtmlReport report, INetwork<TNetwork, T> model, History history, Dataset test, RunManifest? manifest = null, TSne? map = null,
        string? mapLayer = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(history);
        if (mapLayer is not null && map is null)
            throw new ArgumentException($"Expected a t-SNE to map '{mapLayer}' with, got none.", nameof(map));
        T[] hidden = mapLayer is null ? [] : LayerActivations.Of(model, test, mapLayer);
        // Evaluation moves nothing; the optimiser is only what a trainer is made with.
        Evaluation evaluation = new Trainer<TNetwork, T>((TNetwork)model, new Sgd(learningRate: 0)).Evaluate(test);
        T[] outputs = Prediction.Outputs(model, test);
        AddLayers(report, TNetwork.Description);
        report.Chart(RunCharts.Loss(history));
        if (history.Epochs.Any(epoch => epoch.Accuracy is not null || epoch.ValidationAccuracy is not null))
            report.Chart(RunCharts.Accuracy(history));
        report.Chart(RunCharts.LearningRate(history));
        foreach (LineChart chart in LayerCharts.Of(history))
            report.Chart(chart);

        if (evaluation.Confusion is { } confusion)
            AddConfusion(report, evaluation, confusion);
        else
            AddNumbers(report, evaluation, outputs, test);
        if (evaluation.Confusion is { Classes: 2 } && TNetwork.OutputSize == 1)
            AddRoc(report, outputs, test);
        // Where an output is one distribution, and not one for each step of a sequence, a sample has a class.
        if (evaluation.Confusion?.Classes == TNetwork.OutputSize)
        {
            AddMisclassified(report, outputs, TNetwork.OutputSize, test);
            if (map is not null)
                AddMap(report, mapLayer is null ? outputs : hidden, mapLayer is null ? "Outputs" : $"Activations of {mapLayer}", test, map);
        }

        if (FilterChart.Shows(TNetwork.Description))
            report.Chart(FilterChart.Of(model));
        if (manifest is not null)
            report.Manifest(manifest);
        return report;
    }

    private static void AddLayers(HtmlReport report, NetworkDescription network)
    {
        IEnumerable<string[]> rows = network.Layers.Select(layer => (string[])
        [
            layer.Name, layer.Kind, string.Join(" x ", layer.OutputShape), Whole(layer.ParameterCount), Whole(layer.MultiplyAdds),
        ]);
        report.Table(
            $"{network.Name}: {Whole(network.ParameterCount)} parameters, {Whole(network.MultiplyAdds)} multiply-adds a sample",
            ["layer", "kind", "output", "parameters", "multiply-adds"],
            rows);
    }

    private static void AddConfusion(HtmlReport report, Evaluation evaluation, ConfusionMatrix confusion)
    {
        AddTable(report, ("loss", evaluation.Loss), ("accuracy", confusion.Accuracy), ("macro precision", confusion.MacroPrecision),
            ("macro recall", confusion.MacroRecall), ("macro F1", confusion.MacroF1));
        report.Chart(new ConfusionChart("Confusion on test data", confusion));
    }

    private static void AddRoc<T>(HtmlReport report, T[] outputs, Dataset test)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool[] positive = [.. Prediction.Labels(test).Select(label => label == 1)];
        if (positive.Contains(true) && positive.Contains(false))
            report.Chart(RunCharts.Roc(RocCurve.Of<T>(outputs, positive)));
    }

    private static void AddMisclassified<T>(HtmlReport report, T[] outputs, int classes, Dataset test)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] predicted = Prediction.Classes<T>(outputs, classes);
        if (test.InputShape.Length == 3 && !Prediction.Labels(test).SequenceEqual(predicted))
            report.Chart(RunCharts.Misclassified(test, predicted));
    }

    private static void AddMap<T>(HtmlReport report, T[] points, string what, Dataset test, TSne map)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        report.Chart(RunCharts.Map(
            map.Run(Array.ConvertAll(points, double.CreateTruncating), test.Count), Prediction.Labels(test),
            $"{what} on test data (t-SNE)"));

    private static void AddNumbers<T>(HtmlReport report, Evaluation evaluation, T[] outputs, Dataset test)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Of more than 1,024 classes there is no matrix.
        if (evaluation.Accuracy is { } accuracy)
        {
            AddTable(report, ("loss", evaluation.Loss), ("accuracy", accuracy));
            return;
        }

        var targets = new T[test.Count * test.TargetSize];
        test.CopyTargets<T>(0, targets);
        RegressionMetrics metrics = RegressionMetrics.Of<T>(outputs, targets);
        AddTable(report, ("loss", evaluation.Loss), ("mean squared error", metrics.MeanSquaredError),
            ("mean absolute error", metrics.MeanAbsoluteError), ("R squared", metrics.RSquared));
    }

    private static void AddTable(HtmlReport report, params IEnumerable<(string Name, double Value)> numbers) =>
        report.Table("On test data", ["metric", "value"], numbers.Select(number => (string[])[number.Name, SvgNumber.Label(number.Value)]));

    private static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
