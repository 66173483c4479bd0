"""Writes tests/NetGen.Generator.Tests/Reference/functions.json: methods as a user of NetGen may write them, with their values and
derivatives as PyTorch computes them in double precision.

Each method is given as C# (in float; the tests derive the form in double) and as the same function in PyTorch, so that reading the C# is
part of what is tested. Trained scalars are parameters with [Parameter]; the derivative with respect to each is recorded, too.

    python3 tests/reference/functions.py
"""

import json
import math
import os

import torch
import torch.nn.functional as F

ALL = [-3.0, -1.7, -0.9, -0.35, -0.1, 0.15, 0.4, 0.75, 1.3, 2.2, 3.1]
POSITIVE = [0.1, 0.3, 0.55, 0.9, 1.4, 2.3, 3.7, 5.0]
INSIDE = [-0.9, -0.6, -0.25, -0.05, 0.1, 0.45, 0.7, 0.95]
FAR = ALL + [-60.0, -20.0, 20.0, 60.0]

FUNCTIONS = []


def add(name, source, torch_function, points=None, parameters=()):
    FUNCTIONS.append((name, source, torch_function, points or ALL, parameters))


def line(name, body, torch_function, points=None):
    """A method of one expression."""
    add(name, f"static float F(float x) => {body};", torch_function, points)


