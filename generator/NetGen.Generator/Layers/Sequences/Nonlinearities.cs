using NetGen.Generator.Algebra;

namespace NetGen.Generator.Layers;

/// <summary>The functions of recurrent cells: what each is as an expression, and as a formula.</summary>
internal static class Nonlinearities
{
    /// <summary>The function of a sum.</summary>
    public static Expression Apply(Nonlinearity function, Expression x) => function switch
    {
        Nonlinearity.Relu => Expressions.IfNotPositive(x, 0.0, x),
        Nonlinearity.Sigmoid => Expressions.Sigmoid(x),
        Nonlinearity.Linear => x,
        Nonlinearity.HardSigmoid => Expressions.HardSigmoid(x),
        // Times 0.2 and not over 5, as Keras 2 and ONNX Runtime round it.
        Nonlinearity.SteepHardSigmoid => Expressions.Ramp((0.2 * x) + 0.5, x, 2.5),
        Nonlinearity.Softsign => Expressions.Softsign(x),
        Nonlinearity.Softplus => Expressions.Softplus(x),
        Nonlinearity.Elu => Expressions.IfNotPositive(x, Expressions.Expm1(x), x),
        _ => Expressions.Tanh(x),
    };

    /// <summary>The name of a function in a formula.</summary>
    public static string Name(Nonlinearity function) => function.ToString().ToLowerInvariant();

    /// <summary>A function of an operand in a formula; the operand alone where the function is none.</summary>
    public static string Applied(Nonlinearity function, string operand) =>
        function == Nonlinearity.Linear ? operand : $"{Name(function)}({operand})";

    /// <summary>The definitions behind a formula of those functions whose names leave something open.</summary>
    public static string Definitions(params Nonlinearity[] functions) =>
        string.Concat(functions.Distinct().Select(Definition).OfType<string>().Select(definition => "; " + definition));

    private static string? Definition(Nonlinearity function) => function switch
    {
        Nonlinearity.HardSigmoid => "hardsigmoid(x) = clip(x / 6 + 1/2, 0, 1)",
        Nonlinearity.SteepHardSigmoid => "steephardsigmoid(x) = clip(0.2 * x + 1/2, 0, 1)",
        Nonlinearity.Softsign => "softsign(x) = x / (1 + |x|)",
        Nonlinearity.Softplus => "softplus(x) = log(1 + exp(x))",
        Nonlinearity.Elu => "elu(x) = x <= 0 ? exp(x) - 1 : x",
        _ => null,
    };
}
