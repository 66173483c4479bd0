using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Each argument of an initialiser is read by the one that is asked for.</summary>
internal sealed class IdleArgumentRule() : Rule(Descriptors.IdleArgument)
{
    public override IEnumerable<Problem> Check(Outline outline)
    {
        foreach (OutlineItem item in outline.Layers.Where(item => item.Layer is WeightedLayer && !item.Attribute.IsMalformed && !item.Layer.Arguments.Any()))
        {
            AttributeRecord attribute = item.Attribute;
            bool hasBias = ((WeightedLayer)item.Layer!).Bias;
            Initializer weights = attribute.Enum("Initializer", Initializer.GlorotUniform), bias = attribute.Enum("BiasInitializer", Initializer.Zeros);
            if (attribute.Has("InitializerValue") && weights != Initializer.Constant && !(hasBias && bias == Initializer.Constant))
                yield return Idle(item, "InitializerValue", $"it is the value of Initializer.Constant, and the weights start from Initializer.{weights}");
            if (attribute.Has("InitializerScale") && weights is Initializer.Zeros or Initializer.Ones or Initializer.Constant)
                yield return Idle(item, "InitializerScale", $"Initializer.{weights} has no spread that it could scale");
            if (attribute.Has("BiasInitializer") && !hasBias)
                yield return Idle(item, "BiasInitializer", "the layer has no bias");
        }
    }

    public override IEnumerable<Fix> Fixes(Problem problem, Outline outline)
    {
        OutlineItem item = outline.Items[problem.Attribute];
        Candidate now = new(item.Index, item.Attribute);
        // A value is given to be started from, unless another initialiser was chosen.
        if (problem.Argument == "InitializerValue" && !item.Attribute.Has("Initializer"))
        {
            Candidate constant = now.Set("Initializer", (int)Initializer.Constant, "Initializer.Constant");
            Outline changed = outline.With(item.Place, constant.Attribute);
            if (!new SymmetryRule().Check(changed).Any(symmetry => symmetry.Attribute == item.Index))
                yield return constant.Fix;
        }

        yield return now.Without(problem.Argument!).Fix;
    }

    private Problem Idle(OutlineItem item, string argument, string reason) => At(item, Title(item), argument, reason) with { Argument = argument };
}
