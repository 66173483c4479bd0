using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Names that come from the attributes, and members that are named by the generator.</summary>
internal static class Names
{
    /// <summary>Whether <paramref name="name"/> is an identifier as it stands: no keyword, and no characters that the compiler ignores.</summary>
    public static bool IsIdentifier(string name) =>
        SyntaxFacts.IsValidIdentifier(name)
        && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None
        && name.All(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format);

    /// <summary>The identifier that is nearest to a text: its words run together, each but the first with a capital letter. Null where nothing is left.</summary>
    public static string? Identifier(string text)
    {
        bool IsPart(char character) => SyntaxFacts.IsIdentifierPartCharacter(character) && CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.Format;
        string[] words = new string([.. text.Select(character => IsPart(character) ? character : ' ')]).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        string name = string.Concat(words.Select((word, i) => i == 0 ? word : Capital(word)));
        if (name.Length > 0 && !SyntaxFacts.IsIdentifierStartCharacter(name[0]))
            name = "_" + name;
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            name = Capital(name);
        return IsIdentifier(name) ? name : null;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word.Substring(1);

    /// <summary>The views of a layer's parameters and buffers: <c>Dense1Weights</c>, <c>BatchNorm1RunningMean</c>.</summary>
    public static IEnumerable<string> Views(OutlineItem layer) => layer is { Layer: { } kind, Input: { } input, Output: not null, Owner: null }
        ? Views(layer.Name, kind.Parameters(input).Select(parameter => parameter.Name).Concat(kind.Buffers(input).Select(buffer => buffer.Name)))
        : [];

    /// <summary>The views of parameters: <c>Dense1Weights</c> of <c>weights</c>. Names that differ in the case of their first letter get a number.</summary>
    public static IEnumerable<string> Views(string layer, IEnumerable<string> parameters)
    {
        HashSet<string> taken = [];
        foreach (string parameter in parameters)
        {
            string wish = layer + NetworkProgram.Pascal(parameter), view = wish;
            for (int i = 2; !taken.Add(view); i++)
                view = wish + Numbers.Text(i);
            yield return view;
        }
    }

    /// <summary>
    /// The views of a layer whose shapes may not be known, because something is wrong there or above: what it makes of any input that it
    /// takes has the names of what it makes of the right one.
    /// </summary>
    public static IEnumerable<string> LikelyViews(OutlineItem layer)
    {
        if (layer is { Output: not null, Input: not null } || layer.Layer is not { } kind || kind.Arguments.Any() || layer.Attribute.IsMalformed)
            return Views(layer);
        Shape? input = s_shapes.FirstOrDefault(shape => kind.Output(shape) is not null);
        return input is null ? [] : Views(layer with { Input = input, Output = kind.Output(input) });
    }

    /// <summary>A vector, a sequence and an image that most layers take: room for windows, and channels that most numbers of groups divide.</summary>
    private static readonly Shape[] s_shapes = [new(240), new(240, 240), new(240, 240, 240)];

    /// <summary>The members that every network gets, besides constructors and views. Kernels make way for the names of the author's members.</summary>
    public static IEnumerable<GeneratedMember> Members(Outline outline)
    {
        string number = outline.Declaration.Precision == Precision.Double ? "double" : "float";
        string read = $"global::System.ReadOnlySpan<{number}>", write = $"global::System.Span<{number}>";
        string workspace = "global::NetGen.Workspace", context = $"ref global::NetGen.TrainingContext<{number}>";

        foreach (string name in new[] { "InputSize", "OutputSize", "ParameterCount", "BufferSize", "Description", "Parameters", "Buffers" })
            yield return new GeneratedMember(name, null, IsType: false);
        yield return new GeneratedMember("Prepared", null, IsType: true);
        yield return new GeneratedMember("Forward", $"{read}, {write}", IsType: false);
        yield return new GeneratedMember("Forward", $"{read}, {write}, {workspace}", IsType: false);
        yield return new GeneratedMember("Prepare", string.Empty, IsType: false);
        yield return new GeneratedMember("CreateWorkspace", "int", IsType: false);
        yield return new GeneratedMember("ForwardTraining", $"{read}, {write}, {workspace}, {context}", IsType: false);
        yield return new GeneratedMember("Backward", $"{workspace}, {read}, {write}, {write}", IsType: false);
        if (outline.Losses.Any())
        {
            yield return new GeneratedMember("TargetSize", null, IsType: false);
            yield return new GeneratedMember("LossAndGradient", $"{read}, {read}, {write}, {workspace}, {context}, {write}", IsType: false);
            yield return new GeneratedMember("Loss", $"{read}, {read}, {workspace}", IsType: false);
        }

        foreach ((string name, string signature) in TypedMembers.Of(outline).Signatures(read, write, workspace, context))
            yield return new GeneratedMember(name, signature, IsType: false);
        if (outline.Declaration.WeightsName is not null)
            yield return new GeneratedMember("CreatePretrained", string.Empty, IsType: false);
        if (outline.Declaration.Trace)
            yield return new GeneratedMember("Trace", $"{read}, {write}", IsType: false);
        if (outline.Declaration.Textbook)
            yield return new GeneratedMember("Textbook", null, IsType: true);
        foreach (GeneratedMember member in Streaming(outline, read, write))
            yield return member;
    }

    /// <summary>The members of a network with a state that goes from step to step.</summary>
    private static IEnumerable<GeneratedMember> Streaming(Outline outline, string read, string write)
    {
        if (outline.Layers.Any(item => item.Layer!.HasLengths))
            yield return new GeneratedMember("StateSize", null, IsType: false);
        if (!StreamProgram.Streams(outline.Input, outline.Layers.Select(item => (item.Layer!, item.Input, item.Output))))
            yield break;
        foreach (string name in new[] { "StepInputSize", "StepOutputSize", "ReceptiveField" })
            yield return new GeneratedMember(name, null, IsType: false);
        yield return new GeneratedMember("State", null, IsType: true);
        foreach (string name in new[] { "Step", "Steps" })
        {
            yield return new GeneratedMember(name, $"{read}, {write}, ref {outline.Declaration.Type.FullName}.State", IsType: false);
            // Without the generated half, the type of an author's parameter is a name alone.
            yield return new GeneratedMember(name, $"{read}, {write}, ref State", IsType: false);
        }
    }

    /// <summary>The signatures of the generated constructors.</summary>
    public static IEnumerable<string> Constructors(NetworkDeclaration declaration) =>
    [
        string.Empty, "ulong", $"global::System.Memory<{(declaration.Precision == Precision.Double ? "double" : "float")}>",
        .. declaration.WeightsName is null ? (string[])[] : ["global::NetGen.PretrainedWeights"],
    ];
}

/// <summary>A member that the generator writes.</summary>
/// <param name="Signature">The types of a method's parameters; null for what is not a method.</param>
internal sealed record GeneratedMember(string Name, string? Signature, bool IsType)
{
    /// <summary>Whether both cannot be in one class.</summary>
    public bool ClashesWith(MemberRecord member) =>
        member.Name == Name
        && (Signature is null || member.Signature is null || (Signature == member.Signature && member.Arity == 0))
        && !(IsType && member.IsType && member.Arity != 0);
}
