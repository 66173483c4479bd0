using System.Reflection;
using System.Reflection.Emit;

namespace NetGen.Generator.Tests.Harness;

/// <summary>
/// The static methods of a generated Textbook class, with all arguments that any network has: those that this one does without are
/// not handed on. Their spans cannot pass through <c>MethodInfo.Invoke</c>.
/// </summary>
internal sealed class TextbookMethods<T>(Type network)
{
    public delegate void ForwardMethod(ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers, ReadOnlySpan<T> inputs, Span<T> outputs);

    public delegate void ForwardTrainingMethod(ReadOnlySpan<T> parameters, Span<T> buffers, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, ReadOnlySpan<int> lengths, ReadOnlySpan<T> initialStates, Span<T> outputs);

    public delegate void BackwardMethod(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, ReadOnlySpan<int> lengths, ReadOnlySpan<T> initialStates, ReadOnlySpan<T> outputGradients, Span<T> parameterGradients, Span<T> inputGradients);

    public delegate T LossMethod(ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights);

    public delegate T LossAndGradientMethod(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, ReadOnlySpan<int> lengths, ReadOnlySpan<T> initialStates, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Span<T> parameterGradients, Span<T> inputGradients);

    public ForwardMethod Forward => Method<ForwardMethod>("Forward");

    public ForwardTrainingMethod ForwardTraining => Method<ForwardTrainingMethod>("ForwardTraining");

    public BackwardMethod Backward => Method<BackwardMethod>("Backward");

    public LossMethod Loss => Method<LossMethod>("Loss");

    public LossAndGradientMethod LossAndGradient => Method<LossAndGradientMethod>("LossAndGradient");

    /// <summary>A method that takes all arguments and hands on those whose names the generated one has.</summary>
    private TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        Type textbook = network.GetNestedType("Textbook", BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{network} has no Textbook class.");
        MethodInfo method = textbook.GetMethod(name, BindingFlags.Static | BindingFlags.Public)
            ?? throw new InvalidOperationException($"{textbook} has no {name}.");
        MethodInfo all = typeof(TDelegate).GetMethod("Invoke")!;
        ParameterInfo[] given = all.GetParameters();
        DynamicMethod adapter = new(name, all.ReturnType, [.. given.Select(parameter => parameter.ParameterType)], typeof(TextbookMethods<T>), skipVisibility: true);
        ILGenerator code = adapter.GetILGenerator();
        foreach (ParameterInfo wanted in method.GetParameters())
        {
            ParameterInfo parameter = given.Single(other => other.Name == wanted.Name);
            code.Emit(OpCodes.Ldarg, (short)parameter.Position);
            // A span that may be written may also be read.
            if (parameter.ParameterType != wanted.ParameterType)
                code.Emit(OpCodes.Call, parameter.ParameterType.GetMethods().Single(conversion => conversion.Name == "op_Implicit" && conversion.ReturnType == wanted.ParameterType));
        }

        code.Emit(OpCodes.Call, method);
        code.Emit(OpCodes.Ret);
        return adapter.CreateDelegate<TDelegate>();
    }
}
