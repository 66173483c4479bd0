namespace NetGen.Generator.Tests.Reference;

/// <summary>The numbers that both sides of the comparison make up by themselves; <c>tests/reference/dense_networks.py</c> states the same rules.</summary>
internal static class FillRule
{
    /// <summary><c>value[k] = (((a k + c) mod 101) - 50) / scale</c>; exact in float, because scales are powers of two.</summary>
    public static double[] Fill(int count, int a, int c, int scale) =>
        Make(count, k => (double)(Lattice(a, c, k, 101) - 50) / scale);

    /// <summary><c>value[s] = ((a s + c) mod 9) / 4</c>, for weights of samples.</summary>
    public static double[] Weights(int count, int a, int c) => Make(count, s => Lattice(a, c, s, 9) / 4.0);

    /// <summary>0 where <c>(a k + c) mod 7 &lt; 2</c>, else 1.</summary>
    public static double[] Masks(int count, int a, int c) => Make(count, k => Lattice(a, c, k, 7) < 2 ? 0 : 1);

    /// <summary><c>value[k] = ((a k + c) mod 65) / 64</c>.</summary>
    public static double[] Unit(int count, int a, int c) => Make(count, k => Lattice(a, c, k, 65) / 64.0);

    /// <summary><c>raw[k] = ((a k + c) mod 101) + 1</c>, every sample divided by its sum.</summary>
    public static double[] Distribution(int batch, int classes, int a, int c)
    {
        double[] raw = Make(batch * classes, k => Lattice(a, c, k, 101) + 1);
        return Make(raw.Length, k => raw[k] / raw.AsSpan(k / classes * classes, classes).ToArray().Sum());
    }

    /// <summary>1 at class <c>(a s + c) mod classes</c>, else 0.</summary>
    public static double[] OneHot(int batch, int classes, int a, int c) =>
        Make(batch * classes, k => Lattice(a, c, k / classes, classes) == k % classes ? 1 : 0);

    /// <summary><c>((a s + c) mod modulus) + offset</c>.</summary>
    public static double[] Labels(int batch, int a, int c, int modulus, int offset) => Make(batch, s => Lattice(a, c, s, modulus) + offset);

    /// <summary><c>((a s + c) mod steps) + 1</c>.</summary>
    public static int[] Lengths(int batch, int a, int c, int steps) => [.. Enumerable.Range(0, batch).Select(s => (int)Lattice(a, c, s, steps) + 1)];

    private static long Lattice(int a, int c, int k, int modulus) => (((long)a * k) + c) % modulus;

    private static double[] Make(int count, Func<int, double> rule) => [.. Enumerable.Range(0, count).Select(rule)];
}
