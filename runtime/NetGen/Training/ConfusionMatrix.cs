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

    /// <summary>Counts predictions.</summary>
    /// <param name="actual">The class of each sample.</param>
    /// <param name="predicted">What it was taken for.</param>
    /// <param name="classes">The number of classes, at least 1.</param>
    /// <exception cref="ArgumentException">There is not one prediction a sample, or a class does not exist.</exception>
    public static ConfusionMatrix Of(ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (predicted.Length != actual.Length)
            throw new ArgumentException($"Expected {actual.Length} predictions, one a sample, got {predicted.Length}.", nameof(predicted));
        var counts = new long[checked(classes * classes)];
        for (int sample = 0; sample < actual.Length; sample++)
        {
            if ((uint)actual[sample] >= (uint)classes || (uint)predicted[sample] >= (uint)classes)
                throw new ArgumentOutOfRangeException(
                    nameof(actual),
                    $"Expected classes from 0 to {classes - 1}, got {actual[sample]} taken for {predicted[sample]} in sample {sample}.");
            counts[(actual[sample] * classes) + predicted[sample]]++;
        }

        return new ConfusionMatrix(classes, counts);
    }

    /// <summary>Adds up the counts of matrices of as many classes, such as those of the folds of a cross-validation.</summary>
    /// <exception cref="ArgumentException">There is none, or their classes differ in number.</exception>
    public static ConfusionMatrix Sum(params IEnumerable<ConfusionMatrix> matrices)
    {
        ConfusionMatrix[] all = [.. matrices];
        if (all.Length == 0)
            throw new ArgumentException("Expected at least 1 matrix, got none.", nameof(matrices));
        if (all.FirstOrDefault(matrix => matrix.Classes != all[0].Classes) is { } other)
            throw new ArgumentException(
                $"Expected matrices of {all[0].Classes} classes, as the first has, got one of {other.Classes}.", nameof(matrices));
        return new ConfusionMatrix(
            all[0].Classes, [.. Enumerable.Range(0, all[0]._counts.Length).Select(i => all.Sum(matrix => matrix._counts[i]))]);
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
    public double Precision(int predicted) =>
        (double)this[predicted, predicted] / Enumerable.Range(0, Classes).Sum(k => this[k, predicted]);

    /// <summary>
    /// The share of the samples taken for what they are. Precision, recall and F1 averaged over samples (micro) are this same number, where
    /// each sample has one class.
    /// </summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>
    /// The harmonic mean of precision and recall, 2 hits / (2 hits + misses + false alarms); NaN for a class that neither occurs nor is
    /// predicted.
    /// </summary>
    public double F1(int index) => 2.0 * this[index, index] / Enumerable.Range(0, Classes).Sum(k => this[index, k] + this[k, index]);

    /// <summary>Precision averaged over the classes (macro); see <see cref="MacroF1"/> for which.</summary>
    public double MacroPrecision => Macro(Precision);

    /// <summary>Recall averaged over the classes (macro), also called balanced accuracy; see <see cref="MacroF1"/> for which.</summary>
    public double MacroRecall => Macro(Recall);

    /// <summary>
    /// F1 averaged over the classes (macro), each counting alike however many samples it has. Classes that neither occur nor
    /// are predicted do not count; one that occurs but is never predicted, or the other way round, counts with 0.
    /// </summary>
    public double MacroF1 => Macro(F1);

    /// <summary>
    /// F1 from hits, misses and false alarms of all classes together (micro): the accuracy, where each sample has one class.
    /// </summary>
    public double MicroF1 => Accuracy;

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

    private double Macro(Func<int, double> score)
    {
        IEnumerable<int> seen =
            Enumerable.Range(0, Classes).Where(k => Enumerable.Range(0, Classes).Any(other => this[k, other] + this[other, k] > 0));
        return seen.Select(k => double.IsNaN(score(k)) ? 0 : score(k)).DefaultIfEmpty(double.NaN).Average();
    }

    private void Check(int index, string name)
    {
        if (index < 0 || index >= Classes)
            throw new ArgumentOutOfRangeException(name, $"Expected a class from 0 to {Classes - 1}, got {index}.");
    }
}
