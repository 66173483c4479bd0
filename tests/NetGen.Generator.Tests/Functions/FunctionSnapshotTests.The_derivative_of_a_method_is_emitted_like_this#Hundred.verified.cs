// Swish
//     static float F(float x) => x / (1 + MathF.Exp(-x));
Vector128<float> sigmoid = VectorMath.Sigmoid(inputPart);
Vector128<float> inputGradientPart = activationGradientPart * (sigmoid + (inputPart * (sigmoid * (Vector128<float>.One - sigmoid))));

// SwishByProduct
//     static float F(float x) => x * (1 / (1 + MathF.Exp(-x)));
Vector128<float> sigmoid = VectorMath.Sigmoid(inputPart);
Vector128<float> inputGradientPart = activationGradientPart * (sigmoid + (inputPart * (sigmoid * (Vector128<float>.One - sigmoid))));

// SwishByExponential
//     static float F(float x) => x * (MathF.Exp(x) / (1 + MathF.Exp(x)));
Vector128<float> sigmoid = VectorMath.Sigmoid(inputPart);
Vector128<float> inputGradientPart = activationGradientPart * (sigmoid + (inputPart * (sigmoid * (Vector128<float>.One - sigmoid))));

// Mish
//     static float F(float x) => x * MathF.Tanh(MathF.Log(1 + MathF.Exp(x)));
Vector128<float> tanh = VectorMath.Tanh(VectorMath.Softplus(inputPart));
Vector128<float> inputGradientPart = activationGradientPart * (tanh + (inputPart * (VectorMath.Sigmoid(inputPart) * (Vector128<float>.One - (tanh * tanh)))));

// SoftplusPlain
//     static float F(float x) => MathF.Log(1 + MathF.Exp(x));
Vector128<float> inputGradientPart = activationGradientPart * VectorMath.Sigmoid(inputPart);

// SoftplusOfLibrary
//     static float F(float x) => VectorMath.Softplus(x);
Vector128<float> inputGradientPart = activationGradientPart * VectorMath.Sigmoid(inputPart);

// LogSigmoid
//     static float F(float x) => -MathF.Log(1 + MathF.Exp(-x));
Vector128<float> inputGradientPart = activationGradientPart * VectorMath.Sigmoid(-inputPart);

// Softsign
//     static float F(float x) => x / (1 + MathF.Abs(x));
Vector128<float> sum2 = Vector128.Abs(inputPart) + Vector128<float>.One;
Vector128<float> quotient = inputPart / (sum2 * sum2);
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128<float>.One / sum2)
    - Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), quotient,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), -quotient, Vector128<float>.Zero)));

// Tanhshrink
//     static float F(float x) => x - MathF.Tanh(x);
Vector128<float> tanh = VectorMath.Tanh(inputPart);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128<float>.One - (Vector128<float>.One - (tanh * tanh)));

// GeluByTanh
//     static float F(float x) => 0.5f * x * (1 + MathF.Tanh(0.7978845608f * (x + 0.044715f * x * x * x)));
Vector128<float> product = inputPart * inputPart;
Vector128<float> tanh = VectorMath.Tanh(Vector128.Create(0.7978846f) * (inputPart + (Vector128.Create(0.044715f) * (product * inputPart))));
Vector128<float> inputGradientPart = Vector128.Create(0.5f)
    * (activationGradientPart
    * ((tanh + Vector128<float>.One)
    + (Vector128.Create(0.7978846f)
    * (inputPart * (((Vector128.Create(0.044715f) * ((Vector128.Create(2f) * product) + product)) + Vector128<float>.One) * (Vector128<float>.One - (tanh * tanh)))))));

// GeluByError
//     static float F(float x) => 0.5f * x * (1 + VectorMath.Erf(x * 0.70710678f));
Vector128<float> inputGradientPart = Vector128.Create(0.5f)
    * (activationGradientPart
    * ((VectorMath.Erf(Vector128.Create(0.70710677f) * inputPart) + Vector128<float>.One)
    + (Vector128.Create(0.7978845f) * (inputPart * VectorMath.Exp(Vector128.Create(-0.49999997f) * (inputPart * inputPart))))));

