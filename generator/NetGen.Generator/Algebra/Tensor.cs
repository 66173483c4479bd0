using NetGen.Generator.Declaration;

namespace NetGen.Generator.Algebra;

/// <summary>What a tensor is to the network.</summary>
internal enum TensorRole
{
    /// <summary>One sample of the caller's inputs.</summary>
    Input,

    /// <summary>One sample of the caller's targets.</summary>
    Target,

    /// <summary>What else the caller says of each sample: the state before its sequence, or how long that is.</summary>
    Given,

    /// <summary>Trained numbers, shared by all samples.</summary>
    Parameter,

    /// <summary>What a statement computes for each sample.</summary>
    Value,

    /// <summary>What a statement computes once for the whole batch, and its gradient: a mean over the samples.</summary>
    Statistic,

    /// <summary>Numbers that training updates without a gradient.</summary>
    Buffer,

    /// <summary>The loss of each sample.</summary>
    Loss,

    /// <summary>The derivative of the loss of the batch with respect to a tensor of the same shape.</summary>
    Gradient,

    /// <summary>The derivative with respect to a parameter: summed over samples.</summary>
    ParameterGradient,

    /// <summary>The change of a tensor along a direction.</summary>
    Tangent,
}

/// <summary>A named block of numbers with constant extents.</summary>
/// <param name="Name">A C# identifier, unique in its network.</param>
/// <param name="Role">What it is to the network.</param>
/// <param name="Extents">Its extents, row-major; empty for a scalar.</param>
internal sealed record Tensor(string Name, TensorRole Role, EquatableArray<int> Extents)
{
    /// <summary>Whether every sample of the batch has its own.</summary>
    public bool PerSample => Role is not (TensorRole.Parameter or TensorRole.ParameterGradient or TensorRole.Statistic or TensorRole.Buffer);

    public int Size => Extents.Aggregate(1, (product, extent) => product * extent);

    public override string ToString() => Name;
}
