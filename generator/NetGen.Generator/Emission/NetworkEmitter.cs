using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Textbook;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the other half of a network class.</summary>
internal static class NetworkEmitter
{
    private static readonly string[] s_usings =
        ["System", "System.Collections.Immutable", "System.Numerics", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "System.Runtime.Intrinsics", "NetGen"];

    /// <summary>The file of a network whose shapes fit.</summary>
    public static string Emit(NetworkGraph graph)
    {
        NetworkProgram program = NetworkProgram.Of(graph);
        VectorSchedule schedule = new(program);
        CodeWriter code = new();
        TypeFrame.Write(code, graph.Declaration.Type, Description.Documentation(graph), Description.Drawing(graph), Interface(graph.Declaration), s_usings, () =>
        {
            new MemberWriter(program, schedule, code).Write();
            if (graph.Declaration.Textbook)
            {
                code.Line();
                TextbookSchedule.Write(program, code);
            }
        });
        return LineBreaks.Apply(code.ToString());
    }

    /// <summary>The file of a network with an error: the members are there and throw, so that one mistake is one error.</summary>
    public static string EmitBroken(NetworkDeclaration declaration, bool hasLoss, string id)
    {
        CodeWriter code = new();
        TypeFrame.Write(code, declaration.Type, [$"A network that does not fit together: see {id}."], [], BrokenInterface(declaration), [], () => new BrokenWriter(declaration, hasLoss, id, code).Write());
        return LineBreaks.Apply(code.ToString());
    }

    public static string BrokenInterface(NetworkDeclaration declaration) => "global::NetGen." + Interface(declaration);

    public static string Interface(NetworkDeclaration declaration) =>
        $"INetwork<{declaration.Type.Reference}, {(declaration.Precision == Precision.Double ? "double" : "float")}>";
}
