namespace NetGen.Tests.Contract;

// Methods of the author's as activation and as loss, and derivatives with respect to the inputs.

[Network]
[Input(7)]
[Dense(19), Activation(nameof(Swish))]
[Dense(5), Activation(nameof(Wave))]
[CustomLoss(nameof(LogCosh))]
internal sealed partial class OwnFunctions
{
    private const float Ln2 = 0.6931472f;

    private static float Swish(float x, [Parameter(1.5)] float beta) => x / (1 + MathF.Exp(-beta * x));

    private static float Wave(float x) => x > 0 ? MathF.Sin(x) : MathF.Pow(1.5f, x) - 1;

    private static float LogCosh(float y, float target)
    {
        float error = MathF.Abs(y - target);
        return error + MathF.Log(1 + MathF.Exp(-2 * error)) - Ln2;
    }
}

[Network(Precision = Precision.Double)]
[Input(3)]
[Dense(19), Activation(nameof(Bump))]
[Dense(5), Sigmoid]
[CustomLoss(nameof(Quartic), Outputs = Reduction.Sum, Batch = Reduction.Sum)]
internal sealed partial class OwnFunctionsDouble
{
    private static double Bump(double x, [Parameter(2)] double width) => Math.Exp(-x * x / (width * width)) * Math.Cos(x);

    private static double Quartic(double y, double target) => Math.Pow(y - target, 4);
}

[Network]
[Input(2)]
[Dense(19), Tanh]
[Dense(1)]
[PhysicsLoss(nameof(Heat))]
internal sealed partial class HeatEquation
{
    private static float Heat(float x, float t, float u, [Derivative(1)] float byTime, [Derivative(0, 0)] float curvature, [Target] float source) => byTime - 0.1f * curvature - source;
}

[Network(Precision = Precision.Double)]
[Input(2)]
[Dense(9), Silu]
[Dense(2)]
[InputDerivatives(2)]
[MeanSquaredError]
internal sealed partial class SurfaceDouble;
