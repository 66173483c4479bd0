using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>An activation, a loss and a residual depend on what the network computes: of a constant nothing is learnt.</summary>
internal sealed class IgnoredInputRule() : Lesson(Descriptors.IgnoredInput)
{
    protected override bool HoldsOfBranches => true;

    protected override IEnumerable<Problem> Judge(Outline outline) => outline.Items
        .Where(item => item.Attribute.Function is { Value: not null })
        .Select(item => (Item: item, Reason: Reason(item, outline)))
        .Where(found => found.Reason is not null)
        .GroupBy(found => found.Item.Attribute.Function!.Member)
        .Select(found => found.First())
        .Select(found => At(found.Item, found.Item.Attribute.Function!.Name, found.Item.Attribute.Kind, found.Reason!) with
        {
            Argument = "function",
            Member = found.Item.Attribute.Function!.Member,
        });

    private static string? Reason(OutlineItem item, Outline outline)
    {
        FunctionRecord function = item.Attribute.Function!;
        if (item.Loss is PhysicsLoss)
        {
            int inputs = (int)(outline.Input?.Size ?? 0);
            IEnumerable<FunctionParameter> made = function.Plain.Skip(inputs).Concat(function.Parameters.Where(parameter => parameter.Role == FunctionRole.Derivative));
            return made.Any(function.DependsOn) ? null : "never reads an output of the network or a derivative of one, so nothing is learnt";
        }

        FunctionParameter input = function.Plain.First();
        if (!function.Value!.Reads.Contains(FunctionRecord.Place(input.Name)))
            return $"never reads '{input.Name}', {(item.Loss is null ? "so what comes in makes no difference, and nothing before it learns" : "the output of the network, so nothing is learnt")}";
        return item.Loss is not null && !function.DependsOn(input) ? $"has a slope of 0 everywhere by '{input.Name}', the output of the network, so nothing is learnt" : null;
    }
}
