using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>A scalar that is trained is read by the function that it is a parameter of.</summary>
internal sealed class IdleParameterRule() : Lesson(Descriptors.IdleParameter)
{
    protected override bool HoldsOfBranches => true;

    protected override IEnumerable<Problem> Judge(Outline outline) =>
        from users in outline.Items.Where(item => item.Attribute.Function is { Value: not null }).GroupBy(item => item.Attribute.Function!.Member)
        let user = users.First()
        let function = user.Attribute.Function!
        from parameter in function.Parameters
        where parameter.Role == FunctionRole.Trained && !function.Value!.Reads.Contains(FunctionRecord.Place(parameter.Name))
        select At(user, function.Name, parameter.Name) with { Argument = "function", Member = function.Member, Node = parameter.Node };
}
