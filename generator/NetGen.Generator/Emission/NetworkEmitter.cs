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
        ["System", "System.Collections.Immutable", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "NetGen"];

    /// <summary>The file of a network whose shapes fit.</summary>
    public static string Emit(Outline outline)
    {
        NetworkGraph graph = NetworkGraph.Of(outline);
        NetworkProgram program = NetworkProgram.Of(graph);
        VectorSchedule schedule = new(program);
        long bytes = WorkspaceConstants.Bytes(schedule.WorkspaceFixed, schedule.WorkspacePerSample, graph.Declaration.Precision);
        return RuleSet.FirstErrorOfSchedule(outline with { WorkspaceBytes = bytes }) is { } error
            ? EmitBroken(outline, error, schedule)
            : Emit(graph, program, schedule, TypedMembers.Of(outline));
    }

    private static string Emit(NetworkGraph graph, NetworkProgram program, VectorSchedule schedule, TypedMembers typed)
    {
        CodeWriter code = new();
        TypeFrame.Write(code, graph.Declaration.Type, Description.Documentation(graph), Description.Drawing(graph), string.Join(", ", Interfaces(graph.Declaration)), s_usings, () =>
        {
            new MemberWriter(program, schedule, typed, code).Write();
            if (graph.Declaration.Textbook)
            {
                code.Line();
                TextbookSchedule.Write(program, code);
            }
        });
        return LineBreaks.Apply(code.ToString());
    }

    /// <summary>The file of a network with an error: the members are there and throw, so that one mistake is one error.</summary>
    public static string EmitBroken(Outline outline, string id, VectorSchedule? schedule = null)
    {
        NetworkDeclaration declaration = outline.Declaration;
        CodeWriter code = new();
        TypeFrame.Write(code, declaration.Type, [$"A network that does not fit together: see {id}."], [], string.Join(", ", Interfaces(declaration).Select(name => Namespace + name)), [], () => new BrokenWriter(outline, id, schedule, code).Write());
        return LineBreaks.Apply(code.ToString());
    }

    public static string BrokenInterface(NetworkDeclaration declaration) => Namespace + Interface(declaration);

    public static string Interface(NetworkDeclaration declaration) =>
        $"INetwork<{declaration.Type.Reference}, {Number(declaration)}>";

    /// <summary>All interfaces of a network class.</summary>
    private static IEnumerable<string> Interfaces(NetworkDeclaration declaration) =>
        declaration.Trace ? [Interface(declaration), $"ITracedNetwork<{Number(declaration)}>"] : [Interface(declaration)];

    private static string Number(NetworkDeclaration declaration) => declaration.Precision == Precision.Double ? "double" : "float";
}
