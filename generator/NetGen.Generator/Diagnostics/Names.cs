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

    /// <summary>The views of a layer's parameters: <c>Dense1Weights</c>.</summary>
    public static IEnumerable<string> Views(OutlineItem layer) => layer is { Layer: { } kind, Input: { } input, Output: not null, Owner: null }
        ? kind.Parameters(input).Select(parameter => layer.Name + char.ToUpperInvariant(parameter.Name[0]) + parameter.Name.Substring(1))
        : [];

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
            yield return new GeneratedMember("LossAndGradient", $"{read}, {read}, {write}, {workspace}, {context}", IsType: false);
            yield return new GeneratedMember("Loss", $"{read}, {read}, {workspace}", IsType: false);
        }

        foreach ((string name, string signature) in TypedMembers.Of(outline).Signatures(read, write, workspace, context))
            yield return new GeneratedMember(name, signature, IsType: false);
        if (outline.Declaration.Trace)
            yield return new GeneratedMember("Trace", $"{read}, {write}", IsType: false);
        if (outline.Declaration.Textbook)
            yield return new GeneratedMember("Textbook", null, IsType: true);
        foreach (GeneratedMember member in Private(outline))
            yield return member;
    }

    /// <summary>
    /// What only the generated half uses. Its methods go by references that no overload of the author's has, so for them
    /// any signature will do that is none.
    /// </summary>
    private static IEnumerable<GeneratedMember> Private(Outline outline)
    {
        bool hasLoss = outline.Losses.Any();
        string[] values = ["_parameters", "_hasSlack", "InferencePacked", "InferencePerSample", "InferenceTile", "TrainingPacked", "WorkspaceFixed", "WorkspacePerSample", "VectorWidth", "InferenceGroup", "TrainingPerSample", "TrainingElements", "PartialLength", "MaskElements", "_buffers"];
        string[] methods = ["InferOne", "InferBatch", "InferTile", "PackForInference", "ForwardSamples", "BackwardSamples", "BackwardInputs", "PackForTraining", "PackForInputs", "TrainingSums", "TrainingPartials", "UpdateBuffers", "LossStatistics"];
        string[] ofLoss = ["Begin", "Run", "End", "CheckBatch", "Losses", "Seeds", "LossSamples", "StepSamples", "StepGradients", "ForwardLayers", "BackwardLayers"];
        return values.Concat(hasLoss ? ["Phases"] : []).Select(name => new GeneratedMember(name, null, IsType: false))
            .Concat(new[] { "Facts", "Scratch" }.Select(name => new GeneratedMember(name, null, IsType: true)))
            .Concat(methods.Concat(hasLoss ? ofLoss : ["BackwardGradients"]).Select(name => new GeneratedMember(name, "ref", IsType: false)))
            .Concat(WithoutArguments(outline).Select(name => new GeneratedMember(name, string.Empty, IsType: false)));
    }

    /// <summary>Methods of the generated half that an author may well have: only where it needs them are they taken.</summary>
    private static IEnumerable<string> WithoutArguments(Outline outline)
    {
        if (outline.Layers.Any(item => item is { Layer: { } layer, Input: { } input } && layer.Buffers(input).Any()))
            yield return "NewBuffers";
        if (outline.Losses.Any() && outline.Penalties.Any())
            yield return "Penalties";
    }

    /// <summary>The signatures of the generated constructors.</summary>
    public static IEnumerable<string> Constructors(NetworkDeclaration declaration) =>
        [string.Empty, "ulong", $"global::System.Memory<{(declaration.Precision == Precision.Double ? "double" : "float")}>"];
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
