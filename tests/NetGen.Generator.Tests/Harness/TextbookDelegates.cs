namespace NetGen.Generator.Tests.Harness;

// The static methods of a generated Textbook class. Their spans cannot pass through MethodInfo.Invoke.

internal delegate void TextbookForward<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, Span<T> outputs);

internal delegate T TextbookLoss<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<T> sampleWeights);

internal delegate T TextbookLossAndGradient<T>(
    ReadOnlySpan<T> parameters,
    ReadOnlySpan<T> inputs,
    ReadOnlySpan<T> targets,
    ReadOnlySpan<T> sampleWeights,
    Span<T> parameterGradients,
    Span<T> inputGradients);

internal delegate void TextbookBackward<T>(
    ReadOnlySpan<T> parameters,
    ReadOnlySpan<T> inputs,
    ReadOnlySpan<T> outputGradients,
    Span<T> parameterGradients,
    Span<T> inputGradients);