// QuickGelu
//     static float F(float x) => x / (1 + MathF.Exp(-1.702f * x));
Vector128<float> sigmoid = VectorMath.Sigmoid(Vector128.Create(1.702f) * inputPart);
Vector128<float> inputGradientPart = activationGradientPart * (sigmoid + (Vector128.Create(1.702f) * (inputPart * (sigmoid * (Vector128<float>.One - sigmoid)))));

// Relu
//     static float F(float x) => MathF.Max(0, x);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(activationPart, Vector128<float>.Zero), Vector128<float>.Zero,
    activationGradientPart);

// ReluByCondition
//     static float F(float x) => x > 0 ? x : 0;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), activationGradientPart, Vector128<float>.Zero);

// Relu6
//     static float F(float x) => MathF.Min(MathF.Max(x, 0), 6);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128.Create(6f),
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, inputPart)), Vector128<float>.Zero,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, activationGradientPart));

// SquaredRelu
//     static float F(float x) => x <= 0 ? 0 : x * x;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero,
    Vector128.Create(2f) * (activationGradientPart * inputPart));

// LeakyRelu
//     static float F(float x) => x < 0 ? 0.1f * x : x;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), Vector128.Create(0.1f) * activationGradientPart,
    activationGradientPart);

// Elu
//     static float F(float x) => x > 0 ? x : MathF.Exp(x) - 1;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), activationGradientPart, activationGradientPart
    * (activationPart + Vector128<float>.One));

// Celu
//     static float F(float x) => MathF.Max(0, x) + MathF.Min(0, 1.5f * (MathF.Exp(x / 1.5f) - 1));
Vector128<float> expm1 = VectorMath.Expm1(inputPart / Vector128.Create(1.5f));
Vector128<float> inputGradientPart = activationGradientPart
    * (Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, Vector128<float>.One)
    + Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.Zero, Vector128.Create(1.5f) * expm1), Vector128<float>.Zero, expm1
    + Vector128<float>.One));

// Selu
//     static float F(float x) => 1.0507009873554805f * (x > 0 ? x : 1.6732632423543772f * (MathF.Exp(x) - 1));
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), Vector128.Create(1.050701f), Vector128.Create(1.7580993f)
    * (VectorMath.Expm1(inputPart) + Vector128<float>.One));

// HardSigmoid
//     static float F(float x) => Math.Clamp(x / 6 + 0.5f, 0f, 1f);
Vector128<float> sum2 = (inputPart / Vector128.Create(6f)) + Vector128.Create(0.5f);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sum2, Vector128<float>.Zero), Vector128<float>.Zero, sum2)), Vector128<float>.Zero,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sum2, Vector128<float>.Zero), Vector128<float>.Zero, Vector128.Create(0.16666667f) * activationGradientPart));

// HardSwish
//     static float F(float x) => x * Math.Clamp(x / 6 + 0.5f, 0f, 1f);
Vector128<float> sum2 = (inputPart / Vector128.Create(6f)) + Vector128.Create(0.5f);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sum2, Vector128<float>.Zero), Vector128<float>.Zero, sum2)), activationGradientPart,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sum2, Vector128<float>.Zero), Vector128<float>.Zero, activationGradientPart
    * (sum2 + (Vector128.Create(0.16666667f) * inputPart))));

// HardTanh
//     static float F(float x) => Math.Clamp(x, -1f, 1f);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128.Create(-1f)), Vector128.Create(-1f), inputPart)), Vector128<float>.Zero,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128.Create(-1f)), Vector128<float>.Zero, activationGradientPart));

// HardShrink
//     static float F(float x) => MathF.Abs(x) > 0.5f ? x : 0;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(0.5f), Vector128.Abs(inputPart)), activationGradientPart,
    Vector128<float>.Zero);

// SoftShrink
//     static float F(float x) => x > 0.5f ? x - 0.5f : x < -0.5f ? x + 0.5f : 0;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(0.5f), inputPart), activationGradientPart,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(-0.5f)), activationGradientPart, Vector128<float>.Zero));

