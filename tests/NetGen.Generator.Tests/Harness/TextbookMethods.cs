using System.Reflection;

namespace NetGen.Generator.Tests.Harness;

/// <summary>
/// The static methods of a generated Textbook class, with all arguments that any network has: those that this one does without are
/// not handed on. Their spans cannot pass through <c>MethodInfo.Invoke</c>.
/// </summary>
internal sealed class TextbookMethods<T>(Type network)
{
    private delegate void Spans3(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> c);

    private delegate void Spans4(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> d);

    private delegate void Updating3(ReadOnlySpan<T> a, Span<T> b, ReadOnlySpan<T> c, Span<T> d);

    private delegate void Updating4(ReadOnlySpan<T> a, Span<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> e);

    private delegate void Backward3(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, Span<T> d, Span<T> e);

    private delegate void Backward4(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> e, Span<T> f);

    private delegate T Loss4(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d);

    private delegate T Loss5(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> e);

    private delegate T Step4(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, Span<T> e, Span<T> f);

    private delegate T Step5(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> c, ReadOnlySpan<T> d, ReadOnlySpan<T> e, Span<T> f, Span<T> g);

    public void Forward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers, ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        if (Has("Forward", "buffers"))
            Method<Spans4>("Forward")(parameters, buffers, inputs, outputs);
        else
            Method<Spans3>("Forward")(parameters, inputs, outputs);
    }

    public void ForwardTraining(ReadOnlySpan<T> parameters, Span<T> buffers, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, Span<T> outputs)
    {
        const string name = "ForwardTraining";
        if (!Has(name, "buffers"))
            Method<Spans4>(name)(parameters, inputs, masks, outputs);
        else if (Has(name, "masks"))
            Method<Updating4>(name)(parameters, buffers, inputs, masks, outputs);
        else
            Method<Updating3>(name)(parameters, buffers, inputs, outputs);
    }

    public void Backward(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, ReadOnlySpan<T> outputGradients, Span<T> parameterGradients, Span<T> inputGradients)
    {
        if (Has("Backward", "masks"))
            Method<Backward4>("Backward")(parameters, inputs, masks, outputGradients, parameterGradients, inputGradients);
        else
            Method<Backward3>("Backward")(parameters, inputs, outputGradients, parameterGradients, inputGradients);
    }

    public T Loss(ReadOnlySpan<T> parameters, ReadOnlySpan<T> buffers, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights) => Has("Loss", "buffers")
        ? Method<Loss5>("Loss")(parameters, buffers, inputs, targets, sampleWeights)
        : Method<Loss4>("Loss")(parameters, inputs, targets, sampleWeights);

    public T LossAndGradient(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> masks, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights, Span<T> parameterGradients, Span<T> inputGradients) => Has("LossAndGradient", "masks")
        ? Method<Step5>("LossAndGradient")(parameters, inputs, masks, targets, sampleWeights, parameterGradients, inputGradients)
        : Method<Step4>("LossAndGradient")(parameters, inputs, targets, sampleWeights, parameterGradients, inputGradients);

    private bool Has(string method, string parameter) => Find(method).GetParameters().Any(other => other.Name == parameter);

    private TDelegate Method<TDelegate>(string method)
        where TDelegate : Delegate => Find(method).CreateDelegate<TDelegate>();

    private MethodInfo Find(string method)
    {
        Type textbook = network.GetNestedType("Textbook", BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{network} has no Textbook class.");
        return textbook.GetMethod(method, BindingFlags.Static | BindingFlags.Public)
            ?? throw new InvalidOperationException($"{textbook} has no {method}.");
    }
}
