using NetGen.Generator.Declaration;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members of a network with an error. They throw and name its id, so that calls to them are no errors of their own. Types have their full names: a simple one may be what is wrong.</summary>
internal sealed class BrokenWriter(Outline outline, string id, VectorSchedule? schedule, CodeWriter code)
{
    /// <summary>The constant in which a failure of the generator is found.</summary>
    public const string Failure = "__NetGenFailure";

    private readonly NetworkDeclaration _declaration = outline.Declaration;
    private readonly string _number = outline.Declaration.Precision == Precision.Double ? "double" : "float";

    /// <summary>The failure of the generator; null where the network is wrong.</summary>
    public string? Failed { get; init; }

    /// <summary>Whether the class can implement the static members of an interface.</summary>
    public bool HasInterfaces { get; init; } = true;

    public void Write()
    {
        if (Failed is not null)
            code.Line($"private const string {Failure} = {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(Failed, quote: true)};");
        string refuse = $"throw new global::System.InvalidOperationException(\"{_declaration.Type.Name} was built with the error {id}.\")";
        string spans = $"global::System.ReadOnlySpan<{_number}> inputs, global::System.Span<{_number}> outputs";
        string data = $"global::System.ReadOnlySpan<{_number}> inputs, global::System.ReadOnlySpan<{_number}> targets, global::System.Span<{_number}> parameterGradients, global::NetGen.Workspace workspace, in global::NetGen.TrainingContext<{_number}> context";
        string pair = $"global::System.ReadOnlySpan<{_number}> inputs, global::System.ReadOnlySpan<{_number}> targets, global::NetGen.Workspace workspace";
        string self = NetworkEmitter.BrokenInterface(_declaration) + ".";

        foreach (string size in new[] { "InputSize", "OutputSize", "TargetSize", "ParameterCount", "BufferSize" })
            code.Line($"public const int {size} = 1;");
        string name = _declaration.Type.Identifier;
        code.Line($"public {name}() => {refuse};");
        code.Line($"public {name}(ulong seed) => {refuse};");
        code.Line($"public {name}(global::System.Memory<{_number}> parameters) => {refuse};");
        code.Line($"public static global::NetGen.NetworkDescription Description => {refuse};");
        code.Line($"public global::System.Span<{_number}> Parameters => {refuse};");
        code.Line($"public global::System.Span<{_number}> Buffers => {refuse};");
        code.Line($"public void Forward({spans}) => {refuse};");
        code.Line($"public void Forward({spans}, global::NetGen.Workspace workspace) => {refuse};");
        code.Line($"public Prepared Prepare() => {refuse};");
        using (code.Block($"public sealed class Prepared : global::NetGen.IPreparedNetwork<{_number}>"))
            code.Line($"public void Forward({spans}) => {refuse};");
        if (_declaration.Trace)
            code.Line($"public void Trace(global::System.ReadOnlySpan<{_number}> input, global::System.Span<{_number}> activations) => {refuse};");
        code.Line($"public static global::NetGen.Workspace CreateWorkspace(int maxBatch) => {refuse};");
        code.Line($"public void ForwardTraining({spans}, global::NetGen.Workspace workspace, in global::NetGen.TrainingContext<{_number}> context = default) => {refuse};");
        code.Line($"public void Backward(global::NetGen.Workspace workspace, global::System.ReadOnlySpan<{_number}> outputGradients, global::System.Span<{_number}> parameterGradients, global::System.Span<{_number}> inputGradients = default) => {refuse};");
        bool hasLoss = outline.Losses.Any();
        if (hasLoss)
        {
            code.Line($"public {_number} LossAndGradient({data} = default, global::System.Span<{_number}> inputGradients = default) => {refuse};");
            code.Line($"public {_number} Loss({pair}) => {refuse};");
        }

        if (_declaration.WeightsName is not null)
            code.Line($"public static {_declaration.Type.Self} CreatePretrained() => {refuse};");
        Typed(refuse);
        Views(refuse);
        // A network that is too large for its author still tells how large it is.
        if (schedule is not null)
            WorkspaceConstants.Write(schedule, code);
        if (!HasInterfaces)
            return;
        code.Line($"global::NetGen.IPreparedNetwork<{_number}> {self}Prepare() => {refuse};");
        if (!hasLoss)
        {
            code.Line($"{_number} {self}LossAndGradient({data}, global::System.Span<{_number}> inputGradients) => {refuse};");
            code.Line($"{_number} {self}Loss({pair}) => {refuse};");
        }

        foreach (string size in new[] { "InputSize", "OutputSize", "TargetSize", "ParameterCount", "BufferSize", "TrainingPhases" })
            code.Line($"static int {self}{size} => {refuse};");
        code.Line($"static {_declaration.Type.Self} {self}Create(ulong seed) => {refuse};");
        code.Line($"void {self}BeginStep({data}) => {refuse};");
        code.Line($"void {self}RunPhase(int phase, int piece, int pieces, {data}) => {refuse};");
        code.Line($"{_number} {self}EndStep(global::NetGen.Workspace workspace, in global::NetGen.TrainingContext<{_number}> context) => {refuse};");
    }

    /// <summary>The views of all layers that are known, and of those whose names at least are: one mistake is no error wherever another layer is used.</summary>
    private void Views(string refuse)
    {
        HashSet<string> taken = [.. _declaration.Class.Names, _declaration.Type.Name, .. Names.Members(outline).Select(member => member.Name)];
        foreach (string view in outline.Layers.SelectMany(Names.LikelyViews).Where(Names.IsIdentifier).Where(taken.Add))
            code.Line($"public global::System.Span<{_number}> {view} => {refuse};");
    }

    /// <summary>The members with a span for each input and output.</summary>
    private void Typed(string refuse)
    {
        TypedMembers typed = TypedMembers.Of(outline);
        (string[] outputGradients, string[] inputGradients) = typed.Gradients();
        foreach ((string name, string signature) in typed.Signatures($"global::System.ReadOnlySpan<{_number}>", $"global::System.Span<{_number}>", "global::NetGen.Workspace", $"in global::NetGen.TrainingContext<{_number}>"))
        {
            string[] names = name switch
            {
                "Backward" => ["workspace", .. outputGradients, "parameterGradients", .. inputGradients],
                "Forward" or "ForwardTraining" => [.. typed.Inputs, .. typed.Outputs, "workspace", "context"],
                "Loss" => [.. typed.Inputs, .. typed.Targets, "workspace"],
                _ => [.. typed.Inputs, .. typed.Targets, "parameterGradients", "workspace", "context", .. typed.LossGradients()],
            };
            string parameters = string.Join(", ", signature.Split([", "], StringSplitOptions.None).Zip(names, (type, parameter) => $"{type} {parameter}{(parameter == "context" || (name == "LossAndGradient" && typed.LossGradients().Contains(parameter)) ? " = default" : string.Empty)}"));
            code.Line($"public {(name.StartsWith("Loss", StringComparison.Ordinal) ? _number : "void")} {name}({parameters}) => {refuse};");
        }
    }
}