// Threshold
//     static float F(float x) => x switch { > 1 => x, _ => -2 };
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.One, inputPart), activationGradientPart, Vector128<float>.Zero);

// Gaussian
//     static float F(float x) => MathF.Exp(-x * x);
Vector128<float> inputGradientPart = Vector128.Create(-2f) * (activationGradientPart * (inputPart * activationPart));

// Sinc
//     static float F(float x) => MathF.Sin(x) / x;
Vector128<float> inputGradientPart = activationGradientPart * ((VectorMath.Cos(inputPart) / inputPart) - (VectorMath.Sin(inputPart) / (inputPart * inputPart)));

// Siren
//     static float F(float x) => MathF.Sin(30 * x);
Vector128<float> inputGradientPart = Vector128.Create(30f) * (activationGradientPart * VectorMath.Cos(Vector128.Create(30f) * inputPart));

// Snake
//     static float F(float x) => x + MathF.Sin(x) * MathF.Sin(x);
Vector128<float> inputGradientPart = activationGradientPart * ((Vector128.Create(2f) * (VectorMath.Sin(inputPart) * VectorMath.Cos(inputPart))) + Vector128<float>.One);

// GrowingCosine
//     static float F(float x) => x * MathF.Cos(x);
Vector128<float> inputGradientPart = activationGradientPart * (VectorMath.Cos(inputPart) - (inputPart * VectorMath.Sin(inputPart)));

// Bent
//     static float F(float x) => (MathF.Sqrt(x * x + 1) - 1) / 2 + x;
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(1E+09f), Vector128.Abs(inputPart)),
    Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), Vector128.Create(-1f), Vector128<float>.Zero)), Vector128.Create(2f)
    * (inputPart * (Vector128.Create(0.5f) / Vector128.Sqrt((inputPart * inputPart) + Vector128<float>.One)))) / Vector128.Create(2f)) + Vector128<float>.One);

// InverseRoot
//     static float F(float x) => x / MathF.Sqrt(1 + 2 * x * x);
Vector128<float> sqrt = Vector128.Sqrt((Vector128.Create(2f) * (inputPart * inputPart)) + Vector128<float>.One);
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128<float>.One / sqrt) - (Vector128.Create(4f) * ((inputPart * (Vector128.Create(0.5f) / sqrt)) * (inputPart / (sqrt * sqrt)))));

// InverseRootLinear
//     static float F(float x) => x < 0 ? x / MathF.Sqrt(1 + x * x) : x;
Vector128<float> absolute = Vector128.Abs(inputPart);
Vector128<float> sqrt = Vector128.Sqrt((inputPart * inputPart) + Vector128<float>.One);
Vector128<float> choice = Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(1E+09f), absolute), absolute, sqrt);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), activationGradientPart
    * ((Vector128<float>.One / choice)
    - (Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(1E+09f), absolute),
    Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), Vector128.Create(-1f), Vector128<float>.Zero)), Vector128.Create(2f)
    * (inputPart * (Vector128.Create(0.5f) / sqrt))) * (inputPart / (choice * choice)))), activationGradientPart);

// ScaledTanh
//     static float F(float x) => 1.7159f * MathF.Tanh(2.0f / 3.0f * x);
Vector128<float> tanh = VectorMath.Tanh(Vector128.Create(0.6666667f) * inputPart);
Vector128<float> inputGradientPart = Vector128.Create(1.1439333f) * (activationGradientPart * (Vector128<float>.One - (tanh * tanh)));

// Rational
//     static float F(float x) => x * (27 + x * x) / (27 + 9 * x * x);
Vector128<float> product = inputPart * inputPart;
Vector128<float> sum2 = product + Vector128.Create(27f);
Vector128<float> sum3 = (Vector128.Create(9f) * product) + Vector128.Create(27f);
Vector128<float> inputGradientPart = activationGradientPart
    * (((sum2 + (Vector128.Create(2f) * product)) / sum3) - (Vector128.Create(18f) * (inputPart * ((inputPart * sum2) / (sum3 * sum3)))));