# Activations that papers and libraries have.
line("Swish", "x / (1 + MathF.Exp(-x))", lambda x: F.silu(x), FAR)
line("SwishByProduct", "x * (1 / (1 + MathF.Exp(-x)))", lambda x: F.silu(x), FAR)
line("SwishByExponential", "x * (MathF.Exp(x) / (1 + MathF.Exp(x)))", lambda x: F.silu(x), ALL)
line("Mish", "x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)))", lambda x: F.mish(x), FAR)
line("SoftplusPlain", "MathF.Log(1 + MathF.Exp(x))", lambda x: F.softplus(x, threshold=1000), FAR)
line("SoftplusOfLibrary", "VectorMath.Softplus(x)", lambda x: F.softplus(x, threshold=1000), FAR)
line("LogSigmoid", "-MathF.Log(1 + MathF.Exp(-x))", lambda x: F.logsigmoid(x), FAR)
line("Softsign", "x / (1 + MathF.Abs(x))", lambda x: F.softsign(x), FAR)
line("Tanhshrink", "x - MathF.Tanh(x)", lambda x: F.tanhshrink(x), FAR)
line("GeluByTanh", "0.5f * x * (1 + MathF.Tanh(0.7978845608f * (x + 0.044715f * x * x * x)))", lambda x: 0.5 * x * (1 + torch.tanh(0.7978845608 * (x + 0.044715 * x ** 3))), FAR)
line("GeluByError", "0.5f * x * (1 + VectorMath.Erf(x * 0.70710678f))", lambda x: 0.5 * x * (1 + torch.erf(x * 0.70710678)), FAR)
line("QuickGelu", "x / (1 + MathF.Exp(-1.702f * x))", lambda x: x * torch.sigmoid(1.702 * x), FAR)
line("Relu", "MathF.Max(0, x)", lambda x: F.relu(x))
line("ReluByCondition", "x > 0 ? x : 0", lambda x: F.relu(x))
line("Relu6", "MathF.Min(MathF.Max(x, 0), 6)", lambda x: F.relu6(x), ALL + [7.0])
line("SquaredRelu", "x <= 0 ? 0 : x * x", lambda x: F.relu(x) ** 2)
line("LeakyRelu", "x < 0 ? 0.1f * x : x", lambda x: F.leaky_relu(x, 0.1))
line("Elu", "x > 0 ? x : MathF.Exp(x) - 1", lambda x: F.elu(x))
line("Celu", "MathF.Max(0, x) + MathF.Min(0, 1.5f * (MathF.Exp(x / 1.5f) - 1))", lambda x: F.celu(x, 1.5))
line("Selu", "1.0507009873554805f * (x > 0 ? x : 1.6732632423543772f * (MathF.Exp(x) - 1))", lambda x: F.selu(x))
line("HardSigmoid", "Math.Clamp(x / 6 + 0.5f, 0f, 1f)", lambda x: torch.clamp(x / 6 + 0.5, 0, 1), [-4.0, -2.9, -1.0, -0.2, 0.5, 1.7, 2.9, 4.0])
line("HardSwish", "x * Math.Clamp(x / 6 + 0.5f, 0f, 1f)", lambda x: x * torch.clamp(x / 6 + 0.5, 0, 1), [-4.0, -2.9, -1.0, -0.2, 0.5, 1.7, 2.9, 4.0])
line("HardTanh", "Math.Clamp(x, -1f, 1f)", lambda x: F.hardtanh(x))
line("HardShrink", "MathF.Abs(x) > 0.5f ? x : 0", lambda x: F.hardshrink(x, 0.5))
line("SoftShrink", "x > 0.5f ? x - 0.5f : x < -0.5f ? x + 0.5f : 0", lambda x: F.softshrink(x, 0.5))
line("Threshold", "x switch { > 1 => x, _ => -2 }", lambda x: F.threshold(x, 1.0, -2.0))
line("Gaussian", "MathF.Exp(-x * x)", lambda x: torch.exp(-x * x))
line("Sinc", "MathF.Sin(x) / x", lambda x: torch.sin(x) / x)
line("Siren", "MathF.Sin(30 * x)", lambda x: torch.sin(30 * x))
line("Snake", "x + MathF.Sin(x) * MathF.Sin(x)", lambda x: x + torch.sin(x) ** 2)
line("GrowingCosine", "x * MathF.Cos(x)", lambda x: x * torch.cos(x))
line("Bent", "(MathF.Sqrt(x * x + 1) - 1) / 2 + x", lambda x: (torch.sqrt(x * x + 1) - 1) / 2 + x)
line("InverseRoot", "x / MathF.Sqrt(1 + 2 * x * x)", lambda x: x / torch.sqrt(1 + 2 * x * x))
line("InverseRootLinear", "x < 0 ? x / MathF.Sqrt(1 + x * x) : x", lambda x: torch.where(x < 0, x / torch.sqrt(1 + x * x), x))
line("ScaledTanh", "1.7159f * MathF.Tanh(2.0f / 3.0f * x)", lambda x: 1.7159 * torch.tanh(2 / 3 * x), FAR)
line("Rational", "x * (27 + x * x) / (27 + 9 * x * x)", lambda x: x * (27 + x * x) / (27 + 9 * x * x))
line("LogarithmicSign", "MathF.Sign(x) * MathF.Log(1 + MathF.Abs(x))", lambda x: torch.sign(x) * torch.log1p(torch.abs(x)))
line("Serf", "x * VectorMath.Erf(VectorMath.Softplus(x))", lambda x: x * torch.erf(F.softplus(x, threshold=1000)))
line("TanhExponential", "x * MathF.Tanh(MathF.Exp(x))", lambda x: x * torch.tanh(torch.exp(x)))
line("Phish", "x * MathF.Tanh(0.5f * x * (1 + VectorMath.Erf(x * 0.70710678f)))", lambda x: x * torch.tanh(0.5 * x * (1 + torch.erf(x * 0.70710678))))
line("SmoothStep", "x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x)", lambda x: torch.where(x <= 0, 0 * x, torch.where(x >= 1, 1 + 0 * x, x * x * (3 - 2 * x))))
line("Nlrelu", "MathF.Log(MathF.Max(0, x) + 1)", lambda x: torch.log1p(F.relu(x)))
line("Step", "x > 0 ? 1 : 0", lambda x: torch.where(x > 0, 1 + 0 * x, 0 * x))

