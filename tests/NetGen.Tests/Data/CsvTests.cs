using System.Globalization;

namespace NetGen.Tests;

public sealed class CsvTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_column_is_the_target(bool compressed)
    {
        Dataset data = Csv.Read(_folder.Write("a.csv", "1.5,-2e1,0\n\n3, 4 ,1\r\n", compressed));
        Check(data, [1.5, -20, 3, 4], [0, 1]);
        Assert.Equal([2], data.InputShape.ToArray());
    }

    [Fact]
    public void Header_separator_target_and_shape_are_options()
    {
        string path = _folder.Write("a.csv", "class;a;b;c;d\n2;1;2;3;4\n1;5;6;7;8");
        Dataset data = Csv.Read(path, target: 0, header: true, separator: ';', inputShape: [2, 2]);
        Check(data, [1, 2, 3, 4, 5, 6, 7, 8], [2, 1]);
        Assert.Equal([2, 2], data.InputShape.ToArray());
    }

    [Fact]
    public void Double_keeps_every_digit()
    {
        Dataset data = Csv.Read(_folder.Write("a.csv", "0.1,0.2"), precision: Precision.Double);
        Assert.Equal(Precision.Double, data.Precision);
        Check(data, [0.1], [0.2]);
    }

    [Theory]
    [InlineData("1,2\n1,x\n", "line 2, column 2, got 'x'")]
    [InlineData("1,2\n\n,2\n", "line 3, column 1, got ''")]
    [InlineData("1,NaN\n", "line 1, column 2, got 'NaN'")]
    [InlineData("1e99,1\n", "line 1, column 1, got '1e99'")]
    [InlineData("1,2,3\n1,2\n", "Expected 3 columns")]
    [InlineData("1,2,3\n1,2\n", "got 2 in line 2")]
    [InlineData("1\n2\n", "Expected at least 2 columns separated by ','")]
    [InlineData("", "Expected at least 1 sample")]
    [InlineData("\n\n", "Expected at least 1 sample")]
    public void Bad_text_is_refused_with_its_place(string text, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Csv.Read(_folder.Write("a.csv", text)));
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void A_target_or_shape_that_does_not_fit_is_refused()
    {
        string path = _folder.Write("a.csv", "1,2,3");
        Assert.Throws<ArgumentOutOfRangeException>(() => Csv.Read(path, target: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Csv.Read(path, target: ^4));
        Assert.Contains("the 2 input columns, got 2 x 2", Assert.Throws<ArgumentException>(() => Csv.Read(path, inputShape: [2, 2])).Message);
    }

    [Fact]
    public void A_compressed_file_that_is_cut_off_is_refused()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(k => $"{k},{k * 7919 % 1009}\n"));
        byte[] whole = File.ReadAllBytes(_folder.Write("a.csv.gz", text, compressed: true));
        foreach (int length in new[] { whole.Length / 2, whole.Length - 9, whole.Length - 1 })
            Assert.ThrowsAny<InvalidDataException>(() => Csv.Read(_folder.Write("cut.csv.gz", whole[..length])));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE") { NumberFormat = { NegativeSign = "\u2212" } };
            Check(Csv.Read(_folder.Write("a.csv", "-1.5,2.25\n")), [-1.5], [2.25]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static void Check(Dataset data, double[] inputs, double[] targets)
    {
        var given = new double[inputs.Length];
        data.CopyInputs<double>(0, given);
        Assert.Equal(inputs, given);
        given = new double[targets.Length];
        data.CopyTargets<double>(0, given);
        Assert.Equal(targets, given);
    }
}
