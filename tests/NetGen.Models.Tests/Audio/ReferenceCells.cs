namespace NetGen.Models.Tests.Audio;

/// <summary>Layers of sound models as plain loops in double precision, on sequences of steps.</summary>
internal static class ReferenceCells
{
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Weights <c>[in][out]</c>.</summary>
    public static double[][] Dense(double[][] steps, float[] weights, float[]? bias, Func<double, double>? activation = null) => [.. steps.Select(step =>
    {
        int outputs = weights.Length / step.Length;
        return Enumerable.Range(0, outputs)
            .Select(o => (bias is null ? 0 : bias[o]) + Enumerable.Range(0, step.Length).Sum(i => step[i] * weights[(i * outputs) + o]))
            .Select(activation ?? (x => x)).ToArray();
    })];

    /// <summary>A causal convolution, weights <c>[kernel][in / groups][out]</c>.</summary>
    public static double[][] Causal(double[][] steps, float[] weights, float[] bias, int kernel, int dilation, int groups)
    {
        int inputs = steps[0].Length, outputs = bias.Length, inputsOfGroup = inputs / groups, outputsOfGroup = outputs / groups;
        return [.. Enumerable.Range(0, steps.Length).Select(t => Enumerable.Range(0, outputs).Select(o =>
        {
            double sum = bias[o];
            for (int k = 0; k < kernel; k++)
            {
                int at = t - ((kernel - 1 - k) * dilation);
                for (int i = 0; i < inputsOfGroup && at >= 0; i++)
                    sum += steps[at][(o / outputsOfGroup * inputsOfGroup) + i] * weights[(((k * inputsOfGroup) + i) * outputs) + o];
            }

            return sum;
        }).ToArray())];
    }

    /// <summary>An LSTM in the layouts of Keras, gates input, forget, cell, output, from a given state.</summary>
    public static double[][] Lstm(double[][] steps, float[] kernel, float[] recurrent, float[] bias, double[] state, double[] cell)
    {
        int units = state.Length;
        double[] h = [.. state], c = [.. cell];
        return [.. steps.Select(step =>
        {
            double[] sums = Sums(step, kernel, bias).Zip(Sums(h, recurrent, null), (a, b) => a + b).ToArray();
            for (int j = 0; j < units; j++)
            {
                c[j] = (Sigmoid(sums[units + j]) * c[j]) + (Sigmoid(sums[j]) * Math.Tanh(sums[(2 * units) + j]));
                h[j] = Sigmoid(sums[(3 * units) + j]) * Math.Tanh(c[j]);
            }

            return (double[])[.. h];
        })];
    }

    /// <summary>A GRU in the layouts of Keras, gates update, reset, new, with a bias for each product.</summary>
    public static double[][] Gru(double[][] steps, float[] kernel, float[] recurrent, float[] biases, int units)
    {
        double[] h = new double[units];
        return [.. steps.Select(step =>
        {
            double[] x = Sums(step, kernel, biases[..(3 * units)]), r = Sums(h, recurrent, biases[(3 * units)..]);
            h = [.. Enumerable.Range(0, units).Select(j =>
            {
                double update = Sigmoid(x[j] + r[j]), reset = Sigmoid(x[units + j] + r[units + j]);
                return (update * h[j]) + ((1 - update) * Math.Tanh(x[(2 * units) + j] + (reset * r[(2 * units) + j])));
            })];
            return h;
        })];
    }

    private static double[] Sums(double[] values, float[] weights, float[]? bias)
    {
        int outputs = weights.Length / values.Length;
        return [.. Enumerable.Range(0, outputs).Select(o => (bias is null ? 0 : bias[o]) + Enumerable.Range(0, values.Length).Sum(i => values[i] * weights[(i * outputs) + o]))];
    }
}