# Every function, and the rules for products, quotients and chains.
line("Constant", "3", lambda x: 3 + 0 * x)
line("Identity", "x", lambda x: 1 * x)
line("Negation", "-x", lambda x: -x)
line("Affine", "2 * x - 1", lambda x: 2 * x - 1)
line("Square", "x * x", lambda x: x * x)
line("Cube", "MathF.Pow(x, 3)", lambda x: x ** 3)
line("FifthPower", "MathF.Pow(x, 5)", lambda x: x ** 5)
line("InversePower", "MathF.Pow(x, -2)", lambda x: x ** -2)
line("RealPower", "MathF.Pow(x, 2.3f)", lambda x: x ** 2.3, POSITIVE)
line("PowerOfItself", "MathF.Pow(x, x)", lambda x: x ** x, POSITIVE)
line("ExponentialOfBase", "MathF.Pow(2.5f, x)", lambda x: 2.5 ** x)
line("Reciprocal", "1 / x", lambda x: 1 / x)
line("Quotient", "(x - 1) / (x * x + 2)", lambda x: (x - 1) / (x * x + 2))
line("Lorentzian", "1 / (1 + x * x)", lambda x: 1 / (1 + x * x))
line("Polynomial", "1 + x * (2 + x * (3 - x * (0.5f + 0.25f * x)))", lambda x: 1 + x * (2 + x * (3 - x * (0.5 + 0.25 * x))))
line("Exponential", "MathF.Exp(x)", lambda x: torch.exp(x))
line("BinaryExponential", "float.Exp2(x)", lambda x: 2 ** x)
line("ExponentialMinusOne", "float.ExpM1(x)", lambda x: torch.expm1(x))
line("Logarithm", "MathF.Log(x)", lambda x: torch.log(x), POSITIVE)
line("BinaryLogarithm", "MathF.Log2(x)", lambda x: torch.log2(x), POSITIVE)
line("DecimalLogarithm", "MathF.Log10(x)", lambda x: torch.log10(x), POSITIVE)
line("LogarithmToBase", "MathF.Log(x, 3)", lambda x: torch.log(x) / math.log(3), POSITIVE)
line("LogarithmOfOneMore", "float.LogP1(x)", lambda x: torch.log1p(x), POSITIVE)
line("Root", "MathF.Sqrt(x)", lambda x: torch.sqrt(x), POSITIVE)
line("RootByPower", "MathF.Pow(x, 0.5f)", lambda x: torch.sqrt(x), POSITIVE)
line("Sine", "MathF.Sin(x)", lambda x: torch.sin(x), FAR)
line("Cosine", "MathF.Cos(x)", lambda x: torch.cos(x), FAR)
line("Tangent", "MathF.Tan(x)", lambda x: torch.tan(x), INSIDE)
line("HyperbolicSine", "MathF.Sinh(x)", lambda x: torch.sinh(x))
line("HyperbolicCosine", "MathF.Cosh(x)", lambda x: torch.cosh(x))
line("HyperbolicTangent", "MathF.Tanh(x)", lambda x: torch.tanh(x), FAR)
line("Absolute", "MathF.Abs(x)", lambda x: torch.abs(x))
line("Sigmoid", "VectorMath.Sigmoid(x)", lambda x: torch.sigmoid(x), FAR)
line("ErrorFunction", "VectorMath.Erf(x)", lambda x: torch.erf(x), FAR)
line("LogCosh", "MathF.Log(MathF.Cosh(x))", lambda x: torch.log(torch.cosh(x)))
line("Fused", "MathF.FusedMultiplyAdd(x, x, 2 * x)", lambda x: x * x + 2 * x)
line("Chirp", "MathF.Sin(x * x)", lambda x: torch.sin(x * x))
line("Decay", "MathF.Exp(-x / 2) * MathF.Cos(0.8660254f * x)", lambda x: torch.exp(-x / 2) * torch.cos(0.8660254 * x))
line("Nested", "MathF.Tanh(MathF.Sin(MathF.Exp(-x * x)))", lambda x: torch.tanh(torch.sin(torch.exp(-x * x))))
line("Larger", "MathF.Max(x * x, x + 1)", lambda x: torch.maximum(x * x, x + 1))
line("Smaller", "MathF.Min(MathF.Sin(x), MathF.Cos(x))", lambda x: torch.minimum(torch.sin(x), torch.cos(x)))
line("NumberE", "MathF.E * x + MathF.PI", lambda x: math.e * x + math.pi)
line("WholeDivision", "1 / 2 + x", lambda x: x)