// LogarithmicSign
//     static float F(float x) => MathF.Sign(x) * MathF.Log(1 + MathF.Abs(x));
Vector128<float> quotient = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), Vector128.Create(-1f), Vector128<float>.Zero))
    / (Vector128.Abs(inputPart) + Vector128<float>.One);
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), quotient,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), -quotient, inputPart * quotient));

// Serf
//     static float F(float x) => x * VectorMath.Erf(VectorMath.Softplus(x));
Vector128<float> softplus = VectorMath.Softplus(inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * (VectorMath.Erf(softplus) + (Vector128.Create(1.1283792f) * (inputPart * (VectorMath.Sigmoid(inputPart) * VectorMath.Exp(-(softplus * softplus))))));

// TanhExponential
//     static float F(float x) => x * MathF.Tanh(MathF.Exp(x));
Vector128<float> exponential = VectorMath.Exp(inputPart);
Vector128<float> tanh = VectorMath.Tanh(exponential);
Vector128<float> inputGradientPart = activationGradientPart * (tanh + (inputPart * (exponential * (Vector128<float>.One - (tanh * tanh)))));

// Phish
//     static float F(float x) => x * MathF.Tanh(0.5f * x * (1 + VectorMath.Erf(x * 0.70710678f)));
Vector128<float> sum2 = VectorMath.Erf(Vector128.Create(0.70710677f) * inputPart) + Vector128<float>.One;
Vector128<float> tanh = VectorMath.Tanh(Vector128.Create(0.5f) * (inputPart * sum2));
Vector128<float> inputGradientPart = activationGradientPart
    * (tanh
    + (Vector128.Create(0.5f)
    * (inputPart
    * ((sum2 + (Vector128.Create(0.7978845f) * (inputPart * VectorMath.Exp(Vector128.Create(-0.49999997f) * (inputPart * inputPart)))))
    * (Vector128<float>.One - (tanh * tanh))))));

// SmoothStep
//     static float F(float x) => x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero,
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.One, inputPart), Vector128<float>.Zero, activationGradientPart
    * ((Vector128.Create(2f) * (inputPart * (Vector128.Create(3f) - (Vector128.Create(2f) * inputPart)))) + (Vector128.Create(-2f) * (inputPart * inputPart)))));

// Nlrelu
//     static float F(float x) => MathF.Log(MathF.Max(0, x) + 1);
Vector128<float> inputGradientPart = activationGradientPart
    * (Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, Vector128<float>.One)
    / (Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, inputPart) + Vector128<float>.One));

// Step
//     static float F(float x) => x > 0 ? 1 : 0;
// Nothing flows back.

// Constant
//     static float F(float x) => 3;
// Nothing flows back.

// Identity
//     static float F(float x) => x;
Vector128<float> inputGradientPart = activationGradientPart;

// Negation
//     static float F(float x) => -x;
Vector128<float> inputGradientPart = -activationGradientPart;

// Affine
//     static float F(float x) => 2 * x - 1;
Vector128<float> inputGradientPart = Vector128.Create(2f) * activationGradientPart;

// Square
//     static float F(float x) => x * x;
Vector128<float> inputGradientPart = Vector128.Create(2f) * (activationGradientPart * inputPart);

// Cube
//     static float F(float x) => MathF.Pow(x, 3);
Vector128<float> product = inputPart * inputPart;
Vector128<float> inputGradientPart = activationGradientPart * (product + (Vector128.Create(2f) * product));

// FifthPower
//     static float F(float x) => MathF.Pow(x, 5);
Vector128<float> product = inputPart * inputPart;
Vector128<float> inputGradientPart = activationGradientPart * ((product * product) + (Vector128.Create(4f) * (inputPart * (product * inputPart))));

// InversePower
//     static float F(float x) => MathF.Pow(x, -2);
Vector128<float> product = inputPart * inputPart;
Vector128<float> inputGradientPart = Vector128.Create(-2f) * (activationGradientPart * (inputPart / (product * product)));

// RealPower
//     static float F(float x) => MathF.Pow(x, 2.3f);
Vector128<float> inputGradientPart = Vector128.Create(2.3f) * (activationGradientPart * VectorMath.Pow(inputPart, Vector128.Create(1.3f)));

