using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members of a network with an error. They throw and name its id, so that calls to them are no errors of their own.</summary>
internal sealed class BrokenWriter(NetworkDeclaration declaration, bool hasLoss, string id, VectorSchedule? schedule, CodeWriter code)
{
    private readonly string _number = declaration.Precision == Precision.Double ? "double" : "float";

    public void Write()
    {
        string refuse = $"throw new InvalidOperationException(\"{declaration.Type.Name} was built with the error {id}.\")";
        string spans = $"ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs";
        string data = $"ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context";
        string pair = $"ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, Workspace workspace";
        string self = NetworkEmitter.Interface(declaration) + ".";

        foreach (string size in new[] { "InputSize", "OutputSize", "TargetSize", "ParameterCount", "BufferSize" })
            code.Line($"public const int {size} = 1;");
        string name = declaration.Type.Identifier;
        code.Line($"public {name}() => {refuse};");
        code.Line($"public {name}(ulong seed) => {refuse};");
        code.Line($"public {name}(Memory<{_number}> parameters) => {refuse};");
        code.Line($"public static NetworkDescription Description => {refuse};");
        code.Line($"public Span<{_number}> Parameters => {refuse};");
        code.Line($"public Span<{_number}> Buffers => {refuse};");
        code.Line($"public void Forward({spans}) => {refuse};");
        code.Line($"public void Forward({spans}, Workspace workspace) => {refuse};");
        code.Line($"public IPreparedNetwork<{_number}> Prepare() => {refuse};");
        code.Line($"public static Workspace CreateWorkspace(int maxBatch) => {refuse};");
        code.Line($"public void ForwardTraining({spans}, Workspace workspace, in TrainingContext<{_number}> context = default) => {refuse};");
        code.Line($"public void Backward(Workspace workspace, ReadOnlySpan<{_number}> outputGradients, Span<{_number}> parameterGradients, Span<{_number}> inputGradients = default) => {refuse};");
        string visibility = hasLoss ? "public " : string.Empty, owner = hasLoss ? string.Empty : self, optional = hasLoss ? " = default" : string.Empty;
        code.Line($"{visibility}{_number} {owner}LossAndGradient({data}{optional}) => {refuse};");
        code.Line($"{visibility}{_number} {owner}Loss({pair}) => {refuse};");
        foreach (string size in new[] { "InputSize", "OutputSize", "TargetSize", "ParameterCount", "BufferSize", "TrainingPhases" })
            code.Line($"static int {self}{size} => {refuse};");
        // A network that is too large for its author still tells how large it is.
        if (schedule is not null)
            WorkspaceConstants.Write(schedule, code);
        code.Line($"static {declaration.Type.Reference} {self}Create(ulong seed) => {refuse};");
        code.Line($"void {self}BeginStep({data}) => {refuse};");
        code.Line($"void {self}RunPhase(int phase, int piece, int pieces, {data}) => {refuse};");
        code.Line($"{_number} {self}EndStep(Workspace workspace, in TrainingContext<{_number}> context) => {refuse};");
    }
}
