using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Schedules.Textbook;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members of a network class: sizes, parameters, inference, training, kernels.</summary>
internal sealed partial class MemberWriter(NetworkProgram program, VectorSchedule schedule, TypedMembers typed, CodeWriter code)
{
    private const string Kernel = "[MethodImpl(Kernel.Options)]";

    /// <summary>What fits on the stack for one sample: 16 KB.</summary>
    private const int LargestStackBytes = 16 * 1024;

    private readonly NetworkGraph _graph = program.Graph;
    private readonly string _number = program.Graph.Declaration.Precision == Precision.Double ? "double" : "float";
    private readonly string _name = program.Graph.Declaration.Type.Self;

    public void Write()
    {
        Sizes();
        Construction();
        Views();
        Inference();
        if (schedule.Streams)
            StreamMembers();
        Prepared();
        if (_graph.Declaration.Trace)
            TraceWriter.Write(program, schedule.Pool, code);
        Training();
        TypedTraining();
        if (_graph.Loss is not null)
        {
            Loss();
            TypedLoss();
        }

        Interface();
        Kernels();
    }

    private void Sizes()
    {
        Constant("InputSize", _graph.Input.Size, $"The numbers of one input sample: {_graph.Input}.");
        Constant("OutputSize", _graph.Output.Size, $"The numbers of one output sample: {_graph.Output}.");
        if (_graph.Loss is { } loss)
            Constant("TargetSize", loss.TargetSize(_graph.Output), TargetSummary(loss));
        if (IsRecurrent)
            Constant("StateSize", _graph.StateSize, "The numbers that are carried from step to step, for each sample.");
        Constant("ParameterCount", _graph.ParameterCount, "The trained numbers.");
        Constant("BufferSize", _graph.BufferSize, _graph.BufferSize == 0 ? "The numbers that training updates without a gradient: none." : "The numbers that training updates without a gradient.");
    }

    private static string TargetSummary(Loss loss) => loss.StepWeights > 0 ? $"The numbers of one target sample; the last {Numbers.Text(loss.StepWeights)} are the weights of the steps."
        : loss.IsSparse ? "The numbers of one target sample: a class index."
        : "The numbers of one target sample.";

    private void Constant(string name, long value, string summary)
    {
        code.Line($"/// <summary>{summary}</summary>");
        code.Line($"public const int {name} = {Literal.Of(value)};");
        code.Line();
    }

    private void Construction()
    {
        code.Line($"private readonly Memory<{_number}> _parameters;");
        code.Line();
        if (HasBuffers)
        {
            code.Line($"private readonly Memory<{_number}> _buffers = NewBuffers();");
            code.Line();
        }

        if (NeedsSlack)
        {
            code.Line("// Parameters of our own have readable memory behind them, so that a vector may run past the last row.");
            code.Line("private readonly bool _hasSlack;");
            code.Line();
        }

        code.Line("/// <summary>A network with the initial weights of seed 0.</summary>");
        code.Line($"public {_graph.Declaration.Type.Identifier}()");
        code.Line("    : this(0UL)");
        code.Line("{");
        code.Line("}");
        code.Line();
        code.Line("/// <summary>A network whose weights are filled by each layer's initialiser.</summary>");
        code.Line("/// <param name=\"seed\">The same seed gives the same bits everywhere.</param>");
        using (code.Block($"public {_graph.Declaration.Type.Identifier}(ulong seed)"))
        {
            code.Line($"_parameters = AlignedMemory.Allocate<{_number}>(ParameterCount);");
            if (NeedsSlack)
                code.Line("_hasSlack = true;");
            code.Line("ParameterInitializer.Fill(Description, _parameters.Span, seed);");
        }

        code.Line();
        code.Line("/// <summary>A network over memory of the caller's, which is used as it is.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">It does not hold <see cref=\"ParameterCount\"/> numbers.</exception>");
        code.Line($"public {_graph.Declaration.Type.Identifier}(Memory<{_number}> parameters) => _parameters = NetworkArguments.Parameters(parameters, ParameterCount);");
        code.Line();
        if (_graph.Declaration.Weights?.File is { } weights)
            Pretrained(weights);
        code.Line("/// <summary>Layers, shapes, parameter slots and costs.</summary>");
        code.Line("public static NetworkDescription Description => Facts.Description;");
        code.Line();
        code.Line("/// <summary>All trained numbers, in layer order.</summary>");
        code.Line($"public Span<{_number}> Parameters => _parameters.Span;");
        code.Line();
        code.Line($"/// <summary>Numbers that training updates without a gradient{(HasBuffers ? ", in layer order" : ": none")}.</summary>");
        code.Line($"public Span<{_number}> Buffers => {(HasBuffers ? "_buffers.Span" : "default")};");
        code.Line();
        if (HasBuffers)
            NewBuffers();
    }

