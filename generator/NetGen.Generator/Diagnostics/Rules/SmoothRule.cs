using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A network whose derivatives are part of its loss has no kinks: behind one, second derivatives are zero or jump, and the equation is not learnt.</summary>
internal sealed class SmoothRule() : Rule(Descriptors.NotSmooth)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        if ((outline.OnlyLoss is { Loss: PhysicsLoss } loss ? loss : outline.Layers.LastOrDefault(item => item.Layer is InputDerivatives)) is not { } user)
            yield break;
        foreach (OutlineItem item in outline.Layers.Where(item => item.Index < user.Index && item is { Input: not null, Output: not null } && !item.Attribute.IsMalformed && item.Attribute.Function is null or { Value: not null }))
        {
            if (item.Layer!.HasLengths)
                yield return At(item, Title(item), user.Attribute.Kind, "derivatives are taken through layers of vectors, and not through the steps of a sequence; use dense layers") with { Related = new([user.Index]) };
            else if (item.Layer.DiffersInTraining)
                yield return At(item, Title(item), user.Attribute.Kind, "in training it is another function than in inference") with { Related = new([user.Index]) };
            else if (!IsSmooth(item.Layer, item.Input!))
                yield return At(item, Title(item), user.Attribute.Kind, "it has a kink, where slopes jump") with { Related = new([user.Index]) };
        }
    }

    /// <summary>Whether nothing in the statements of a layer chooses between formulas.</summary>
    private static bool IsSmooth(Layer layer, Shape input)
    {
        Dictionary<string, Tensor> own = layer.Parameters(input).ToDictionary(parameter => parameter.Name, parameter => new Tensor(parameter.Name, TensorRole.Parameter, parameter.Shape.Extents));
        int names = 0;
        Lowering lowering = new("layer", own, name => $"{name}{Numbers.Text(names++)}", masks: null, shared: []);
        Tensor source = new("input", TensorRole.Value, input.Extents);
        if (layer is InputDerivatives)
            return true;
        if (layer is Join join)
            join.Lower(lowering, [.. Enumerable.Repeat(source, join.Names.Count + 1)]);
        else
            layer.Lower(lowering, source, input);
        return lowering.Statements.All(statement => statement switch
        {
            Map map => IsSmooth(map.Value),
            Reduce reduce => reduce.Folding is Folding.Sum or Folding.StoppedMaximum && IsSmooth(reduce.Value),
            _ => true,
        });
    }

    private static bool IsSmooth(Expression value) =>
        value is not (Select or Unary { Function: Function.Absolute or Function.Step }) && value.Operands.All(IsSmooth);
}
