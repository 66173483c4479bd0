using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>How often samples of each class were taken for each class.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[] _counts;

    internal ConfusionMatrix(int classes, long[] counts)
    {
        Classes = classes;
        _counts = counts;
    }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>The samples counted.</summary>
    public long Total => _counts.Sum();

    /// <summary>The samples taken for what they are.</summary>
    public long Correct => Enumerable.Range(0, Classes).Sum(k => this[k, k]);

    /// <summary>The samples of class <paramref name="actual"/> that were taken for class <paramref name="predicted"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A class does not exist.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            Check(actual, nameof(actual));
            Check(predicted, nameof(predicted));
            return _counts[(actual * Classes) + predicted];
        }
    }

    /// <summary>The share of class <paramref name="actual"/> that was recognised; NaN if there was none.</summary>
    public double Recall(int actual) => (double)this[actual, actual] / Enumerable.Range(0, Classes).Sum(k => this[actual, k]);

    /// <summary>The share of what was taken for class <paramref name="predicted"/> that was it; NaN if there was none.</summary>
    public double Precision(int predicted) => (double)this[predicted, predicted] / Enumerable.Range(0, Classes).Sum(k => this[k, predicted]);

    /// <summary>The counts as a table, a row for each actual class and a column for each predicted one.</summary>
    public override string ToString()
    {
        int width = Math.Max(_counts.Max(), Classes - 1).ToString(CultureInfo.InvariantCulture).Length + 1;
        var text = new StringBuilder();
        for (int actual = -1; actual < Classes; actual++)
        {
            text.Append(Cell(actual < 0 ? "" : actual.ToString(CultureInfo.InvariantCulture))).Append(" |");
            for (int predicted = 0; predicted < Classes; predicted++)
                text.Append(Cell((actual < 0 ? predicted : this[actual, predicted]).ToString(CultureInfo.InvariantCulture)));
            text.Append('\n');
        }

        return text.ToString();

        string Cell(string content) => content.PadLeft(width);
    }

    private void Check(int index, string name)
    {
        if (index < 0 || index >= Classes)
            throw new ArgumentOutOfRangeException(name, $"Expected a class from 0 to {Classes - 1}, got {index}.");
    }
}
