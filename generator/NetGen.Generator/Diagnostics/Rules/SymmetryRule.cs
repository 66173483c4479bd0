using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>The units of a hidden layer start with different weights. Equal ones compute the same and learn the same.</summary>
/// <remarks>The units of an output layer have targets of their own to tell them apart, and a frozen layer learns nothing.</remarks>
internal sealed class SymmetryRule() : Lesson(Descriptors.Symmetry)
{
    protected override IEnumerable<Problem> Judge(Outline outline)
    {
        OutlineItem[] weighted = outline.Layers.Where(item => item.Layer is WeightedLayer).ToArray();
        foreach (OutlineItem item in weighted.Take(weighted.Length - 1))
        {
            if (item is not { Input: { } input, Output: { Channels: > 1 } output }
                || item.Layer!.Parameters(input).FirstOrDefault(parameter => parameter.Role == "Weight") is not { Frozen: false, Initialization: { } filling })
                continue;

            if (filling.Initializer is Initializer.Zeros or Initializer.Ones or Initializer.Constant)
                yield return Equal(item, output, Constant(filling), "Initializer");
            else if (filling.Scale == 0)
                yield return Equal(item, output, 0, "InitializerScale");
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        AttributeRecord attribute = outline.Items[problem.Attribute].Attribute;
        List<Change> changes = [new Change(Edit.RemoveArgument, problem.Attribute, Argument: problem.Argument!)];
        // The value is the bias's too, if that is constant.
        if (attribute.Has("InitializerValue") && attribute.Enum("BiasInitializer", Initializer.Zeros) != Initializer.Constant)
            changes.Add(new Change(Edit.RemoveArgument, problem.Attribute, Argument: "InitializerValue"));
        return [new Fix([.. changes])];
    }

    private Problem Equal(OutlineItem item, Shape output, double value, string argument) =>
        At(item, Title(item), Numbers.Text(value), Numbers.Grouped(output.Channels)) with { Argument = argument };

    private static double Constant(InitializationSpec filling) => filling.Initializer switch
    {
        Initializer.Zeros => 0,
        Initializer.Ones => 1,
        _ => filling.Value,
    };
}
