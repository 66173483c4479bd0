using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>Compares what a network computes with what is known of it, and collects what is wrong.</summary>
/// <param name="reference">The network.</param>
/// <param name="floor">Below this a tensor counts as zero, and errors are measured against it.</param>
/// <param name="failures">Takes what was found wrong.</param>
internal class ReferenceComparison(ReferenceNetwork reference, double floor, List<string> failures)
{
    public ReferenceNetwork Reference => reference;

    public void Fail(string what) => failures.Add("    " + what);

    /// <summary>Requires equal bits.</summary>
    public void Same(string what, double[] got, double[] expected)
    {
        if (!got.AsSpan().SequenceEqual(expected))
            Fail($"{what}: other bits, {Describe(Error(got, expected))}");
    }

    /// <summary>Requires <c>max |got - expected| &lt;= tolerance max |expected|</c> over the tensor.</summary>
    public void Close(string what, double tolerance, double[] got, double[] expected)
    {
        double error = Error(got, expected);
        if (!(error <= tolerance))
            Fail($"{what}: {Describe(error)} instead of {Describe(tolerance)}");
    }

    public void Close(string what, double tolerance, double got, double expected) => Close(what, tolerance, [got], [expected]);

    /// <summary>Compares a flat gradient tensor by tensor.</summary>
    public void CloseByTensor(string what, double tolerance, double[] got, double[] expected) => CloseByTensor(what, _ => tolerance, got, expected);

    /// <summary>The same with a tolerance for each tensor.</summary>
    public void CloseByTensor(string what, Func<int, double> tolerance, double[] got, double[] expected)
    {
        foreach (((double[] tensor, double[] reference), int index) in Reference.Split(got).Zip(Reference.Split(expected)).Select((pair, index) => (pair, index)))
            Close($"{what}, tensor {index}", tolerance(index), tensor, reference);
    }

    /// <summary>
    /// The same where textbook code adds up thousands of numbers in one float and loses digits that vector code, with its partial sums,
    /// keeps: a tensor that is further from it must be as near to the textbook in double.
    /// </summary>
    public void CloseByTensor(string what, double tolerance, double[] got, double[] expected, Func<double[]> exact)
    {
        Lazy<double[][]> exactTensors = new(() => [.. Reference.Split(exact())]);
        foreach (((double[] tensor, double[] reference), int index) in Reference.Split(got).Zip(Reference.Split(expected)).Select((pair, index) => (pair, index)))
            Close($"{what}, tensor {index}", tolerance, tensor, Error(tensor, reference) <= tolerance ? reference : exactTensors.Value[index]);
    }

    /// <summary>Compares a tensor with a summary: max |v|, L2 norm, probes spread evenly from the first to the last element.</summary>
    public void CloseToSummary(string what, double tolerance, double[] got, double[] summary)
    {
        int probes = summary.Length - 2;
        double scale = Math.Max(summary[0], floor);
        for (int probe = 0; probe < probes; probe++)
        {
            int index = probes == 1 ? 0 : (int)((long)probe * (got.Length - 1) / (probes - 1));
            double error = Math.Abs(got[index] - summary[2 + probe]) / scale;
            if (!(error <= tolerance))
                Fail($"{what}[{index}]: {got[index]:R} instead of {summary[2 + probe]:R}, relative error {Describe(error)} instead of {Describe(tolerance)}");
        }

        Close($"{what}, max", tolerance, got.Max(Math.Abs), summary[0]);
        Close($"{what}, norm", tolerance, Math.Sqrt(got.Sum(value => value * value)), summary[1]);
    }

    public void CloseToSummaries(string what, double tolerance, double[] got, double[][] summaries)
    {
        foreach ((double[] tensor, int index) in Reference.Split(got).Select((tensor, index) => (tensor, index)))
            CloseToSummary($"{what}, tensor {index}", tolerance, tensor, summaries[index]);
    }

    private static string Describe(double error) => FormattableString.Invariant($"{error:0.0e+0}");

    // NaN where one is NaN, so that no comparison passes by it.
    private double Error(double[] got, double[] expected)
    {
        if (got.Length != expected.Length)
            return double.NaN;
        double error = 0, scale = floor;
        for (int index = 0; index < got.Length; index++)
        {
            error = Math.Max(error, Math.Abs(got[index] - expected[index]));
            scale = Math.Max(scale, Math.Abs(expected[index]));
        }

        return error / scale;
    }
}
