using System.Globalization;
using System.Xml.Linq;
using static NetGen.Reports.Tests.Pictures;

namespace NetGen.Reports.Tests;

public class ChartTests
{
    private static readonly History Course = new(
    [
        new EpochRecord(1, 2.0, null, 1.5, 0.5, 1, 0.1),
        new EpochRecord(2, 1.0, null, 1.25, 0.75, 1, 0.01),
        new EpochRecord(3, 0.5, null, 1.0, 1.0, 1, 0.001),
    ]);

    [Fact]
    public void A_curve_has_a_title_named_axes_a_legend_and_words()
    {
        XElement picture = Read(RunCharts.Loss(Course));
        Assert.Equal("img", (string?)picture.Attribute("role"));
        Assert.Equal("Loss", picture.Element(Svg + "title")!.Value);
        Assert.Contains("training: 3 points, from 2 to 0.5. validation: 3 points, from 1.5 to 1.", picture.Element(Svg + "desc")!.Value);
        Assert.Equal(["epoch", "loss"], Texts(picture, "unit"));
        Assert.Equal(["training", "validation"], Texts(picture, "legend"));
        Assert.Equal(["1", "1.5", "2", "2.5", "3", "0.5", "1", "1.5", "2"], Texts(picture, "tick"));
        Assert.Contains("prefers-color-scheme: dark", picture.Element(Svg + "style")!.Value);
    }

    [Fact]
    public void Points_lie_where_the_ticks_say()
    {
        XElement picture = Read(RunCharts.Loss(Course));
        Dictionary<string, double> places = All(picture, "text", "tick").Where(text => (string?)text.Attribute("text-anchor") == "end").ToDictionary(text => text.Value, text => Number(text, "y") - 4);
        (double X, double Y)[] points = Points(All(picture, "polyline", "s0").Single());
        Assert.Equal([places["2"], places["1"], places["0.5"]], points.Select(point => point.Y));
        Assert.True(points[0].X < points[1].X && points[1].X < points[2].X);
        Assert.Equal(points[1].X, (points[0].X + points[2].X) / 2, 2);
    }

    [Fact]
    public void What_a_history_does_not_have_is_no_line()
    {
        XElement picture = Read(RunCharts.Accuracy(Course));
        Assert.Equal(["validation"], Texts(picture, "legend"));
        Assert.Single(picture.Descendants(Svg + "polyline"));
        Assert.Equal(["accuracy (share of samples)"], Texts(picture, "unit").Skip(1));
    }

