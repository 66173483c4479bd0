using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>
/// The members that take a span for each input, output and target of a network with several: their parameters. Beside them stand the
/// members that every network has, on samples in which all lie behind each other.
/// </summary>
/// <param name="Inputs">The parameters that are inputs.</param>
/// <param name="Outputs">Those that are outputs.</param>
/// <param name="Targets">Those that are targets.</param>
internal sealed record TypedMembers(EquatableArray<string> Inputs, EquatableArray<string> Outputs, EquatableArray<string> Targets)
{
    private static readonly string[] s_others = ["workspace", "context", "parameterGradients", "batch", "samples", "results", "slopes", "loss"];

    public bool Any => Inputs.Count > 1 || Outputs.Count > 1;

    /// <summary>Whether targets and inputs are those of the flat members, where both are one.</summary>
    public bool LossIsFlat => Inputs.Count == 1 && Targets.Count == 1;

    public static TypedMembers Of(Outline outline)
    {
        string[] inputs = Unique(outline.Inputs.Skip(1).Any() ? outline.Inputs.Select(item => item.Name) : ["inputs"], s_others);
        string[] outputs = Unique(outline.Outputs.Skip(1).Any() ? outline.Outputs.Select(item => item.Name) : ["outputs"], [.. s_others, .. inputs]);
        OutlineItem[] scored = [.. outline.Losses.Select(outline.OutputOf).OfType<OutlineItem>()];
        string[] targets = Unique(outline.Outputs.Skip(1).Any() ? scored.Select(item => item.Name) : outline.Losses.Any() ? ["targets"] : [], [.. s_others, .. inputs]);
        return new TypedMembers(new(inputs), new(outputs), new(targets));
    }

    /// <summary>The parameters that are gradients of others.</summary>
    public (string[] Outputs, string[] Inputs) Gradients()
    {
        string[] outputs = Unique(Outputs.Select(name => name + "Gradients"), s_others);
        return (outputs, Unique(Inputs.Select(name => name + "Gradients"), [.. s_others, .. outputs]));
    }

    /// <summary>The parameters of <c>LossAndGradient</c> that are gradients of the inputs.</summary>
    public string[] LossGradients() => Unique(Inputs.Select(name => name + "Gradients"), [.. s_others, .. Inputs, .. Targets]);

    /// <summary>The members with the types of their parameters, as a clash is told by.</summary>
    /// <param name="read">The type of what is read.</param>
    /// <param name="write">The type of what is written.</param>
    /// <param name="workspace">The type of a workspace.</param>
    /// <param name="context">The type of a context.</param>
    public IEnumerable<(string Name, string Signature)> Signatures(string read, string write, string workspace, string context)
    {
        if (!Any)
            yield break;
        string[] forward = [.. Inputs.Select(_ => read), .. Outputs.Select(_ => write)];
        yield return ("Forward", string.Join(", ", forward));
        yield return ("Forward", string.Join(", ", [.. forward, workspace]));
        yield return ("ForwardTraining", string.Join(", ", [.. forward, workspace, context]));
        yield return ("Backward", string.Join(", ", [workspace, .. Outputs.Select(_ => read), write, .. Inputs.Select(_ => write)]));
        if (Targets.Count == 0 || LossIsFlat)
            yield break;
        string[] data = [.. Inputs.Select(_ => read), .. Targets.Select(_ => read)];
        yield return ("LossAndGradient", string.Join(", ", [.. data, write, workspace, context, .. Inputs.Select(_ => write)]));
        yield return ("Loss", string.Join(", ", [.. data, workspace]));
    }

    private static string[] Unique(IEnumerable<string> names, IEnumerable<string> taken)
    {
        HashSet<string> all = [.. taken];
        List<string> unique = [];
        foreach (string name in names)
        {
            // A name that is no identifier is reported; the members are there all the same.
            string wish = SyntaxFacts.IsValidIdentifier(name) ? Keywords.Escape(NetworkProgram.Camel(name)) : "part", candidate = wish;
            for (int i = 2; !all.Add(candidate); i++)
                candidate = wish + Numbers.Text(i);
            unique.Add(candidate);
        }

        return [.. unique];
    }
}
