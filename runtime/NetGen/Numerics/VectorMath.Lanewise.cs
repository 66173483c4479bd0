using System.Numerics;
using System.Runtime.Intrinsics;

namespace NetGen;

/// <content>
/// Functions that have no vector algorithm here: every lane by itself, with the bits of the scalar overload. Reducing an angle
/// or splitting a logarithm takes branches, and so do the special cases of a power.
/// </content>
public static partial class VectorMath
{
    /// <summary>sin x of every lane, as <see cref="Sin(float)"/> has it.</summary>
    public static Vector<float> Sin(Vector<float> x)
    {
        Vector<float> result = default;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = result.WithElement(lane, Sin(x[lane]));
        }

        return result;
    }

    /// <summary>sin x of every lane, as <see cref="Sin(double)"/> has it.</summary>
    public static Vector<double> Sin(Vector<double> x)
    {
        Vector<double> result = default;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            result = result.WithElement(lane, Sin(x[lane]));
        }

        return result;
    }

    /// <summary>cos x of every lane, as <see cref="Cos(float)"/> has it.</summary>
    public static Vector<float> Cos(Vector<float> x)
    {
        Vector<float> result = default;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = result.WithElement(lane, Cos(x[lane]));
        }

        return result;
    }

    /// <summary>cos x of every lane, as <see cref="Cos(double)"/> has it.</summary>
    public static Vector<double> Cos(Vector<double> x)
    {
        Vector<double> result = default;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            result = result.WithElement(lane, Cos(x[lane]));
        }

        return result;
    }

    /// <summary>x^y of every lane, as <see cref="Pow(float, float)"/> has it.</summary>
    public static Vector<float> Pow(Vector<float> x, Vector<float> y)
    {
        Vector<float> result = default;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            result = result.WithElement(lane, Pow(x[lane], y[lane]));
        }

        return result;
    }

    /// <summary>x^y of every lane, as <see cref="Pow(double, double)"/> has it.</summary>
    public static Vector<double> Pow(Vector<double> x, Vector<double> y)
    {
        Vector<double> result = default;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            result = result.WithElement(lane, Pow(x[lane], y[lane]));
        }

        return result;
    }

    /// <inheritdoc cref="Sin(Vector{float})"/>
    public static Vector128<float> Sin(Vector128<float> x) =>
        Vector128.Create(Sin(x[0]), Sin(x[1]), Sin(x[2]), Sin(x[3]));

    /// <inheritdoc cref="Sin(Vector{double})"/>
    public static Vector128<double> Sin(Vector128<double> x) => Vector128.Create(Sin(x[0]), Sin(x[1]));

    /// <inheritdoc cref="Cos(Vector{float})"/>
    public static Vector128<float> Cos(Vector128<float> x) =>
        Vector128.Create(Cos(x[0]), Cos(x[1]), Cos(x[2]), Cos(x[3]));

    /// <inheritdoc cref="Cos(Vector{double})"/>
    public static Vector128<double> Cos(Vector128<double> x) => Vector128.Create(Cos(x[0]), Cos(x[1]));

    /// <inheritdoc cref="Pow(Vector{float}, Vector{float})"/>
    public static Vector128<float> Pow(Vector128<float> x, Vector128<float> y) =>
        Vector128.Create(Pow(x[0], y[0]), Pow(x[1], y[1]), Pow(x[2], y[2]), Pow(x[3], y[3]));

    /// <inheritdoc cref="Pow(Vector{double}, Vector{double})"/>
    public static Vector128<double> Pow(Vector128<double> x, Vector128<double> y) =>
        Vector128.Create(Pow(x[0], y[0]), Pow(x[1], y[1]));
}
