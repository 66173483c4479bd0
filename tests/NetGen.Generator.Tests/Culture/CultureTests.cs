using System.Globalization;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Culture;

/// <summary>The culture of whoever runs the compiler leaves no trace in the text: a comma or a foreign minus sign is another program, or none.</summary>
public sealed class CultureTests
{
    private static readonly string[] Networks =
    [
        Network("LeakyRelu(-0.5)", "[Dense(2), Huber(0.25)]", "Precision.Single"),
        Network("LeakyRelu(-0.5)", "[Dense(2), Huber(0.25)]", "Precision.Double"),
        Network("Elu(-1e-20)", "[Dense(3), Softmax, SparseCategoricalCrossEntropy(LabelSmoothing = 0.1, IgnoreIndex = -100)]", "Precision.Single"),
        Network("PRelu(-0.125)", "[Dense(3), Softmax, CategoricalCrossEntropy(LabelSmoothing = 0.1)]", "Precision.Double"),
        Network("Gelu(Approximate = true)", "[Dense(1200, Initializer = Initializer.Constant, InitializerValue = -0.75, InitializerScale = 1.5), Selu, MeanSquaredError(Half = true)]", "Precision.Single"),
        Network("Dense(0)", "[Dense(2), Huber(-0.5)]", "Precision.Single"),
    ];

    /// <summary>Cultures that write numbers in other ways than C# does.</summary>
    public static TheoryData<CultureInfo> Cultures =>
    [
        CultureInfo.GetCultureInfo("de-DE"),
        WithMinus("sv-SE", "\u2212"),
        WithMinus("de-DE", "\u2212"),
        CultureInfo.GetCultureInfo("ar-SA"),
        CultureInfo.GetCultureInfo("tr-TR"),
    ];

    [Theory]
    [MemberData(nameof(Cultures), DisableDiscoveryEnumeration = true)]
    public void The_text_is_the_same_under_every_culture(CultureInfo culture)
    {
        string[] expected = Generate(CultureInfo.InvariantCulture);
        Assert.Contains("-0.5f", expected[0], StringComparison.Ordinal);
        Assert.Equal(expected, Generate(culture));
    }

    [Fact]
    public void The_cultures_do_write_numbers_in_another_way()
    {
        Assert.Equal("-0,5", (-0.5).ToString(CultureInfo.GetCultureInfo("de-DE")));
        Assert.Equal("\u22120,5", (-0.5).ToString(WithMinus("de-DE", "\u2212")));
    }

    private static string Network(string activation, string rest, string precision) => $$"""
        using NetGen;

        [Network(Precision = {{precision}}, Textbook = true)]
        [Input(4)]
        [Dense(5), {{activation}}]
        {{rest}}
        public sealed partial class Net;
        """;

    private static string[] Generate(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return [.. Networks.Select(source => GeneratorDriverHarness.Run(source).SingleText)];
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo WithMinus(string name, string minus)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = minus;
        return culture;
    }
}
