using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>How an expression is spelled: one number at a time, a vector at a time, or for readers.</summary>
internal abstract class Dialect(Precision precision)
{
    protected Precision Precision { get; } = precision;

    /// <summary>The C# keyword of one number.</summary>
    public string Scalar => Precision == Precision.Double ? "double" : "float";

    /// <summary>The C# type of a value.</summary>
    public abstract string Type { get; }

    public virtual bool IsScalar => true;

    public virtual string Number(double value) => Literal.Of(value, Precision);

    public abstract string Call(Function function, string operand);

    public virtual string PowerOf(string x, string exponent) => $"VectorMath.Pow({x}, {exponent})";

    public virtual string Select(Comparison comparison, string left, string right, string then, string otherwise) =>
        $"({left} {Symbol(comparison)} {right} ? {then} : {otherwise})";

    /// <summary>An index as a number.</summary>
    public virtual string Position(string index) => $"({Scalar})({index})";

    /// <summary>A table of constants as a member: an array, because a span over constants allocates at every use where the compiler does not optimise.</summary>
    public string TableOf(string name, Table table) =>
        $"private static readonly {Scalar}[] {name} = [{string.Join(", ", table.Values.Select(value => Literal.Of(value, Precision)))}];";

    /// <summary>An entry of a table.</summary>
    public virtual string Table(string name, string index) => $"{name}[(int)({index})]";

    /// <summary>0 up to 0, 1 above it, and what is neither stays as it is: NaN.</summary>
    protected string Step(string x) =>
        Select(Comparison.LessOrEqual, x, Number(0), Number(0), Select(Comparison.Less, Number(0), x, Number(1), x));

    private static string Symbol(Comparison comparison) => comparison switch
    {
        Comparison.LessOrEqual => "<=",
        Comparison.Less => "<",
        _ => "==",
    };
}

/// <summary>One number at a time, with the runtime's functions: the bits of one lane.</summary>
internal class ScalarDialect(Precision precision) : Dialect(precision)
{
    public override string Type => Scalar;

    public override string Call(Function function, string operand) => function switch
    {
        Function.Absolute => $"Math.Abs({operand})",
        Function.Step => Step(operand),
        Function.Sqrt => $"{Scalar}.Sqrt({operand})",
        _ => $"VectorMath.{function}({operand})",
    };
}

/// <summary>A vector of neighbouring elements at a time.</summary>
/// <param name="bits">The bits of a vector where they are the same on every machine, because lanes that nobody reads would only cost time; 0 for as many as the machine likes.</param>
internal sealed class VectorDialect(Precision precision, int bits = 0) : Dialect(precision)
{
    /// <summary>The class of the operations.</summary>
    public string Family { get; } = bits == 0 ? "Vector" : "Vector" + Literal.Of(bits);

    /// <summary>Whether vectors of 256 bits on every machine can do it: arithmetic and the functions of gates. The others have forms of 128 bits and of the machine's width.</summary>
    public static bool HasHalfForm(Expression expression) =>
        expression is not (Power or Unary { Function: not (Function.Negate or Function.Absolute or Function.Step or Function.Sqrt or Function.Stop or Function.Sigmoid or Function.Tanh) }) && expression.Operands.All(HasHalfForm);

    /// <summary>Numbers in a vector, where it is the same on every machine.</summary>
    public int? Lanes => bits == 0 ? null : bits / (Precision == Precision.Double ? 64 : 32);

    /// <summary>Numbers in a vector, as C#.</summary>
    public string Width => Lanes is { } lanes ? Literal.Of(lanes) : "VectorWidth";

    public override string Type => $"{Family}<{Scalar}>";

    public override bool IsScalar => false;

    public override string Number(double value) => value switch
    {
        0 => $"{Type}.Zero",
        1 => $"{Type}.One",
        _ => Spread(Literal.Of(value, Precision)),
    };

    /// <summary>The same number in every lane.</summary>
    public string Spread(string number) => $"{Family}.Create({number})";

    public override string Call(Function function, string operand) => function switch
    {
        Function.Absolute => $"{Family}.Abs({operand})",
        Function.Step => Step(operand),
        Function.Sqrt => bits == 0 ? $"Vector.SquareRoot({operand})" : $"{Family}.Sqrt({operand})",
        _ => $"VectorMath.{function}({operand})",
    };

    public override string Position(string index) => throw new InvalidOperationException("Neighbouring elements stand at different places.");

    public override string Table(string name, string index) => throw new InvalidOperationException("Neighbouring elements look up different entries.");

    public override string Select(Comparison comparison, string left, string right, string then, string otherwise)
    {
        string test = comparison switch
        {
            Comparison.LessOrEqual => "LessThanOrEqual",
            Comparison.Less => "LessThan",
            _ => "Equals",
        };
        return $"{Family}.ConditionalSelect({Family}.{test}({left}, {right}), {then}, {otherwise})";
    }
}

/// <summary>For readers: the formulas themselves, with the functions of the base library.</summary>
internal sealed class TextbookDialect(Precision precision) : Dialect(precision)
{
    public override string Type => Scalar;

    /// <summary>The class of the base library's functions.</summary>
    private string Math => Precision == Precision.Double ? "Math" : "MathF";

    public override string Table(string name, string index) => $"{name}[{index}]";

    public override string PowerOf(string x, string exponent) => $"{Math}.Pow({x}, {exponent})";

    public override string Call(Function function, string operand) => function switch
    {
        Function.Absolute => $"{Math}.Abs({operand})",
        Function.Step => Step(operand),
        Function.ExpNotPositive => $"{Math}.Exp({operand})",
        Function.Expm1 => $"({Math}.Exp({operand}) - {Number(1)})",
        Function.Log1p => $"{Math}.Log({Number(1)} + {operand})",
        Function.Sigmoid => $"Sigmoid({operand})",
        Function.Softplus => $"Softplus({operand})",
        Function.Erf or Function.LogCosh => $"VectorMath.{function}({operand})",
        _ => $"{Math}.{function}({operand})",
    };
}
