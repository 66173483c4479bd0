using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Emission;

/// <summary>
/// A function of the author's as the description has it, for programs that write the network in another language:
/// <c>multiply(input, sigmoid(multiply({beta}, input)))</c>, with the trained numbers in braces.
/// </summary>
internal static class FunctionText
{
    public static string Of(FunctionRecord function)
    {
        string Text(Expression part) => part switch
        {
            Constant constant => Numbers.Text(constant.Value),
            Read read => read.Access.Tensor.Name == function.Parameters[0].Name ? "input" : $"{{{read.Access.Tensor.Name}}}",
            Unary { Function: Function.Stop } stopped => Text(stopped.Operand),
            Unary call => Call(Lower(call.Function.ToString()), call),
            Binary binary => Call(Lower(binary.Operation.ToString()), binary),
            Power power => Call("power", power),
            Select choice => Call("if" + choice.Comparison, choice),
            _ => throw new InvalidOperationException($"A function has no {part.GetType().Name}."),
        };

        string Call(string name, Expression of) => $"{name}({string.Join(", ", of.Operands.Select(Text))})";
        return Text(function.Value!);
    }

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