    /// <summary>Whether something runs on the parameters as they lie.</summary>
    private bool NeedsSlack => !InLanes || schedule.StreamsFlat;

    private bool HasBuffers => _graph.BufferSize > 0;

    private void NewBuffers()
    {
        using (code.Block($"private static Memory<{_number}> NewBuffers()"))
        {
            code.Line($"Memory<{_number}> buffers = AlignedMemory.Allocate<{_number}>(BufferSize);");
            foreach (NodeBuffer buffer in _graph.Nodes.SelectMany(node => node.OwnBuffers).Where(buffer => buffer.Spec.Start != 0))
                code.Line($"buffers.Span.Slice({Literal.Of(buffer.Offset)}, {Literal.Of(buffer.Spec.Shape.Size)}).Fill({Literal.Of(buffer.Spec.Start, _graph.Declaration.Precision)});");
            code.Line("return buffers;");
        }

        code.Line();
    }

    private void Views()
    {
        foreach (Node node in _graph.Nodes)
        {
            Queue<string> views = new(Diagnostics.Names.Views(node.Name, node.OwnParameters.Select(parameter => parameter.Spec.Name)));
            foreach (NodeParameter parameter in node.OwnParameters)
            {
                string size = parameter.Spec.Shape.ToString(), view = views.Dequeue();
                code.Line($"/// <summary>The {parameter.Spec.Name} of {node.Name}, {size} row-major, within the parameters.</summary>");
                code.Line($"public Span<{_number}> {view} => _parameters.Span.Slice({Literal.Of(parameter.Offset)}, {Literal.Of(parameter.Spec.Shape.Size)});");
                code.Line();
            }

            foreach (NodeBuffer buffer in node.OwnBuffers)
            {
                code.Line($"/// <summary>The {buffer.Spec.Name} of {node.Name}, {buffer.Spec.Shape}, within the buffers.</summary>");
                code.Line($"public Span<{_number}> {node.Name}{NetworkProgram.Pascal(buffer.Spec.Name)} => _buffers.Span.Slice({Literal.Of(buffer.Offset)}, {Literal.Of(buffer.Spec.Shape.Size)});");
                code.Line();
            }
        }
    }

    /// <summary>What the class offers under other names, or only where it has a loss.</summary>
    private void Interface()
    {
        string self = NetworkEmitter.Interface(_graph.Declaration) + ".";
        code.Line($"static int {self}InputSize => InputSize;");
        code.Line();
        code.Line($"static int {self}OutputSize => OutputSize;");
        code.Line();
        code.Line($"static int {self}TargetSize => {(_graph.Loss is null ? "0" : "TargetSize")};");
        code.Line();
        code.Line($"static int {self}ParameterCount => ParameterCount;");
        code.Line();
        code.Line($"static int {self}BufferSize => BufferSize;");
        code.Line();
        code.Line($"static {_name} {self}Create(ulong seed) => new(seed);");
        code.Line();
        code.Line($"IPreparedNetwork<{_number}> {self}Prepare() => Prepare();");
        code.Line();
        code.Line($"static int {self}TrainingPhases => {(_graph.Loss is null ? "0" : "Phases")};");
        code.Line();
        string data = $"ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context";
        if (_graph.Loss is null)
        {
            string refusal = $"throw new NotSupportedException(\"{_graph.Declaration.Type.Name} declares no loss.\")";
            code.Line($"{_number} {self}LossAndGradient({data}, Span<{_number}> inputGradients) => {refusal};");
            code.Line();
            code.Line($"{_number} {self}Loss(ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, Workspace workspace) => {refusal};");
            code.Line();
            code.Line($"void {self}BeginStep({data}) => {refusal};");
            code.Line();
            code.Line($"void {self}RunPhase(int phase, int piece, int pieces, {data}) => {refusal};");
            code.Line();
            code.Line($"{_number} {self}EndStep(Workspace workspace, in TrainingContext<{_number}> context) => {refusal};");
        }
        else
        {
            Phases(self, data);
        }

        code.Line();
    }
}