// PowerOfItself
//     static float F(float x) => MathF.Pow(x, x);
Vector128<float> product = activationPart * VectorMath.Log(inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * (Vector128.ConditionalSelect(Vector128.Equals(inputPart, Vector128<float>.Zero), Vector128<float>.Zero, inputPart
    * VectorMath.Pow(inputPart, inputPart - Vector128<float>.One))
    + Vector128.ConditionalSelect(Vector128.Equals(inputPart, Vector128<float>.Zero),
    Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.Zero, inputPart), Vector128<float>.Zero, product), product));

// ExponentialOfBase
//     static float F(float x) => MathF.Pow(2.5f, x);
Vector128<float> inputGradientPart = activationGradientPart * (activationPart * VectorMath.Log(Vector128.Create(2.5f)));

// Reciprocal
//     static float F(float x) => 1 / x;
Vector128<float> inputGradientPart = -(activationGradientPart / (inputPart * inputPart));

// Quotient
//     static float F(float x) => (x - 1) / (x * x + 2);
Vector128<float> sum2 = (inputPart * inputPart) + Vector128.Create(2f);
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128<float>.One / sum2) - (Vector128.Create(2f) * (inputPart * ((inputPart - Vector128<float>.One) / (sum2 * sum2)))));

// Lorentzian
//     static float F(float x) => 1 / (1 + x * x);
Vector128<float> sum2 = (inputPart * inputPart) + Vector128<float>.One;
Vector128<float> inputGradientPart = Vector128.Create(-2f) * (activationGradientPart * (inputPart / (sum2 * sum2)));

// Polynomial
//     static float F(float x) => 1 + x * (2 + x * (3 - x * (0.5f + 0.25f * x)));
Vector128<float> product = Vector128.Create(0.25f) * inputPart;
Vector128<float> sum2 = product + Vector128.Create(0.5f);
Vector128<float> difference = Vector128.Create(3f) - (inputPart * sum2);
Vector128<float> inputGradientPart = activationGradientPart
    * (((inputPart * difference) + Vector128.Create(2f)) + (inputPart * (difference - (inputPart * (sum2 + product)))));

// Exponential
//     static float F(float x) => MathF.Exp(x);
Vector128<float> inputGradientPart = activationGradientPart * activationPart;

// BinaryExponential
//     static float F(float x) => float.Exp2(x);
Vector128<float> inputGradientPart = Vector128.Create(0.6931472f) * (activationGradientPart * activationPart);

// ExponentialMinusOne
//     static float F(float x) => float.ExpM1(x);
Vector128<float> inputGradientPart = activationGradientPart * (activationPart + Vector128<float>.One);

// Logarithm
//     static float F(float x) => MathF.Log(x);
Vector128<float> inputGradientPart = activationGradientPart / inputPart;

// BinaryLogarithm
//     static float F(float x) => MathF.Log2(x);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128.Create(1.442695f) / inputPart);

// DecimalLogarithm
//     static float F(float x) => MathF.Log10(x);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128.Create(0.4342945f) / inputPart);

// LogarithmToBase
//     static float F(float x) => MathF.Log(x, 3);
Vector128<float> inputGradientPart = activationGradientPart * ((Vector128<float>.One / inputPart) / VectorMath.Log(Vector128.Create(3f)));

// LogarithmOfOneMore
//     static float F(float x) => float.LogP1(x);
Vector128<float> inputGradientPart = activationGradientPart / (inputPart + Vector128<float>.One);

// Root
//     static float F(float x) => MathF.Sqrt(x);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128.Create(0.5f) / activationPart);

// RootByPower
//     static float F(float x) => MathF.Pow(x, 0.5f);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128.Create(0.5f) / activationPart);

// Sine
//     static float F(float x) => MathF.Sin(x);
Vector128<float> inputGradientPart = activationGradientPart * VectorMath.Cos(inputPart);

// Cosine
//     static float F(float x) => MathF.Cos(x);
Vector128<float> inputGradientPart = -(activationGradientPart * VectorMath.Sin(inputPart));

