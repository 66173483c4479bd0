using System.Numerics;
using System.Text.RegularExpressions;
using NetGen.Tests;

namespace NetGen.Reports.Tests;

public class RunReportTests
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, 80).Select(k => (float)new CounterRandom(1).Normal((ulong)k))];

    [Fact]
    public void A_classifier_of_images_gets_all_there_is()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 3))], 2, 2, 1);
        string page = Page<Classifier, float>(new Classifier(1), data, new TSne { Perplexity = 4, Steps = 50 });
        Assert.Equal(["Loss", "Accuracy", "Learning rate", "Confusion on test data", "Misclassified images", "Outputs on test data (t-SNE)", "First-layer filters"], Titles(page));
        Assert.Equal(["loss", "accuracy", "macro precision", "macro recall", "macro F1"], Metrics(page));
        Assert.Contains("Classifier: 15 parameters, 12 multiply-adds a sample", page);
        Assert.Contains("\"sha256\"", page);
    }

    [Fact]
    public void A_single_probability_gets_a_roc_curve()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 2))], 4);
        string page = Page<OneProbability, float>(new OneProbability(1), data);
        Assert.Equal(["Loss", "Accuracy", "Learning rate", "Confusion on test data", "Receiver operating characteristic"], Titles(page));
    }

    [Fact]
    public void Numbers_get_errors_and_their_explanation()
    {
        Dataset data = Dataset.FromArrays([.. Numbers.Select(value => (double)value)], [.. Numbers.Take(40).Select(value => (double)value)], 4);
        string page = Page<TwoNumbers, double>(new TwoNumbers(1), data);
        Assert.Equal(["Loss", "Learning rate"], Titles(page));
        Assert.Equal(["loss", "mean squared error", "mean absolute error", "R squared"], Metrics(page));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Dataset data = Dataset.FromArrays(Numbers, new float[20], 4);
        Assert.Contains("Expected targets of 2 numbers", Assert.Throws<ArgumentException>(() => RunReport.Of(new TwoNumbers(1), new History([]), data)).Message);
        Assert.Throws<InvalidOperationException>(() => RunReport.Of(new NoImage(1), new History([]), data));
    }

    [Fact]
    public void Diagnostics_get_their_charts()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 3))], 4);
        string page = Page<Traced<Hidden>, float>(Traced<Hidden>.Create(1), data, change: options => options.Diagnostics = new RunDiagnostics());
        Assert.Equal(
            ["Loss", "Accuracy", "Learning rate", "Gradient norm of each layer", "Update-to-weight ratio of each layer", "Dead units", "Saturated activations", "Confusion on test data"],
            Titles(page));
        string[] norms = [.. Titles(Page<Hidden, float>(new Hidden(1), data, change: options => options.Diagnostics = new RunDiagnostics()))];
        Assert.Equal(["Gradient norm of each layer", "Update-to-weight ratio of each layer", "Confusion on test data"], norms[3..]);
    }

    [Fact]
    public void A_hidden_layer_can_be_mapped()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 3))], 4);
        var map = new TSne { Perplexity = 4, Steps = 50 };
        Traced<Hidden> model = Traced<Hidden>.Create(1);
        string page = Page<Traced<Hidden>, float>(model, data, map, layer: "Relu1");
        Assert.Equal("Activations of Relu1 on test data (t-SNE)", Titles(page).Last());
        Assert.Equal("Outputs on test data (t-SNE)", Titles(Page<Traced<Hidden>, float>(model, data, map)).Last());

        // What is mapped is what the layer answers: the points are those of its activations.
        TSneMap expected = map.Run(Array.ConvertAll(LayerActivations.Of(model, data, "Relu1"), value => (double)value), 20);
        string picture = RunCharts.Map(expected, Prediction.Labels(data), "x").ToSvg();
        string redrawn = RunReport.Of(model, new History([]), data, map: map, mapLayer: "Relu1").ToString();
        Assert.Equal(20, Places(picture).Count());
        Assert.Equal(Places(picture), Places(redrawn));
    }

    [Fact]
    public void Activations_are_rows_of_the_layer_asked_for()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 3))], 4);
        Traced<Hidden> model = Traced<Hidden>.Create(1);
        float[] dense = LayerActivations.Of(model, data, "Dense1"), rectified = LayerActivations.Of(model, data, "Relu1"), last = LayerActivations.Of(model, data, "Softmax1");
        Assert.Equal(20 * 5, dense.Length);
        Assert.Equal(dense.Select(value => Math.Max(value, 0)), rectified);
        float[] outputs = Prediction.Outputs(model, data);
        Assert.All(outputs.Zip(last), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_layer_that_cannot_be_mapped_is_refused()
    {
        Dataset data = Dataset.FromArrays(Numbers, [.. Enumerable.Range(0, 20).Select(k => (float)(k % 3))], 4);
        Traced<Hidden> model = Traced<Hidden>.Create(1);
        var history = new History([]);
        var map = new TSne { Perplexity = 4 };
        Refused("Expected a layer of Hidden (Dense1, Relu1, Dense2, Tanh1, Dense3, Softmax1), got 'relu1'.", () => RunReport.Of(model, history, data, map: map, mapLayer: "relu1"));
        Refused("Expected a network declared with [Network(Trace = true)] to look at its 'Relu1', got Hidden.", () => RunReport.Of(new Hidden(1), history, data, map: map, mapLayer: "Relu1"));
        Refused("Expected a t-SNE to map 'Relu1' with, got none.", () => RunReport.Of(model, history, data, mapLayer: "Relu1"));
        Refused("Expected inputs of 4 numbers, as Hidden takes them, got 2.", () => LayerActivations.Of(model, Dataset.FromArrays(new float[4], new float[2], 2), "Relu1"));

        static void Refused(string message, Func<object> call) => Assert.Contains(message, Assert.Throws<ArgumentException>(call).Message);
    }

    private static string Page<TNetwork, T>(TNetwork model, Dataset data, TSne? map = null, string? layer = null, Action<FitOptions>? change = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trainer = new Trainer<TNetwork, T>(model, new Adam());
        var options = new FitOptions { Epochs = 2, Validation = data };
        change?.Invoke(options);
        History history = trainer.Fit(data, options);
        return RunReport.Of(model, history, data, RunManifest.Of(trainer, 1, data, options), map, layer).ToString();
    }

    /// <summary>Where the points of a map lie.</summary>
    private static IEnumerable<string> Places(string text) => Regex.Matches(text, "<text class=\"mark s[0-7] point\" (x=.*? y=.*?) ").Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Titles(string page) => Regex.Matches(page, "role=\"img\"[^>]*><title>(.*?)</title>").Select(match => match.Groups[1].Value);

    /// <summary>The first column of the table of metrics.</summary>
    private static IEnumerable<string> Metrics(string page) =>
        Regex.Matches(Regex.Match(page, "<caption>On test data</caption>.*?</table>").Value, "<tr><td>(.*?)</td>").Select(match => match.Groups[1].Value);
}
