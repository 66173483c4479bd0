namespace NetGen.Samples.Pinn;

/// <summary>
/// A curve y(x) that is to satisfy y'' + y' + y = 0 with given y(0) and y'(0). It sees no value of the solution: what it learns from is how far it is from the equation.
/// </summary>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1)]
[PhysicsLoss(nameof(Residual))]
internal sealed partial class Oscillator
{
    /// <summary>At a point inside, how far the curve is from the equation; at the start, from its two conditions.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The curve there.</param>
    /// <param name="slope">Its first derivative.</param>
    /// <param name="curvature">Its second derivative.</param>
    /// <param name="condition">0 for the equation, 1 for the value, 2 for the slope.</param>
    /// <param name="given">The value or slope that is given.</param>
    private static double Residual(double x, double y, [Derivative(0)] double slope, [Derivative(0, 0)] double curvature, [Target] double condition, [Target] double given) =>
        condition switch
        {
            1 => y - given,
            2 => slope - given,
            _ => curvature + slope + y,
        };
}

/// <summary>The same curve with its derivatives as outputs: it is made over the parameters of an <see cref="Oscillator"/>.</summary>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1)]
[InputDerivatives(2)]
internal sealed partial class Curve;