// Tangent
//     static float F(float x) => MathF.Tan(x);
Vector128<float> cos = VectorMath.Cos(inputPart);
Vector128<float> sin = VectorMath.Sin(inputPart);
Vector128<float> inputGradientPart = activationGradientPart * ((cos / cos) + (sin * (sin / (cos * cos))));

// HyperbolicSine
//     static float F(float x) => MathF.Sinh(x);
Vector128<float> inputGradientPart = Vector128.Create(0.5f)
    * (activationGradientPart * ((VectorMath.Expm1(inputPart) + Vector128<float>.One) + (VectorMath.Expm1(-inputPart) + Vector128<float>.One)));

// HyperbolicCosine
//     static float F(float x) => MathF.Cosh(x);
Vector128<float> inputGradientPart = Vector128.Create(0.5f) * (activationGradientPart * (VectorMath.Exp(inputPart) - VectorMath.Exp(-inputPart)));

// HyperbolicTangent
//     static float F(float x) => MathF.Tanh(x);
Vector128<float> inputGradientPart = activationGradientPart * (Vector128<float>.One - (activationPart * activationPart));

// Absolute
//     static float F(float x) => MathF.Abs(x);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), activationGradientPart,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), -activationGradientPart, Vector128<float>.Zero));

// Sigmoid
//     static float F(float x) => VectorMath.Sigmoid(x);
Vector128<float> inputGradientPart = activationGradientPart * (activationPart * (Vector128<float>.One - activationPart));

// ErrorFunction
//     static float F(float x) => VectorMath.Erf(x);
Vector128<float> inputGradientPart = Vector128.Create(1.1283792f) * (activationGradientPart * VectorMath.Exp(-(inputPart * inputPart)));

// LogCosh
//     static float F(float x) => MathF.Log(MathF.Cosh(x));
Vector128<float> inputGradientPart = activationGradientPart * VectorMath.Tanh(inputPart);

// Fused
//     static float F(float x) => MathF.FusedMultiplyAdd(x, x, 2 * x);
Vector128<float> inputGradientPart = activationGradientPart * ((Vector128.Create(2f) * inputPart) + Vector128.Create(2f));

// Chirp
//     static float F(float x) => MathF.Sin(x * x);
Vector128<float> inputGradientPart = Vector128.Create(2f) * (activationGradientPart * (inputPart * VectorMath.Cos(inputPart * inputPart)));

// Decay
//     static float F(float x) => MathF.Exp(-x / 2) * MathF.Cos(0.8660254f * x);
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128.Create(-0.5f) * activationPart)
    + (Vector128.Create(-0.8660254f) * (VectorMath.Exp(-(inputPart / Vector128.Create(2f))) * VectorMath.Sin(Vector128.Create(0.8660254f) * inputPart))));

// Nested
//     static float F(float x) => MathF.Tanh(MathF.Sin(MathF.Exp(-x * x)));
Vector128<float> exponential = VectorMath.Exp(-(inputPart * inputPart));
Vector128<float> inputGradientPart = Vector128.Create(-2f)
    * (activationGradientPart * (((inputPart * exponential) * VectorMath.Cos(exponential)) * (Vector128<float>.One - (activationPart * activationPart))));

// Larger
//     static float F(float x) => MathF.Max(x * x, x + 1);
Vector128<float> sum2 = inputPart + Vector128<float>.One;
Vector128<float> product = inputPart * inputPart;
Vector128<float> product2 = Vector128.Create(2f) * inputPart;
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sum2, product), product2,
    Vector128.ConditionalSelect(Vector128.LessThan(product, sum2), Vector128<float>.One, product2 + Vector128<float>.One));

// Smaller
//     static float F(float x) => MathF.Min(MathF.Sin(x), MathF.Cos(x));
Vector128<float> sin = VectorMath.Sin(inputPart);
Vector128<float> cos = VectorMath.Cos(inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThanOrEqual(sin, cos), cos, Vector128.ConditionalSelect(Vector128.LessThan(cos, sin), -sin, cos - sin));

// NumberE
//     static float F(float x) => MathF.E * x + MathF.PI;
Vector128<float> inputGradientPart = Vector128.Create(2.7182817f) * activationGradientPart;

