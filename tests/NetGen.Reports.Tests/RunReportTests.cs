using System.Numerics;
using System.Text.RegularExpressions;

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

    private static string Page<TNetwork, T>(TNetwork model, Dataset data, TSne? map = null)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var trainer = new Trainer<TNetwork, T>(model, new Adam());
        var options = new FitOptions { Epochs = 2, Validation = data };
        History history = trainer.Fit(data, options);
        return RunReport.Of(model, history, data, RunManifest.Of(trainer, 1, data, options), map).ToString();
    }

    private static IEnumerable<string> Titles(string page) => Regex.Matches(page, "role=\"img\"[^>]*><title>(.*?)</title>").Select(match => match.Groups[1].Value);

    /// <summary>The first column of the table of metrics.</summary>
    private static IEnumerable<string> Metrics(string page) =>
        Regex.Matches(Regex.Match(page, "<caption>On test data</caption>.*?</table>").Value, "<tr><td>(.*?)</td>").Select(match => match.Groups[1].Value);
}