# Statements: locals, branches, patterns, other methods, constants.
add("Locals", """static float F(float x)
{
    float a = x * x, b = 1 + a;
    float c = a / b;
    return c * MathF.Sqrt(b);
}""", lambda x: x * x / (1 + x * x) * torch.sqrt(1 + x * x))
add("Assignments", """static float F(float x)
{
    float sum = 1;
    float term = x;
    sum += term;
    term *= x / 2;
    sum += term;
    term *= x / 3;
    sum += term;
    return sum;
}""", lambda x: 1 + x + x ** 2 / 2 + x ** 3 / 6)
add("EarlyReturn", """static float F(float x)
{
    if (x < -1)
        return -1 - MathF.Log(-x);
    if (x > 1)
        return 1 + MathF.Log(x);
    return x;
}""", lambda x: torch.where(x < -1, -1 - torch.log(torch.abs(x)), torch.where(x > 1, 1 + torch.log(torch.abs(x)), x)))
add("Branches", """static float F(float x)
{
    float scale;
    float shift = 0;
    if (x >= 0.5f && x < 2)
    {
        scale = 3;
        shift = -1;
    }
    else if (x <= -0.5f || !(x < 2))
    {
        scale = x;
    }
    else
    {
        scale = 0.5f;
    }

    return scale * x + shift;
}""", lambda x: torch.where((x >= 0.5) & (x < 2), 3 * x - 1, torch.where((x <= -0.5) | (x >= 2), x * x, 0.5 * x)))
add("Patterns", "static float F(float x) => x is > -1 and < 1 ? x * x : x switch { >= 1 and < 3 => 2 * x - 1, not > -2 => 3, _ => 1 - x };",
    lambda x: torch.where((x > -1) & (x < 1), x * x, torch.where((x >= 1) & (x < 3), 2 * x - 1, torch.where(x <= -2, 3 + 0 * x, 1 - x))))
add("TruthValues", """static float F(float x)
{
    bool isSmall = MathF.Abs(x) < 1;
    const bool doubles = true;
    float y = isSmall ? x : MathF.Sign(x);
    return doubles && !isSmall ? y + y : y;
}""", lambda x: torch.where(torch.abs(x) < 1, x, 2 * torch.sign(x)))
add("Calls", """static float F(float x) => Square(Half(x)) + Square(1 - Half(x));

static float Square(float value) => value * value;

static float Half(float value) => value / 2;""", lambda x: (x / 2) ** 2 + (1 - x / 2) ** 2)
add("Arguments", """static float F(float x) => Mix(to: x * x, from: x, share: Share);

const float Share = 0.25f;

static float Mix(float from, float to, float share = 0.5f, float scale = 2) => scale * (from + share * (to - from));""", lambda x: 2 * (x + 0.25 * (x * x - x)))
add("Reassigned", """static float F(float x)
{
    x = x * x + 1;
    x = MathF.Log(x);
    return x;
}""", lambda x: torch.log(x * x + 1))

# Trained scalars.
add("SwishBeta", "static float F(float x, [Parameter(1.5)] float beta) => x / (1 + MathF.Exp(-beta * x));", lambda x, beta: x * torch.sigmoid(beta * x), ALL, (1.5,))
add("PReluSlope", "static float F(float x, [Parameter(0.25)] float slope) => x > 0 ? x : slope * x;", lambda x, slope: torch.where(x > 0, x, slope * x), ALL, (0.25,))
add("SnakeFrequency", "static float F(float x, [Parameter] float a) => x + MathF.Pow(MathF.Sin(a * x), 2) / a;", lambda x, a: x + torch.sin(a * x) ** 2 / a, ALL, (1.0,))
add("Acon", "static float F(float x, [Parameter(1.2)] float p, [Parameter(0.3)] float q, [Parameter(0.9)] float beta) => (p - q) * x * VectorMath.Sigmoid(beta * (p - q) * x) + q * x;",
    lambda x, p, q, beta: (p - q) * x * torch.sigmoid(beta * (p - q) * x) + q * x, ALL, (1.2, 0.3, 0.9))
add("TrainedPower", "static float F(float x, [Parameter(1.7)] float exponent) => MathF.Pow(x, exponent);", lambda x, exponent: x ** exponent, POSITIVE, (1.7,))


def describe(name, source, function, points, parameters):
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    scalars = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in parameters]
    # The zero keeps a graph where a function is constant or straight.
    y = function(x, *scalars) + 0 * x ** 3
    slope = torch.autograd.grad(y.sum(), x, create_graph=True)[0]
    curvature = torch.autograd.grad(slope.sum(), x)[0]
    partials = []
    for place in range(len(points)):
        if scalars:
            again = function(torch.tensor(points[place], dtype=torch.float64), *scalars)
            partials.append([gradient.item() for gradient in torch.autograd.grad(again, scalars)])
    return {
        "name": name,
        "source": source,
        "points": points,
        "values": y.detach().tolist(),
        "slopes": slope.detach().tolist(),
        "curvatures": curvature.tolist(),
        "partials": partials,
    }


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "NetGen.Generator.Tests", "Reference", "functions.json")
    entries = [describe(*function) for function in FUNCTIONS]
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")
    print(len(entries), "functions")
