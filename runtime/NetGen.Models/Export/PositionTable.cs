namespace NetGen.Models.Export;

/// <summary>What <c>PositionalEncoding</c> adds to the features of each step (Vaswani et al., 2017).</summary>
internal static class PositionTable
{
    public static double[] Of(int steps, int features)
    {
        double[] table = new double[steps * features];
        for (int i = 0; i < table.Length; i++)
        {
            (int step, int feature) = (i / features, i % features);
            double angle = step * Math.Exp(-2 * (feature / 2) / (double)features * Math.Log(10000));
            table[i] = feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        }

        return table;
    }
}
