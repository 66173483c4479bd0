using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>What recurrent layers are given for each sample and leave behind, as rows of the training frame.</summary>
/// <param name="Initial">The states before the sequence.</param>
/// <param name="Length">How many steps count.</param>
/// <param name="Final">The states behind it.</param>
/// <param name="InitialGradient">The gradient of the first.</param>
/// <param name="FinalGradient">The gradient of the last, which the caller may give.</param>
internal sealed record StateRows(Tensor Initial, Tensor Length, Tensor Final, Tensor InitialGradient, Tensor FinalGradient)
{
    public static StateRows Of(CarriedState carried, Adjoint backward, Flattening rows, Frame frame)
    {
        StateRows states = new(rows.Row(carried.Initial), carried.Length!, rows.Row(carried.Final), rows.Row(backward.Gradients[carried.Initial]), rows.Row(backward.Gradients[carried.Final]));
        foreach (Tensor tensor in new[] { states.Initial, states.Length, states.Final, states.InitialGradient, states.FinalGradient })
            frame.Add(tensor);
        return states;
    }

    /// <summary>The layout as an argument of <c>Workspace.Create</c>.</summary>
    public string Layout(Frame frame) =>
        $"new StateLayout(StateSize, TrainingPacked, {string.Join(", ", new[] { Initial, Length, Final, InitialGradient, FinalGradient }.Select(tensor => Literal.Of(frame.Offset(tensor.Name))))}, {Literal.Of(frame.Stride(Initial.Name))})";
}
