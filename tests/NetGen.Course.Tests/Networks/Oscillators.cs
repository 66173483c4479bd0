namespace NetGen.Course.Tests.Networks;

/// <summary>Two units that learn y'' + y' + y = 0. A point counts for the equation, or for the value that is given there.</summary>
[Network]
[Input(1)]
[Dense(2), Tanh]
[Dense(1)]
[PhysicsLoss(nameof(Residual))]
internal sealed partial class Oscillator
{
    private static float Residual(float x, float y, [Derivative(0)] float slope, [Derivative(0, 0)] float curvature, [Target] float equation, [Target] float value) =>
        equation == 1 ? curvature + slope + y : y - value;
}

/// <inheritdoc cref="Oscillator"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(2), Tanh]
[Dense(1)]
[PhysicsLoss(nameof(Residual))]
internal sealed partial class OscillatorDouble
{
    private static double Residual(double x, double y, [Derivative(0)] double slope, [Derivative(0, 0)] double curvature, [Target] double equation, [Target] double value) =>
        equation == 1 ? curvature + slope + y : y - value;
}

/// <summary>The value of the oscillator with its first and second derivative.</summary>
[Network]
[Input(1)]
[Dense(2), Tanh]
[Dense(1)]
[InputDerivatives(2)]
internal sealed partial class OscillatorCurve;

/// <inheritdoc cref="OscillatorCurve"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Dense(2), Tanh]
[Dense(1)]
[InputDerivatives(2)]
internal sealed partial class OscillatorCurveDouble;

/// <summary>The exact solution as a network, with its derivatives; it has nothing to train.</summary>
[Network]
[Input(1)]
[Activation(nameof(Solution))]
[InputDerivatives(2)]
internal sealed partial class ExactOscillator
{
    private const float Frequency = 0.8660254f;

    private static float Solution(float x) => MathF.Exp(-x / 2) * MathF.Cos(Frequency * x);
}

/// <inheritdoc cref="ExactOscillator"/>
[Network(Precision = Precision.Double)]
[Input(1)]
[Activation(nameof(Solution))]
[InputDerivatives(2)]
internal sealed partial class ExactOscillatorDouble
{
    private const double Frequency = 0.86602540378443865;

    private static double Solution(double x) => Math.Exp(-x / 2) * Math.Cos(Frequency * x);
}

/// <summary>The sum of a value and its two derivatives: what the equation says is zero.</summary>
[Network]
[Input(3)]
[Dense(1, Bias = false, Initializer = Initializer.Ones)]
internal sealed partial class OscillatorEquation;

/// <inheritdoc cref="OscillatorEquation"/>
[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(1, Bias = false, Initializer = Initializer.Ones)]
internal sealed partial class OscillatorEquationDouble;