    [Fact]
    public void A_rate_finder_s_axis_goes_by_powers_of_ten()
    {
        XElement picture = Read(RunCharts.RateFinder([(1e-4, 2), (1e-3, 1.5), (1e-2, 1), (1e-1, double.NaN), (1, 9)]));
        Assert.Equal(["0.0001", "0.001", "0.01", "0.1", "1"], Texts(picture, "tick").Take(5));
        (double X, double Y)[] points = Points(picture.Descendants(Svg + "polyline").Single());
        Assert.Equal(3, points.Length);
        Assert.Equal(points[1].X - points[0].X, points[2].X - points[1].X, 1);
        // Beyond the loss that diverged a single point is left.
        Assert.Single(picture.Descendants(Svg + "circle"));
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0, 0)]
    [InlineData(-5e7, 3e-9)]
    [InlineData(0, 1e300)]
    [InlineData(-1e308, 1e308)]
    [InlineData(1e-300, 2e-300)]
    public void Any_numbers_fit_their_axis(double low, double high)
    {
        XElement picture = Read(new LineChart("x", "x", "y", [new ChartSeries("a", [(0, low), (1, high)])]));
        Assert.All(Points(picture.Descendants(Svg + "polyline").Single()), point => Assert.InRange(point.Y, 30, 340));
        int ticks = All(picture, "text", "tick").Count(text => (string?)text.Attribute("text-anchor") == "end");
        Assert.InRange(ticks, 2, 9);
    }

    [Fact]
    public void A_chart_without_points_is_still_a_picture()
    {
        XElement picture = Read(new LineChart("Nothing", "x", "y", [new ChartSeries("a", []), new ChartSeries("b", [(double.NaN, 1)])]) { LogarithmicX = true, LogarithmicY = true });
        Assert.Empty(picture.Descendants(Svg + "polyline"));
        Assert.Equal(["a", "b"], Texts(picture, "legend"));
        Assert.Empty(Read(new ImageChart("None", [])).Descendants(Svg + "rect"));
        Assert.Equal(["x", "y"], Texts(Read(new ScatterChart("None", "x", "y", [])), "unit"));
    }

    [Fact]
    public void A_confusion_matrix_shows_every_count_and_marks_mistakes()
    {
        XElement picture = Read(new ConfusionChart("Confusion", ConfusionMatrix.Of([0, 0, 0, 1, 2], [0, 0, 1, 1, 0], 3)));
        Assert.Equal(["2", "1", "1", "1"], Texts(picture, "count"));
        Assert.Equal(2, All(picture, "rect", "cell").Length);
        Assert.Equal(2, All(picture, "rect", "wrong").Length);
        Assert.Equal(0.4, Number(All(picture, "rect", "cell")[0], "fill-opacity"));
        Assert.Equal(["predicted class", "actual class"], Texts(picture, "unit"));
        Assert.Equal("Confusion matrix of 3 classes: 3 of 5 samples are right.", picture.Element(Svg + "desc")!.Value);
    }

    [Fact]
    public void Misclassified_images_are_shown_as_what_they_are_and_were_taken_for()
    {
        Dataset images = Dataset.FromArrays([0f, 1, 2, 4, /**/ 9, 9, 9, 9, /**/ 4, 2, 1, 0], [0f, 1, 2], 2, 2, 1);
        XElement picture = Read(RunCharts.Misclassified(images, [1, 1, 0]));
        Assert.Equal(["0 as 1", "2 as 0"], Texts(picture, "tick"));
        Assert.Equal(["#000000", "#404040", "#808080", "#ffffff", "#ffffff", "#808080", "#404040", "#000000"], All(picture, "rect", "pixel").Select(pixel => (string)pixel.Attribute("fill")!));
        Assert.Single(Texts(Read(RunCharts.Misclassified(images, [1, 0, 0], most: 1)), "tick"));
        Assert.Throws<ArgumentException>(() => RunCharts.Misclassified(images, [1]));
    }

    [Fact]
    public void Filters_are_the_kernels_of_the_first_layer()
    {
        var network = new TwoFilters();
        network.Conv1Weights.Clear();
        // [row][column][channel][filter]: filter 1 of channel 0 is 1 2 / 3 -4.
        for (int place = 0; place < 4; place++)
            network.Conv1Weights[(place * 2 * 2) + 1] = place == 3 ? -4 : place + 1;
        XElement picture = Read(FilterChart.Of(network));
        Assert.Equal(["filter 0, 0", "filter 0, 1", "filter 1, 0", "filter 1, 1"], Texts(picture, "tick"));
        XElement[] pixels = All(picture, "rect", "pixel")[8..12];
        Assert.Equal([0.25, 0.5, 0.75, 1], pixels.Select(pixel => Number(pixel, "fill-opacity")));
        Assert.Equal([false, false, false, true], pixels.Select(pixel => ((string)pixel.Attribute("class")!).Contains("negative")));
        Assert.Equal(["unit 0", "unit 1", "unit 2"], Texts(Read(FilterChart.Of(new FiveUnits(), most: 3)), "tick"));
        Assert.Contains("got weights of 4 x 2 in Dense1", Assert.Throws<ArgumentException>(() => FilterChart.Of(new NoImage())).Message);
    }

    [Fact]
    public void A_roc_curve_ends_in_its_corners()
    {
        XElement picture = Read(RunCharts.Roc(RocCurve.Of<float>([0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true])));
        Assert.Equal(["area 0.75", "chance"], Texts(picture, "legend"));
        (double X, double Y)[] curve = Points(All(picture, "polyline", "s0").Single()), chance = Points(All(picture, "polyline", "s1").Single());
        Assert.Equal(5, curve.Length);
        Assert.Equal((chance[0], chance[1]), (curve[0], curve[^1]));
    }

    [Fact]
    public void A_map_draws_each_point_as_its_class()
    {
        XElement picture = Read(RunCharts.Map(new TSneMap([0, 0, 1, 1, -1, 2], 0.1), [7, 3, 7]));
        Assert.Equal(["7", "3", "7"], Texts(picture, "point"));
        Assert.Throws<ArgumentException>(() => RunCharts.Map(new TSneMap([0, 0], 0), [1, 2]));
    }

    [Fact]
    public void Layers_are_lines_over_the_epochs_that_were_looked_at()
    {
        var history = new History([Seen(1, 1e-2, 2e-3, 0, 0.5), new EpochRecord(2, 1, null, null, null, 1, 0.1), Seen(3, 1e-4, 5e-4, 0.25, 0.75)]);
        Assert.Equal(["Gradient norm of each layer", "Update-to-weight ratio of each layer", "Dead units", "Saturated activations"], LayerCharts.Of(history).Select(chart => chart.Title));
        Assert.Empty(LayerCharts.Of(Course));

        XElement norms = Read(LayerCharts.GradientNorms(history));
        Assert.Equal(["Dense1"], Texts(norms, "legend"));
        Assert.Equal(["0.0001", "0.001", "0.01"], Texts(norms, "tick").Where(tick => tick.StartsWith("0.0", StringComparison.Ordinal)));
        Assert.Equal(2, Points(All(norms, "polyline", "s0").Single()).Length);

        XElement ratios = Read(LayerCharts.UpdateRatios(history));
        Assert.Equal(["Dense1", "usual: 1e-3"], Texts(ratios, "legend"));
        (double X, double Y)[] own = Points(All(ratios, "polyline", "s0").Single()), usual = Points(All(ratios, "polyline", "s1").Single());
        Assert.Equal(usual[0].Y, usual[1].Y);
        Assert.True(own[0].Y < usual[0].Y && own[1].Y > usual[0].Y);
        Assert.Equal(own.Select(point => point.X), usual.Select(point => point.X));

        Assert.Equal(["Relu1"], Texts(Read(LayerCharts.DeadUnits(history)), "legend"));
        Assert.Equal(["Tanh1"], Texts(Read(LayerCharts.SaturatedActivations(history)), "legend"));

        static EpochRecord Seen(int epoch, double norm, double ratio, double dead, double saturated) => new(epoch, 1, null, null, null, 1, 0.1)
        {
            Layers =
            [
                new LayerDiagnostics("Dense1", [], norm, ratio, null, null),
                new LayerDiagnostics("Relu1", [], null, null, dead, null),
                new LayerDiagnostics("Tanh1", [], null, null, null, saturated),
            ],
        };
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            string expected = RunCharts.Loss(Course).ToSvg();
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, RunCharts.Loss(Course).ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Text_is_escaped()
    {
        Chart chart = new LineChart("a < b & \"c\"", "<x>", "y", []);
        Assert.Equal("a < b & \"c\"", Read(chart).Element(Svg + "title")!.Value);
    }
}
