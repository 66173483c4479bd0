using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>What layers on sequences are given for each sample and leave behind, as rows of the training frame.</summary>
internal sealed class StateRows
{
    private readonly Tensor[] _states;
    private readonly Tensor _length;

    public StateRows(CarriedState carried, Adjoint backward, Flattening rows, Frame frame)
    {
        _length = carried.Length;
        frame.Add(_length);
        _states = carried.IsEmpty ? [] : [.. new[] { carried.Initial, carried.Final, backward.Gradients[carried.Initial], backward.Gradients[carried.Final] }.Select(rows.Row)];
        foreach (Tensor tensor in _states)
            frame.Add(tensor);
    }

    /// <summary>The states behind the sequence; empty where no layer has one.</summary>
    public IReadOnlyList<Tensor> Final => [.. _states.Skip(1).Take(1)];

    /// <summary>The gradient of those before it; empty where no layer has one.</summary>
    public IReadOnlyList<Tensor> InitialGradient => [.. _states.Skip(2).Take(1)];

    /// <summary>The gradient of those behind it, which the caller gives; empty where no layer has one.</summary>
    public IReadOnlyList<Tensor> FinalGradient => [.. _states.Skip(3).Take(1)];

    /// <summary>The layout as an argument of <c>Workspace.Create</c>.</summary>
    public string Layout(Frame frame)
    {
        IEnumerable<int> places = _states.Length == 0 ? new int[4] : _states.Select(tensor => frame.Offset(tensor.Name));
        int stride = _states.Length == 0 ? 0 : frame.Stride(_states[0].Name);
        return $"new StateLayout(StateSize, TrainingPacked, {Literal.Of(frame.Offset(_length.Name))}, {string.Join(", ", places.Select(Literal.Of))}, {Literal.Of(stride)})";
    }
}
