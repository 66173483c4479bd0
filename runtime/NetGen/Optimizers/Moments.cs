using System.Numerics;
using static NetGen.Elements;

namespace NetGen;

/// <summary>
/// The decaying means of a gradient and of its square, <c>m = beta1 m + (1 - beta1) g</c> and <c>s = beta2 s + (1 - beta2) g^2</c>.
/// </summary>
/// <param name="decay">The multiple of the parameter that is added to its gradient.</param>
/// <param name="beta1">How much of the mean lasts.</param>
/// <param name="beta2">How much of the mean square lasts.</param>
internal readonly struct Moments<T>(double decay, double beta1, double beta2)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Vector<T> _decay = All<T>(decay);
    private readonly Vector<T> _beta1 = All<T>(beta1);
    private readonly Vector<T> _rest1 = All<T>(1 - beta1);
    private readonly Vector<T> _beta2 = All<T>(beta2);
    private readonly Vector<T> _rest2 = All<T>(1 - beta2);

    /// <summary>Brings both means up to date, and returns the gradient with the decay in it.</summary>
    public Vector<T> Update(Vector<T> parameter, Vector<T> gradient, ref Vector<T> mean, ref Vector<T> meanSquare)
    {
        gradient = MultiplyAdd(_decay, parameter, gradient);
        mean = MultiplyAdd(_beta1, mean, _rest1 * gradient);
        meanSquare = MultiplyAdd(_beta2, meanSquare, _rest2 * (gradient * gradient));
        return gradient;
    }
}