// WholeDivision
//     static float F(float x) => 1 / 2 + x;
Vector128<float> inputGradientPart = activationGradientPart;

// Locals
//     static float F(float x)
//     {
//         float a = x * x, b = 1 + a;
//         float c = a / b;
//         return c * MathF.Sqrt(b);
//     }
Vector128<float> product = inputPart * inputPart;
Vector128<float> sum2 = product + Vector128<float>.One;
Vector128<float> absolute = Vector128.Abs(inputPart);
Vector128<float> sqrt = Vector128.Sqrt(sum2);
Vector128<float> inputGradientPart = activationGradientPart
    * (((((Vector128.Create(2f) * inputPart) / sum2) - (Vector128.Create(2f) * (inputPart * (product / (sum2 * sum2)))))
    * Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(1E+09f), absolute), absolute, sqrt))
    + ((product / sum2)
    * Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(1E+09f), absolute),
    Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.Zero), Vector128.Create(-1f), Vector128<float>.Zero)), Vector128.Create(2f)
    * (inputPart * (Vector128.Create(0.5f) / sqrt)))));

// Assignments
//     static float F(float x)
//     {
//         float sum = 1;
//         float term = x;
//         sum += term;
//         term *= x / 2;
//         sum += term;
//         term *= x / 3;
//         sum += term;
//         return sum;
//     }
Vector128<float> quotient = inputPart / Vector128.Create(2f);
Vector128<float> sum2 = quotient + (Vector128.Create(0.5f) * inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * ((sum2 + Vector128<float>.One) + ((sum2 * (inputPart / Vector128.Create(3f))) + (Vector128.Create(0.33333334f) * (inputPart * quotient))));

// EarlyReturn
//     static float F(float x)
//     {
//         if (x < -1)
//             return -1 - MathF.Log(-x);
//         if (x > 1)
//             return 1 + MathF.Log(x);
//         return x;
//     }
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(-1f)), Vector128<float>.One / (-inputPart),
    Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.One, inputPart), Vector128<float>.One / inputPart, Vector128<float>.One));

// Branches
//     static float F(float x)
//     {
//         float scale;
//         float shift = 0;
//         if (x >= 0.5f && x < 2)
//         {
//             scale = 3;
//             shift = -1;
//         }
//         else if (x <= -0.5f || !(x < 2))
//         {
//             scale = x;
//         }
//         else
//         {
//             scale = 0.5f;
//         }
//
//         return scale * x + shift;
//     }
Vector128<float> choice = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128.Create(-0.5f)), Vector128<float>.One,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(2f)), Vector128<float>.Zero, Vector128<float>.One));
Vector128<float> choice2 = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(inputPart, Vector128.Create(-0.5f)), inputPart,
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(2f)), Vector128.Create(0.5f), inputPart));
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128.Create(0.5f), inputPart),
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(2f)), Vector128<float>.Zero, choice), choice) * inputPart)
    + Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128.Create(0.5f), inputPart),
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(2f)), Vector128.Create(3f), choice2), choice2));

// Patterns
//     static float F(float x) => x is > -1 and < 1 ? x * x : x switch { >= 1 and < 3 => 2 * x - 1, not > -2 => 3, _ => 1 - x };
Vector128<float> choice = Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(-2f), inputPart), Vector128.Create(-1f), Vector128<float>.Zero);
Vector128<float> choice2 = Vector128.ConditionalSelect(Vector128.LessThanOrEqual(Vector128<float>.One, inputPart),
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128.Create(3f)), Vector128.Create(2f), choice), choice);
Vector128<float> inputGradientPart = activationGradientPart
    * Vector128.ConditionalSelect(Vector128.LessThan(Vector128.Create(-1f), inputPart),
    Vector128.ConditionalSelect(Vector128.LessThan(inputPart, Vector128<float>.One), Vector128.Create(2f) * inputPart, choice2), choice2);

