"""Writes tests/NetGen.Generator.Tests/Reference/stable_forms.json: formulas as textbooks have them, at points where they overflow or
lose all digits if they are computed as they are written, with values and derivatives from 60 digits of precision.

The file is in the form of functions.json. Needs mpmath; run without arguments.

    python3 tests/reference/stable_forms.py
"""

import json
import os

import mpmath as mp

mp.mp.dps = 60
FAR = [-1000.0, -95.0, -50.0, -1.5, -0.125, 0.0, 0.25, 2.0, 50.0, 95.0, 1000.0]
RIGHT = [0.03125, 0.5, 2.0, 50.0, 95.0, 1000.0]
HUGE = [-1e25, -1e12, -1e5, -0.5, 0.0, 3.0, 1e5, 1e12, 1e25]

FUNCTIONS = []


def line(name, body, function, points=None):
    FUNCTIONS.append((name, f"static float F(float x) => {body};", function, points or FAR))


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def softplus(x):
    return mp.log(1 + mp.exp(x))


line("TanhByExponentials", "(MathF.Exp(x) - MathF.Exp(-x)) / (MathF.Exp(x) + MathF.Exp(-x))", mp.tanh)
line("TanhOfTwice", "(MathF.Exp(2 * x) - 1) / (MathF.Exp(2 * x) + 1)", mp.tanh)
line("TanhOfMinusTwice", "(1 - MathF.Exp(-2 * x)) / (1 + MathF.Exp(-2 * x))", mp.tanh)
line("TanhBySigmoid", "2 / (1 + MathF.Exp(-2 * x)) - 1", mp.tanh)
line("TanhByReciprocal", "1 - 2 / (MathF.Exp(2 * x) + 1)", mp.tanh)
line("TanhBySineAndCosine", "MathF.Sinh(x) / MathF.Cosh(x)", mp.tanh)
line("Cotangent", "MathF.Cosh(x) / MathF.Sinh(x)", mp.coth, RIGHT)
line("SigmoidOfExponential", "MathF.Exp(x) / (1 + MathF.Exp(x))", sigmoid)
line("SigmoidOfTwo", "MathF.Exp(x) / (MathF.Exp(x) + MathF.Exp(1 - x))", lambda x: sigmoid(2 * x - 1))
line("SigmoidScaled", "3 / (2 + 5 * MathF.Exp(-x))", lambda x: 3 / (2 + 5 * mp.exp(-x)))
line("OneMinusSigmoid", "1 - 1 / (1 + MathF.Exp(-x))", lambda x: sigmoid(-x))
line("LogisticDensity", "MathF.Exp(-x) / ((1 + MathF.Exp(-x)) * (1 + MathF.Exp(-x)))", lambda x: sigmoid(x) * sigmoid(-x))
line("LogisticDensityByPower", "MathF.Exp(-x) / MathF.Pow(1 + MathF.Exp(-x), 2)", lambda x: sigmoid(x) * sigmoid(-x))
line("Secant", "1 / MathF.Cosh(x)", mp.sech)
line("SecantSquared", "1 / (MathF.Cosh(x) * MathF.Cosh(x))", lambda x: mp.sech(x) ** 2)
line("SoftmaxOfThree", "MathF.Exp(x) / (MathF.Exp(x) + MathF.Exp(0.5f * x) + MathF.Exp(-x))", lambda x: mp.exp(x) / (mp.exp(x) + mp.exp(x / 2) + mp.exp(-x)))
line("ExpectationOfTwo", "(2 * MathF.Exp(x) + 3 * MathF.Exp(-x)) / (MathF.Exp(x) + MathF.Exp(-x))", lambda x: (2 * mp.exp(x) + 3 * mp.exp(-x)) / (mp.exp(x) + mp.exp(-x)))
line("RatioOfExponentials", "MathF.Exp(x + 1) / MathF.Exp(x - 1)", lambda x: mp.exp(2) + 0 * x)
line("OverExponential", "x / MathF.Exp(x)", lambda x: x * mp.exp(-x), RIGHT)
line("MishByExponentials", "x * ((1 + MathF.Exp(x)) * (1 + MathF.Exp(x)) - 1) / ((1 + MathF.Exp(x)) * (1 + MathF.Exp(x)) + 1)", lambda x: x * mp.tanh(softplus(x)))
line("SwishByExponential", "x * MathF.Exp(x) / (1 + MathF.Exp(x))", lambda x: x * sigmoid(x))
line("LogCosh", "MathF.Log(MathF.Cosh(x - 0.25f))", lambda x: mp.log(mp.cosh(x - mp.mpf("0.25"))))
line("LogCoshByExponentials", "MathF.Log((MathF.Exp(x) + MathF.Exp(-x)) / 2)", lambda x: mp.log(mp.cosh(x)))
line("LogOfOneMinusTanhSquared", "MathF.Log(1 - MathF.Tanh(x) * MathF.Tanh(x))", lambda x: -2 * mp.log(mp.cosh(x)))
line("LogSigmoid", "MathF.Log(1 / (1 + MathF.Exp(-x)))", lambda x: -softplus(-x))
line("LogOfOneMinusSigmoid", "MathF.Log(1 - 1 / (1 + MathF.Exp(-x)))", lambda x: -softplus(x))
line("SoftplusByLogP1", "float.LogP1(MathF.Exp(x))", softplus)
line("SoftplusSharp", "MathF.Log(1 + MathF.Exp(4 * x)) / 4", lambda x: softplus(4 * x) / 4)
line("SoftplusScaled", "MathF.Log(2 + 3 * MathF.Exp(x))", lambda x: mp.log(2 + 3 * mp.exp(x)))
line("LogOfSum", "MathF.Log(MathF.Exp(x) + MathF.Exp(3 - 2 * x))", lambda x: mp.log(mp.exp(x) + mp.exp(3 - 2 * x)))
line("LogOfThree", "MathF.Log(1 + MathF.Exp(x) + MathF.Exp(2 * x))", lambda x: mp.log(1 + mp.exp(x) + mp.exp(2 * x)))
line("LogOfExponential", "MathF.Log(2 * MathF.Exp(x))", lambda x: mp.log(2) + x)
line("InverseSoftplus", "MathF.Log(MathF.Exp(x) - 1)", lambda x: mp.log(mp.expm1(x)), RIGHT)
line("Charbonnier", "MathF.Sqrt(x * x + 0.25f)", lambda x: mp.sqrt(x * x + mp.mpf("0.25")), HUGE)
line("InverseRoot", "x / MathF.Sqrt(1 + x * x)", lambda x: x / mp.sqrt(1 + x * x), HUGE)


def describe(name, source, function, points):
    def at(order):
        return [float(mp.diff(function, mp.mpf(x), order, h=mp.mpf(10) ** -20) if order else function(mp.mpf(x))) for x in points]

    return {"name": name, "source": source, "points": points, "values": at(0), "slopes": at(1), "curvatures": at(2), "partials": []}


if __name__ == "__main__":
    here = os.path.dirname(os.path.abspath(__file__))
    path = os.path.join(here, "..", "NetGen.Generator.Tests", "Reference", "stable_forms.json")
    mp.mp.dps = 1000
    entries = [describe(*function) for function in FUNCTIONS]
    with open(path, "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(entry) for entry in entries) + "\n]\n")
    print(len(entries), "formulas")
