using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <summary>A method of the author's as an expression of its parameters. Each reads as a scalar tensor of its name.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="Value">What it returns; null where it could not be read.</param>
/// <param name="Problem">Why it could not; null also where the compiler itself rejects the method.</param>
internal sealed record FunctionRecord(string Name, EquatableArray<FunctionParameter> Parameters, Expression? Value, FunctionProblem? Problem)
{
    /// <summary>The index of the method among the members of the class.</summary>
    public int Member { get; init; }

    /// <summary>A parameter, as <see cref="Value"/> reads it.</summary>
    public static Access Place(string parameter) => Access.Of(new Tensor(parameter, TensorRole.Value, EquatableArray<int>.Empty));

    /// <summary>The value for given arguments.</summary>
    public Expression Of(params Expression[] arguments)
    {
        Dictionary<Access, Expression> places = Parameters.Select((parameter, i) => (Place(parameter.Name), arguments[i])).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return (Value ?? throw new InvalidOperationException($"{Name} could not be read.")).Substitute(access => places[access]);
    }

    /// <summary>The numbers that the network gives it.</summary>
    public IEnumerable<FunctionParameter> Plain => Parameters.Where(parameter => parameter.Role == FunctionRole.Plain);

    /// <summary>Whether it is 0 whatever it is given.</summary>
    public bool IsZero => Value is Constant { Value: 0 };

    /// <summary>Whether it has a slope by a parameter.</summary>
    public bool DependsOn(FunctionParameter parameter) => !Derivative(parameter.Name).IsZero;

    /// <summary>The derivative with respect to a parameter.</summary>
    public FunctionRecord Derivative(string parameter) => this with { Value = Algebra.Derivative.Of(Value!, Place(parameter)) };
}

/// <summary>What a parameter of an author's method stands for.</summary>
internal enum FunctionRole
{
    /// <summary>A number that the network gives it.</summary>
    Plain,

    /// <summary>A trained scalar.</summary>
    Trained,

    /// <summary>A derivative of the network.</summary>
    Derivative,

    /// <summary>A number of the caller's for each sample.</summary>
    Target,
}

/// <summary>A parameter of an author's method.</summary>
internal sealed record FunctionParameter(string Name, FunctionRole Role)
{
    /// <summary>Which node of the method's syntax it is, in the order of the text; null for its name.</summary>
    public int? Node { get; init; }

    /// <summary>What a trained scalar starts from.</summary>
    public double InitialValue { get; init; }

    /// <summary>The inputs that a derivative is taken by, one or two.</summary>
    public EquatableArray<int> Inputs { get; init; } = EquatableArray<int>.Empty;

    /// <summary>The output that a derivative is taken of.</summary>
    public int Output { get; init; }
}

/// <summary>Why a method could not be read, without a place in the source: that is found when it is reported.</summary>
/// <param name="Id">The id of the diagnostic.</param>
/// <param name="Member">The index of the method among the members of the class; null where the attribute is wrong.</param>
/// <param name="Node">Which node of the method's syntax is wrong, in the order of the text; null for its name.</param>
/// <param name="Message">The arguments of the message.</param>
internal sealed record FunctionProblem(string Id, int? Member, int? Node, EquatableArray<string> Message);
