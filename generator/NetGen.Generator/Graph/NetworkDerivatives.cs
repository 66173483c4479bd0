using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Graph;

/// <summary>
/// The derivatives of a network with respect to single inputs, as statements that run behind it: tangents along one input each, and tangents of
/// these for second derivatives. Their adjoint is the gradient of anything made of them.
/// </summary>
internal sealed class NetworkDerivatives
{
    private readonly IReadOnlyList<Statement> _forward;
    private readonly Tensor _input;
    private readonly Func<string, string> _uniqueName;
    private readonly Dictionary<int, Tangent> _first = [];
    private readonly Dictionary<(int, int), Tangent> _second = [];
    private readonly List<Statement> _statements = [];

    /// <param name="forward">The statements of the network.</param>
    /// <param name="input">Its input, a vector.</param>
    /// <param name="uniqueName">Makes a name unique in the network.</param>
    public NetworkDerivatives(IReadOnlyList<Statement> forward, Tensor input, Func<string, string> uniqueName)
    {
        _forward = forward;
        _input = input;
        _uniqueName = uniqueName;
    }

    /// <summary>What computes the derivatives asked for so far.</summary>
    public IReadOnlyList<Statement> Statements => _statements;

    /// <summary>The derivative of a tensor by one or two inputs; null where it is zero.</summary>
    public Tensor? Of(Tensor tensor, IReadOnlyList<int> inputs)
    {
        Tangent tangent = inputs.Count == 1 ? First(inputs[0]) : Second(Math.Min(inputs[0], inputs[1]), Math.Max(inputs[0], inputs[1]));
        Tensor? first = inputs.Count == 1 ? tensor : First(Math.Min(inputs[0], inputs[1])).Tangents.TryGetValue(tensor, out Tensor? moved) ? moved : null;
        return first is not null && tangent.Tangents.TryGetValue(first, out Tensor? derivative) ? derivative : null;
    }

    private Tangent First(int input)
    {
        if (_first.TryGetValue(input, out Tangent? tangent))
            return tangent;
        string By(string name) => _uniqueName($"{name}By{Numbers.Text(input)}");
        // The input moves by 1 along one axis: the same for every sample.
        Tensor direction = new(By(_input.Name), TensorRole.Tangent, _input.Extents);
        Axis axis = new("i", _input.Extents[0]);
        Expression one = _input.Extents[0] == 1
            ? 1.0
            : new Table(Enumerable.Range(0, _input.Extents[0]).Select(i => i == input ? 1.0 : 0.0).ToEquatableArray(), axis) { Name = $"Direction{Numbers.Text(input)}" };
        _statements.Add(new Map(Access.Of(direction, axis), one, new([axis]), Accumulate: false));
        tangent = Tangent.Of(_forward, new Dictionary<Tensor, Tensor> { [_input] = direction }, By);
        _statements.AddRange(tangent.Changes);
        _first.Add(input, tangent);
        return tangent;
    }

    /// <summary>The tangents by one input, along another. A direction does not move.</summary>
    private Tangent Second(int one, int other)
    {
        if (_second.TryGetValue((one, other), out Tangent? tangent))
            return tangent;
        Tangent first = First(one), second = First(other);
        tangent = Tangent.Of(first.Changes, second.Tangents, name => _uniqueName($"{name}By{Numbers.Text(other)}"));
        _statements.AddRange(tangent.Changes);
        _second.Add((one, other), tangent);
        return tangent;
    }
}
