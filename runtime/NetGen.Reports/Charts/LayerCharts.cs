using System.Collections.Immutable;

namespace NetGen.Reports;

/// <summary>The charts of what <see cref="RunDiagnostics"/> saw: a line for each layer over the epochs that were looked at.</summary>
public static class LayerCharts
{
    /// <summary>Updates of this share of the weights are usual: see <see cref="LayerDiagnostics.UpdateRatio"/>.</summary>
    private const double UsualUpdate = 1e-3;

    /// <summary>Those of the charts below that have something to show of a history.</summary>
    public static ImmutableArray<LineChart> Of(History history) =>
        [.. new[] { GradientNorms(history), UpdateRatios(history), DeadUnits(history), SaturatedActivations(history) }.Where(
            chart => !chart.Series.IsEmpty)];

    /// <summary>
    /// The norm of each layer's gradient, on a logarithmic axis. Norms that fall from layer to layer vanish, those that rise explode.
    /// </summary>
    public static LineChart GradientNorms(History history, string title = "Gradient norm of each layer") =>
        Chart(history, title, "gradient norm (loss per unit of parameter)", layer => layer.GradientNorm) with { LogarithmicY = true };

    /// <summary>The norm of each layer's update over that of its weights, on a logarithmic axis, beside the usual 1e-3.</summary>
    public static LineChart UpdateRatios(History history, string title = "Update-to-weight ratio of each layer")
    {
        LineChart chart = Chart(
            history, title, "norm of update / norm of weights", layer => layer.UpdateRatio) with { LogarithmicY = true };
        if (chart.Series.IsEmpty)
            return chart;
        double[] epochs = [.. chart.Series.SelectMany(series => series.Points).Select(point => point.X)];
        return chart with { Series = chart.Series.Add(
            new ChartSeries("usual: 1e-3", [(epochs.Min(), UsualUpdate), (epochs.Max(), UsualUpdate)])) };
    }

    /// <summary>The share of dead units after each ReLU.</summary>
    public static LineChart DeadUnits(History history, string title = "Dead units") =>
        Chart(history, title, "units that never fire (share)", layer => layer.DeadShare);

    /// <summary>The share of activations in the flat part of each sigmoid, tanh and the like.</summary>
    public static LineChart SaturatedActivations(History history, string title = "Saturated activations") =>
        Chart(history, title, "activations where the curve is flat (share)", layer => layer.SaturatedShare);

    private static LineChart Chart(History history, string title, string yName, Func<LayerDiagnostics, double?> number)
    {
        ArgumentNullException.ThrowIfNull(history);
        var lines = history.Epochs
            .SelectMany(epoch => epoch.Layers, (epoch, layer) => (layer.Layer, Epoch: (double)epoch.Epoch, Number: number(layer)))
            .Where(point => point.Number is not null)
            .GroupBy(point => point.Layer);
        return new LineChart(
            title, "epoch", yName,
            [.. lines.Select(line => new ChartSeries(line.Key, [.. line.Select(point => (point.Epoch, point.Number!.Value))]))]);
    }
}
