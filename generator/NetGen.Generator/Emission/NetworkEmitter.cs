using NetGen.Generator.Declaration;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Textbook;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the other half of a network class.</summary>
internal static class NetworkEmitter
{
    private const string Namespace = "global::NetGen.";

    private static readonly string[] s_usings =
        ["System", "System.CodeDom.Compiler", "System.Collections.Immutable", "System.Diagnostics.CodeAnalysis", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "NetGen"];

    /// <summary>The file of a network whose shapes fit.</summary>
    public static string Emit(Outline outline)
    {
        NetworkGraph graph = NetworkGraph.Of(outline);
        NetworkProgram program = NetworkProgram.Of(graph);
        VectorSchedule schedule = new(program);
        long bytes = WorkspaceConstants.Bytes(schedule.WorkspaceFixed, schedule.WorkspacePerSample, graph.Declaration.Precision);
        return RuleSet.FirstErrorOfSchedule(outline with { WorkspaceBytes = bytes }) is { } error
            ? EmitBroken(outline, error, schedule)
            : Emit(outline, program, schedule);
    }

    private static string Emit(Outline outline, NetworkProgram program, VectorSchedule schedule)
    {
        NetworkDeclaration declaration = outline.Declaration;
        string text = Write(program, schedule, TypedMembers.Of(outline));
        // A class with the name of a private member, say Run, is called by its full name, and the member by another one.
        return !declaration.Type.IsCalledInFull && NameResolution.IsPrivate(text, declaration)
            ? Emit(outline with { Declaration = declaration with { Type = declaration.Type with { IsCalledInFull = true } } })
            : LineBreaks.Apply(NameResolution.Apply(text, declaration));
    }

    private static string Write(NetworkProgram program, VectorSchedule schedule, TypedMembers typed)
    {
        NetworkGraph graph = program.Graph;
        CodeWriter code = new();
        TypeFrame frame = new(graph.Declaration.Type)
        {
            Documentation = Description.Documentation(graph),
            Drawing = Description.Drawing(graph),
            Implements = string.Join(", ", Interfaces(graph.Declaration)),
            Usings = s_usings,
            Attributes = [Description.DebuggerView(graph)],
            IsMarked = true,
        };
        frame.Write(code, () =>
        {
            new MemberWriter(program, schedule, typed, code).Write();
            if (graph.Declaration.Textbook)
            {
                code.Line();
                TextbookSchedule.Write(program, code);
            }
        });
        return code.ToString();
    }

    /// <summary>The file of a network that the generator fails at: the members are there and throw, and the failure is where the analyzer finds it.</summary>
    public static string EmitFailed(Outline outline, string failure) => EmitBroken(outline, Descriptors.Failure.Id, failure: failure);

    /// <summary>The file of a network with an error: the members are there and throw, so that one mistake is one error.</summary>
    public static string EmitBroken(Outline outline, string id, VectorSchedule? schedule = null, string? failure = null)
    {
        NetworkDeclaration declaration = outline.Declaration;
        bool hasInterfaces = declaration.Class.Language >= LanguageRule.LeastForInterfaces;
        TypeFrame frame = new(declaration.Type)
        {
            Documentation = [$"A network that does not fit together: see {id}."],
            Implements = hasInterfaces ? string.Join(", ", Interfaces(declaration).Select(name => Namespace + name)) : string.Empty,
            Language = declaration.Class.Language,
        };
        CodeWriter code = new();
        frame.Write(code, () => new BrokenWriter(outline, id, schedule, code) { Failed = failure, HasInterfaces = hasInterfaces }.Write());
        return LineBreaks.Apply(NameResolution.Apply(code.ToString(), declaration));
    }

    public static string BrokenInterface(NetworkDeclaration declaration) => Namespace + Interface(declaration);

    public static string Interface(NetworkDeclaration declaration) =>
        $"INetwork<{declaration.Type.Self}, {Number(declaration)}>";

    /// <summary>All interfaces of a network class.</summary>
    private static IEnumerable<string> Interfaces(NetworkDeclaration declaration) =>
        declaration.Trace ? [Interface(declaration), $"ITracedNetwork<{Number(declaration)}>"] : [Interface(declaration)];

    private static string Number(NetworkDeclaration declaration) => declaration.Precision == Precision.Double ? "double" : "float";
}