// TruthValues
//     static float F(float x)
//     {
//         bool isSmall = MathF.Abs(x) < 1;
//         const bool doubles = true;
//         float y = isSmall ? x : MathF.Sign(x);
//         return doubles && !isSmall ? y + y : y;
//     }
Vector128<float> absolute = Vector128.Abs(inputPart);
Vector128<float> choice = Vector128.ConditionalSelect(Vector128.LessThan(absolute, Vector128<float>.One), Vector128<float>.One, Vector128<float>.Zero);
Vector128<float> inputGradientPart = activationGradientPart * Vector128.ConditionalSelect(Vector128.LessThan(absolute, Vector128<float>.One), choice, choice + choice);

// Calls
//     static float F(float x) => Square(Half(x)) + Square(1 - Half(x));
//
//     static float Square(float value) => value * value;
//
//     static float Half(float value) => value / 2;
Vector128<float> quotient = inputPart / Vector128.Create(2f);
Vector128<float> inputGradientPart = activationGradientPart * (quotient + (quotient - Vector128<float>.One));

// Arguments
//     static float F(float x) => Mix(to: x * x, from: x, share: Share);
//
//     const float Share = 0.25f;
//
//     static float Mix(float from, float to, float share = 0.5f, float scale = 2) => scale * (from + share * (to - from));
Vector128<float> inputGradientPart = activationGradientPart
    * ((Vector128.Create(0.5f) * ((Vector128.Create(2f) * inputPart) - Vector128<float>.One)) + Vector128.Create(2f));

// Reassigned
//     static float F(float x)
//     {
//         x = x * x + 1;
//         x = MathF.Log(x);
//         return x;
//     }
Vector128<float> inputGradientPart = Vector128.Create(2f) * (activationGradientPart * (inputPart / ((inputPart * inputPart) + Vector128<float>.One)));

// SwishBeta
//     static float F(float x, [Parameter(1.5)] float beta) => x / (1 + MathF.Exp(-beta * x));
Vector128<float> sigmoid = VectorMath.Sigmoid(Vector128.Create(activationBetaParameter) * inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * (sigmoid + (inputPart * (Vector128.Create(activationBetaParameter) * (sigmoid * (Vector128<float>.One - sigmoid)))));

// PReluSlope
//     static float F(float x, [Parameter(0.25)] float slope) => x > 0 ? x : slope * x;
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.LessThan(Vector128<float>.Zero, inputPart), activationGradientPart, activationGradientPart
    * Vector128.Create(activationSlopeParameter));

// SnakeFrequency
//     static float F(float x, [Parameter] float a) => x + MathF.Pow(MathF.Sin(a * x), 2) / a;
Vector128<float> product = Vector128.Create(activationAParameter) * inputPart;
Vector128<float> inputGradientPart = activationGradientPart
    * (((Vector128.Create(2f) * (VectorMath.Sin(product) * (Vector128.Create(activationAParameter) * VectorMath.Cos(product))))
    / Vector128.Create(activationAParameter)) + Vector128<float>.One);

// Acon
//     static float F(float x, [Parameter(1.2)] float p, [Parameter(0.3)] float q, [Parameter(0.9)] float beta) => (p - q) * x * VectorMath.Sigmoid(beta * (p - q) * x) + q * x;
Vector128<float> difference = Vector128.Create(activationPParameter) - Vector128.Create(activationQParameter);
Vector128<float> product = Vector128.Create(activationBetaParameter) * difference;
Vector128<float> sigmoid = VectorMath.Sigmoid(product * inputPart);
Vector128<float> inputGradientPart = activationGradientPart
    * (((difference * sigmoid) + ((difference * inputPart) * (product * (sigmoid * (Vector128<float>.One - sigmoid))))) + Vector128.Create(activationQParameter));

// TrainedPower
//     static float F(float x, [Parameter(1.7)] float exponent) => MathF.Pow(x, exponent);
Vector128<float> inputGradientPart = Vector128.ConditionalSelect(Vector128.Equals(Vector128.Create(activationExponentParameter), Vector128<float>.Zero),
    Vector128<float>.Zero, activationGradientPart
    * (Vector128.Create(activationExponentParameter) * VectorMath.Pow(inputPart, Vector128.Create(activationExponentParameter) - Vector128<float>.One)));
