using System.Collections.Immutable;
using System.Numerics;

namespace NetGen.Reports;

/// <summary>The charts of training runs.</summary>
public static class RunCharts
{
    /// <summary>The training loss, and the validation loss if there is one, over the epochs.</summary>
    public static LineChart Loss(History history, string title = "Loss") => OfHistory(history, title, "loss",
        ("training", epoch => epoch.Loss), ("validation", epoch => epoch.ValidationLoss));

    /// <summary>The accuracies that the history has over the epochs.</summary>
    public static LineChart Accuracy(History history, string title = "Accuracy") => OfHistory(history, title, "accuracy (share of samples)",
        ("training", epoch => epoch.Accuracy), ("validation", epoch => epoch.ValidationAccuracy));

    /// <summary>The learning rate of each epoch's last step.</summary>
    public static LineChart LearningRate(History history, string title = "Learning rate") => OfHistory(history, title, "learning rate",
        ("learning rate", epoch => epoch.LearningRate));

    /// <summary>One number of several histories, such as the folds of a cross-validation.</summary>
    /// <param name="histories">A name and a history for each line.</param>
    /// <param name="number">What to draw of an epoch; null where there is nothing.</param>
    /// <param name="title">The name of the chart.</param>
    /// <param name="yName">What the number is, with its unit.</param>
    public static LineChart Compare(
        IEnumerable<(string Name, History History)> histories, Func<EpochRecord, double?> number, string title, string yName)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return new LineChart(title, "epoch", yName, [.. histories.Select(run => Series(run.Name, run.History, number))]);
    }

    /// <summary>The loss of a rate finder over the learning rates it tried, on a logarithmic axis.</summary>
    /// <param name="trials">Rates and the loss that came of each, in order.</param>
    /// <param name="title">The name of the chart.</param>
    public static LineChart RateFinder(IEnumerable<(double Rate, double Loss)> trials, string title = "Learning-rate finder")
    {
        ArgumentNullException.ThrowIfNull(trials);
        return new LineChart(title, "learning rate", "loss", [new ChartSeries("loss", [.. trials])]) { LogarithmicX = true };
    }

    /// <summary>A receiver operating characteristic, and the diagonal of chance.</summary>
    public static LineChart Roc(RocCurve curve, string title = "Receiver operating characteristic")
    {
        ArgumentNullException.ThrowIfNull(curve);
        return new LineChart(title, "false positive rate", "true positive rate",
        [
            new ChartSeries($"area {SvgNumber.Label(curve.Area)}",
                [.. curve.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))]),
            new ChartSeries("chance", [(0, 0), (1, 1)]),
        ]);
    }

    /// <summary>A map of points, each drawn as its class.</summary>
    /// <param name="map">The map.</param>
    /// <param name="labels">The class of each point, from 0.</param>
    /// <param name="title">The name of the chart.</param>
    /// <exception cref="ArgumentException">There is not one class for each point.</exception>
    public static ScatterChart Map(TSneMap map, IReadOnlyList<int> labels, string title = "t-SNE")
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != map.Points.Length / 2)
            throw new ArgumentException(
                $"Expected {map.Points.Length / 2} classes, one for each point, got {labels.Count}.", nameof(labels));
        return new ScatterChart(title, "first coordinate (arbitrary unit)", "second coordinate (arbitrary unit)",
            [.. labels.Select((label, i) => (map.Points[2 * i], map.Points[(2 * i) + 1], label))]);
    }

    /// <summary>The images of a data set that a network takes for another class, the first ones.</summary>
    /// <param name="data">Images of height, width and channels with their classes.</param>
    /// <param name="predicted">What each is taken for.</param>
    /// <param name="most">How many to draw, at least 1.</param>
    /// <param name="title">The name of the chart.</param>
    /// <exception cref="ArgumentException">Inputs are no images, or there is not one prediction for each.</exception>
    public static ImageChart Misclassified(Dataset data, IReadOnlyList<int> predicted, int most = 24, string title = "Misclassified images")
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (data.InputShape.Length != 3)
            throw new ArgumentException(
                $"Expected images of height, width and channels, got inputs of {string.Join(" x ", data.InputShape)}.", nameof(data));
        if (predicted.Count != data.Count)
            throw new ArgumentException(
                $"Expected {data.Count} predictions, one for each image, got {predicted.Count}.", nameof(predicted));

        int[] labels = Prediction.Labels(data);
        return new ImageChart(
            title, [.. Enumerable.Range(0, data.Count).Where(sample => labels[sample] != predicted[sample]).Take(most).Select(sample =>
        {
            var image = new double[data.InputSize];
            data.CopyInputs<double>(sample, image);
            return new ImageTile($"{labels[sample]} as {predicted[sample]}", data.InputShape[0], data.InputShape[1], image);
        })]);
    }

    private static LineChart OfHistory(
        History history, string title, string yName, params ReadOnlySpan<(string Name, Func<EpochRecord, double?> Number)> lines)
    {
        ArgumentNullException.ThrowIfNull(history);
        var series = ImmutableArray.CreateBuilder<ChartSeries>();
        foreach ((string name, Func<EpochRecord, double?> number) in lines)
        {
            if (Series(name, history, number) is { Points.IsEmpty: false } line)
                series.Add(line);
        }

        return new LineChart(title, "epoch", yName, series.ToImmutable());
    }

    private static ChartSeries Series(string name, History history, Func<EpochRecord, double?> number) =>
        new(name, [.. history.Epochs.Where(epoch => number(epoch) is not null)
            .Select(epoch => ((double)epoch.Epoch, number(epoch)!.Value))]);
}
