using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <summary>Writes the members of a network class: sizes, parameters, inference, training, kernels.</summary>
internal sealed class MemberWriter(NetworkProgram program, VectorSchedule schedule, CodeWriter code)
{
    private const string Kernel = "[MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]";

    /// <summary>What fits on the stack for one sample: 16 KB.</summary>
    private const int LargestStackBytes = 16 * 1024;

    private readonly NetworkGraph _graph = program.Graph;
    private readonly string _number = program.Graph.Declaration.Precision == Precision.Double ? "double" : "float";
    private readonly string _name = program.Graph.Declaration.Type.Reference;

    public void Write()
    {
        Sizes();
        Construction();
        Views();
        Inference();
        Prepared();
        Training();
        if (_graph.Loss is not null)
            Loss();
        Interface();
        Kernels();
    }

    private void Sizes()
    {
        Constant("InputSize", _graph.Input.Size, $"The numbers of one input sample: {_graph.Input}.");
        Constant("OutputSize", _graph.Output.Size, $"The numbers of one output sample: {_graph.Output}.");
        if (_graph.Loss is { } loss)
            Constant("TargetSize", loss.TargetSize(_graph.Output), loss.IsSparse ? "The numbers of one target sample: a class index." : "The numbers of one target sample.");
        Constant("ParameterCount", _graph.ParameterCount, "The trained numbers.");
        Constant("BufferSize", 0, "The numbers that training updates without a gradient: none.");
    }

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
        code.Line("// Parameters of our own have readable memory behind them, so that a vector may run past the last row.");
        code.Line("private readonly bool _hasSlack;");
        code.Line();
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
            code.Line("_hasSlack = true;");
            code.Line("ParameterInitializer.Fill(Description, _parameters.Span, seed);");
        }

        code.Line();
        code.Line("/// <summary>A network over memory of the caller's, which is used as it is.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">It does not hold <see cref=\"ParameterCount\"/> numbers.</exception>");
        code.Line($"public {_graph.Declaration.Type.Identifier}(Memory<{_number}> parameters) => _parameters = NetworkArguments.Parameters(parameters, ParameterCount);");
        code.Line();
        code.Line("/// <summary>Layers, shapes, parameter slots and costs.</summary>");
        code.Line("public static NetworkDescription Description => Facts.Description;");
        code.Line();
        code.Line("/// <summary>All trained numbers, in layer order.</summary>");
        code.Line($"public Span<{_number}> Parameters => _parameters.Span;");
        code.Line();
        code.Line("/// <summary>Numbers that training updates without a gradient: none.</summary>");
        code.Line($"public Span<{_number}> Buffers => default;");
        code.Line();
    }

    private void Views()
    {
        foreach (Node node in _graph.Nodes)
        {
            foreach (NodeParameter parameter in node.Parameters)
            {
                string size = parameter.Spec.Shape.ToString();
                code.Line($"/// <summary>The {parameter.Spec.Name} of {node.Name}, {size} row-major: a view into <see cref=\"Parameters\"/>.</summary>");
                code.Line($"public Span<{_number}> {node.Name}{NetworkProgram.Pascal(parameter.Spec.Name)} => _parameters.Span.Slice({Literal.Of(parameter.Offset)}, {Literal.Of(parameter.Spec.Shape.Size)});");
                code.Line();
            }
        }
    }

    private bool OnStack => schedule.InferencePerSample * (_number == "double" ? 8 : 4) <= LargestStackBytes;

    private void Inference()
    {
        code.Line("/// <summary>Inference on <c>inputs.Length / InputSize</c> samples. Allocates nothing after a thread's first call; safe from many threads.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            code.Line("if (batch == 1 && _hasSlack)");
            using (code.Block())
            {
                code.Line("InferOneFlat(ref MemoryMarshal.GetReference(_parameters.Span), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs));");
                code.Line("return;");
            }

            code.Line();
            code.Line($"ref {_number} packed = ref ThreadScratch<{_number}>.Get(InferencePacked + InferencePerSample * Math.Min(batch, InferenceTile));");
            code.Line("PackForInference(ref MemoryMarshal.GetReference(_parameters.Span), ref packed);");
            code.Line("InferBatch(ref packed, ref Unsafe.Add(ref packed, InferencePacked), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
        }

        code.Line();
        code.Line("/// <summary>Inference with scratch memory of the caller's: allocates nothing at all.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, the spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs, Workspace workspace)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            code.Line("workspace.KeptSamples = 0;");
            code.Line($"ref {_number} packed = ref MemoryMarshal.GetReference(workspace.Memory<{_number}>());");
            code.Line("PackForInference(ref MemoryMarshal.GetReference(_parameters.Span), ref packed);");
            code.Line("InferBatch(ref packed, ref Unsafe.Add(ref packed, InferencePacked), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
        }

        code.Line();
        code.Line("/// <summary>An immutable snapshot of the parameters as they are now, packed for speed: the same answers to the bit.</summary>");
        code.Line("public Prepared Prepare() => new(this);");
        code.Line();
        Runner("InferOneFlat", "One sample, parameters as they lie.", "parameters", flat: true);
        Runner("InferOne", "One sample, parameters packed.", "packed", flat: false);

        code.Line("/// <summary>A batch in tiles of samples, so that rows stay close; parameters packed.</summary>");
        using (code.Block($"private static void InferBatch(ref {_number} packed, ref {_number} memory, ref {_number} inputs, ref {_number} outputs, int batch)"))
        {
            code.Line("for (int first = 0; first < batch; first += InferenceTile)");
            code.Line("    InferTile(ref packed, ref memory, ref inputs, ref outputs, first, Math.Min(InferenceTile, batch - first));");
        }

        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void InferTile(ref {_number} packed, ref {_number} memory, ref {_number} inputs, ref {_number} outputs, nint start, nint samples)"))
        {
            code.Line("// The rows of a tile are counted from its start; the memory has room for one tile.");
            code.Line("inputs = ref Unsafe.Add(ref inputs, start * InputSize);");
            code.Line("outputs = ref Unsafe.Add(ref outputs, start * OutputSize);");
            code.Line("const int first = 0;");
            code.Line("nint capacity = samples;");
            schedule.WriteInference(code);
        }

        code.Line();
        using (code.Block($"private static void PackForInference(ref {_number} parameters, ref {_number} packed, int piece = 0, int pieces = 1)"))
            schedule.WriteInferencePacking(code);

        code.Line();
    }

    private void Runner(string name, string summary, string parameters, bool flat)
    {
        code.Line($"/// <summary>{summary}</summary>");
        code.Line(Kernel);
        using (code.Block($"private static void {name}(ref {_number} {parameters}, ref {_number} source, ref {_number} target)"))
        {
            if (OnStack)
            {
                code.Line("Unsafe.SkipInit(out Scratch scratch);");
                code.Line($"ref {_number} memory = ref Panels.Align(ref Unsafe.As<Scratch, {_number}>(ref scratch));");
            }
            else
            {
                code.Line($"ref {_number} memory = ref ThreadScratch<{_number}>.Get(InferencePerSample);");
            }

            schedule.WriteSingle(code, flat);
        }

        code.Line();
    }

    private void Prepared()
    {
        code.Line("/// <summary>An immutable snapshot of a network, packed for inference. Safe from many threads.</summary>");
        using (code.Block($"public sealed class Prepared : IPreparedNetwork<{_number}>"))
        {
            code.Line($"private readonly {_number}[] _memory;");
            code.Line("private readonly int _start;");
            code.Line();
            using (code.Block($"internal Prepared({_name} network)"))
            {
                code.Line($"(_memory, _start) = AlignedMemory.AllocateArray<{_number}>(InferencePacked);");
                code.Line($"PackForInference(ref MemoryMarshal.GetReference(network._parameters.Span), ref _memory[_start]);");
            }

            code.Line();
            code.Line("/// <summary>Inference on <c>inputs.Length / InputSize</c> samples, to the bit as the network itself.</summary>");
            code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
            code.Line(Kernel);
            using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
            {
                code.Line("if (inputs.Length == InputSize && outputs.Length == OutputSize && !inputs.Overlaps(outputs))");
                code.Line("    InferOne(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs));");
                code.Line("else");
                code.Line("    ForwardBatch(inputs, outputs);");
            }

            code.Line();
            code.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
            using (code.Block($"private void ForwardBatch(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
            {
                code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
                code.Line($"ref {_number} memory = ref ThreadScratch<{_number}>.Get(InferencePerSample * Math.Min(batch, InferenceTile));");
                code.Line("InferBatch(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref memory, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
            }
        }

        code.Line();
    }

    private void Training()
    {
        code.Line("/// <summary>Memory for batches of at most <paramref name=\"maxBatch\"/> samples.</summary>");
        code.Line("/// <exception cref=\"ArgumentOutOfRangeException\"><paramref name=\"maxBatch\"/> is below 1 or needs more memory than there can be.</exception>");
        code.Line($"public static Workspace CreateWorkspace(int maxBatch) => Workspace.Create<{_number}>(Description, maxBatch, WorkspaceFixed, WorkspacePerSample);");
        code.Line();
        code.Line("/// <summary>The forward pass in training mode; keeps in <paramref name=\"workspace\"/> what <see cref=\"Backward\"/> needs.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void ForwardTraining(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs, Workspace workspace, in TrainingContext<{_number}> context = default)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            Memory();
            code.Line("PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            if (schedule.PacksForInput)
                code.Line("PackForInputs(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            code.Line("ForwardSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), 0, batch);");
            code.Line("workspace.KeptSamples = batch;");
        }

        code.Line();
        code.Line("/// <summary>Gradients for the last <see cref=\"ForwardTraining\"/> on this workspace: summed over samples, never divided; an empty span skips that result.</summary>");
        code.Line("/// <exception cref=\"InvalidOperationException\">There was no forward pass in training mode.</exception>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void Backward(Workspace workspace, ReadOnlySpan<{_number}> outputGradients, Span<{_number}> parameterGradients, Span<{_number}> inputGradients = default)"))
        {
            code.Line("NetworkArguments.Workspace(workspace, Description, 0);");
            code.Line("int samples = NetworkArguments.Kept(workspace);");
            code.Line("NetworkArguments.Length(nameof(outputGradients), samples, OutputSize, outputGradients.Length);");
            code.Line("if (!parameterGradients.IsEmpty)");
            code.Line("    NetworkArguments.Length(nameof(parameterGradients), 1, ParameterCount, parameterGradients.Length);");
            code.Line("if (!inputGradients.IsEmpty)");
            code.Line("    NetworkArguments.Length(nameof(inputGradients), samples, InputSize, inputGradients.Length);");
            code.Line("NetworkArguments.Separate(nameof(outputGradients), outputGradients, nameof(parameterGradients), parameterGradients);");
            code.Line("NetworkArguments.Separate(nameof(outputGradients), outputGradients, nameof(inputGradients), inputGradients);");
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(parameterGradients), parameterGradients, nameof(inputGradients), inputGradients);");
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(Parameters), _parameters.Span, nameof(parameterGradients), parameterGradients);");
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(Parameters), _parameters.Span, nameof(inputGradients), inputGradients);");
            Memory();
            code.Line("nint capacity = workspace.MaxBatch;");
            code.Line(schedule.CopyOutputGradient);
            code.Line("BackwardSamples(ref packed, ref memory, capacity, 0, samples);");
            code.Line("if (!parameterGradients.IsEmpty)");
            code.Line($"    {(schedule.SharesGradients ? "StepGradients" : "BackwardGradients")}(ref packed, ref memory, capacity, {schedule.KeptInputs}, ref MemoryMarshal.GetReference(parameterGradients), accumulate: false, 0, 1, samples);");
            if (schedule.HasInputBackward)
            {
                using (code.Block("if (!inputGradients.IsEmpty)"))
                {
                    code.Line("BackwardInputs(ref packed, ref memory, capacity, 0, samples);");
                    code.Line(schedule.CopyInputGradient);
                }
            }
            else
            {
                code.Line("// Nothing flows back to the input.");
                code.Line("inputGradients.Clear();");
            }
        }

        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void ForwardSamples(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} outputs, nint first, nint samples)"))
            schedule.WriteTrainingForward(code);
        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void BackwardSamples(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
            schedule.WriteBackward(code);
        code.Line();
        if (schedule.HasInputBackward)
        {
            code.Line("/// <summary>What only the gradient of the input needs.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void BackwardInputs(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
                schedule.WriteInputBackward(code);
            code.Line();
        }

        if (schedule.SharedForward > 0)
        {
            code.Line("/// <summary>The layers that every forward pass of training begins with.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void ForwardLayers(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, nint first, nint samples)"))
                schedule.WriteSharedForward(code);
            code.Line();
        }

        if (schedule.SharedBackward > 0)
        {
            code.Line("/// <summary>The way back through the layers, the same for any error of the outputs.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void BackwardLayers(ref {_number} packed, ref {_number} memory, nint capacity, nint first, nint samples)"))
                schedule.WriteSharedBackward(code);
            code.Line();
        }

        if (!schedule.SharesGradients)
            Gradients("BackwardGradients", schedule.WriteBackwardGradients);
        code.Line(Kernel);
        using (code.Block($"private static void PackForTraining(ref {_number} parameters, ref {_number} packed, int piece, int pieces)"))
            schedule.WriteTrainingPacking(code);
        code.Line();
        if (!schedule.PacksForInput)
            return;
        code.Line("/// <summary>What only the gradient of the input reads.</summary>");
        using (code.Block($"private static void PackForInputs(ref {_number} parameters, ref {_number} packed, int piece, int pieces)"))
            schedule.WriteInputPacking(code);
        code.Line();
    }

    private void Memory()
    {
        code.Line($"ref {_number} packed = ref MemoryMarshal.GetReference(workspace.Memory<{_number}>());");
        code.Line($"ref {_number} memory = ref Unsafe.Add(ref packed, TrainingPacked);");
    }

    private void Loss()
    {
        Loss loss = _graph.Loss!;
        string arguments = $"ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets";
        string mean = loss.Batch == Reduction.Mean ? "true" : "false";
        string labels = loss.IgnoreIndex is { } ignored ? $", targets, {Literal.Of(ignored)}" : string.Empty;

        code.Line($"/// <summary>The loss of a batch in training mode and its gradient: the {(loss.Batch == Reduction.Mean ? "mean" : "sum")} over samples of {Escape(loss.Formula)}.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, the workspace does not fit, or a target or weight is out of range.</exception>");
        using (code.Block($"public {_number} LossAndGradient({arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context = default)"))
        {
            code.Line("Begin(inputs, targets, parameterGradients, workspace, context);");
            code.Line("for (int phase = 0; phase < Phases; phase++)");
            code.Line("    Run(phase, 0, 1, inputs, targets, parameterGradients, workspace, context);");
            code.Line("return End(workspace);");
        }

        code.Line();
        code.Line("/// <summary>The loss of a batch in inference mode.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, the workspace does not fit, or a target is out of range.</exception>");
        using (code.Block($"public {_number} Loss({arguments}, Workspace workspace)"))
        {
            code.Line("int batch = CheckBatch(inputs, targets, workspace);");
            code.Line("workspace.KeptSamples = 0;");
            Memory();
            code.Line("PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, 0, 1);");
            code.Line("LossSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets), 0, batch);");
            code.Line($"BatchLoss.Weigh(Seeds(workspace, batch), default, {mean}{labels});");
            code.Line($"return BatchLoss.Total<{_number}>(Losses(workspace, batch), Seeds(workspace, batch));");
        }

        code.Line();
        code.Line("private const int Phases = 3;");
        code.Line();
        using (code.Block($"private void Begin({arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context)"))
        {
            code.Line("int batch = CheckBatch(inputs, targets, workspace);");
            code.Line("NetworkArguments.Length(nameof(parameterGradients), 1, ParameterCount, parameterGradients.Length);");
            code.Line("NetworkArguments.Separate(nameof(inputs), inputs, nameof(parameterGradients), parameterGradients);");
            code.Line("NetworkArguments.Separate(nameof(targets), targets, nameof(parameterGradients), parameterGradients);");
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(Parameters), _parameters.Span, nameof(parameterGradients), parameterGradients);");
            code.Line("NetworkArguments.Weights(batch, context);");
            code.Line("workspace.KeptSamples = 0;");
            code.Line("workspace.StepSamples = batch;");
            code.Line($"BatchLoss.Weigh(Seeds(workspace, batch), context, {mean}{labels});");
        }

        code.Line();
        code.Line("/// <summary>Packs the parameters, then runs all samples forward and back, then sums the gradients over the samples.</summary>");
        using (code.Block($"private void Run(int phase, int piece, int pieces, {arguments}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context)"))
        {
            Memory();
            code.Line("int batch = inputs.Length / InputSize;");
            using (code.Block("switch (phase)"))
            {
                code.Line("case 0:");
                code.Line("    PackForTraining(ref MemoryMarshal.GetReference(_parameters.Span), ref packed, piece, pieces);");
                code.Line("    break;");
                code.Line("case 1:");
                code.Line("    int first = (int)((long)batch * piece / pieces), end = (int)((long)batch * (piece + 1) / pieces);");
                code.Line("    if (first < end)");
                code.Line("        StepSamples(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(targets), first, end - first);");
                code.Line("    break;");
                code.Line("default:");
                code.Line("    StepGradients(ref packed, ref memory, workspace.MaxBatch, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(parameterGradients), context.Accumulate, piece, pieces, batch);");
                code.Line("    break;");
            }
        }

        code.Line();
        code.Line($"private {_number} End(Workspace workspace) => BatchLoss.Total<{_number}>(Losses(workspace, workspace.StepSamples), Seeds(workspace, workspace.StepSamples));");
        code.Line();
        using (code.Block($"private static int CheckBatch({arguments}, Workspace workspace)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs.Length, InputSize);");
            code.Line("NetworkArguments.Length(nameof(targets), batch, TargetSize, targets.Length);");
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            if (loss.IsSparse)
                code.Line($"NetworkArguments.Classes(targets, {Literal.Of(_graph.Output.Channels)}{(loss.IgnoreIndex is { } index ? ", " + Literal.Of(index) : string.Empty)});");
            code.Line("return batch;");
        }

        code.Line();
        code.Line($"private static Span<{_number}> Losses(Workspace workspace, int batch) => workspace.Memory<{_number}>().Slice(TrainingPacked + {Literal.Of(schedule.LossOffset)} * workspace.MaxBatch, batch);");
        code.Line();
        code.Line($"private static Span<{_number}> Seeds(Workspace workspace, int batch) => workspace.Memory<{_number}>().Slice(TrainingPacked + {Literal.Of(schedule.SeedOffset)} * workspace.MaxBatch, batch);");
        code.Line();
        string samples = $"ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} targets, nint first, nint samples";
        code.Line(Kernel);
        using (code.Block($"private static void LossSamples({samples})"))
            schedule.WriteLoss(code);
        code.Line();
        code.Line(Kernel);
        using (code.Block($"private static void StepSamples({samples})"))
            schedule.WriteStep(code);
        code.Line();
        Gradients("StepGradients", schedule.WriteStepGradients);
    }

    private void Gradients(string name, Action<CodeWriter> write)
    {
        code.Line("/// <summary>Sums over the samples; each piece computes rows of its own.</summary>");
        code.Line(Kernel);
        using (code.Block($"private static void {name}(ref {_number} packed, ref {_number} memory, nint capacity, ref {_number} inputs, ref {_number} gradients, bool accumulate, int piece, int pieces, nint samples)"))
            write(code);
        code.Line();
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
            code.Line($"{_number} {self}LossAndGradient({data}) => {refusal};");
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
            code.Line($"void {self}BeginStep({data}) => Begin(inputs, targets, parameterGradients, workspace, context);");
            code.Line();
            code.Line($"void {self}RunPhase(int phase, int piece, int pieces, {data}) => Run(phase, piece, pieces, inputs, targets, parameterGradients, workspace, context);");
            code.Line();
            code.Line($"{_number} {self}EndStep(Workspace workspace, in TrainingContext<{_number}> context) => End(workspace);");
        }

        code.Line();
    }

    private void Kernels()
    {
        code.Line($"private const int InferencePacked = {Literal.Of(Math.Max(CostModel.Lanes, schedule.InferencePacking.Length))};");
        code.Line();
        code.Line($"private const int InferencePerSample = {Literal.Of(schedule.InferencePerSample)};");
        code.Line();
        code.Line($"private const int InferenceTile = {Literal.Of(schedule.InferenceTile)};");
        code.Line();
        code.Line($"private const int TrainingPacked = {Literal.Of(schedule.TrainingPacking.Length)};");
        code.Line();
        code.Line("// Both passes use one workspace; it has room for the larger.");
        code.Line($"private const long WorkspaceFixed = {Literal.Of(Math.Max(schedule.TrainingPacking.Length, schedule.InferencePacking.Length))};");
        code.Line();
        code.Line($"private const long WorkspacePerSample = {Literal.Of(Math.Max(schedule.TrainingPerSample, schedule.InferencePerSample))};");
        code.Line();
        code.Line("/// <summary>Numbers in one vector; a constant once compiled.</summary>");
        using (code.Block("private static nint VectorWidth"))
        {
            code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            code.Line($"get => Vector<{_number}>.Count;");
        }

        if (OnStack)
        {
            code.Line();
            code.Line("/// <summary>The rows of one sample, on the stack; every row is written before it is read.</summary>");
            code.Line("[InlineArray(InferencePerSample + AlignedMemory.Slack)]");
            using (code.Block("private struct Scratch"))
                code.Line($"private {_number} _first;");
        }

        foreach (string text in schedule.Pool.Texts)
        {
            code.Line();
            code.Line(text.TrimEnd('\n'));
        }

        code.Line();
        Facts();
    }

    private void Facts()
    {
        code.Line("/// <summary>Made at the first use of the description.</summary>");
        using (code.Block("private static class Facts"))
        {
            code.Line("public static readonly NetworkDescription Description = new(");
            using (code.Indent())
            {
                code.Line($"{Literal.Of(_graph.Declaration.Type.Name)},");
                code.Line($"Precision.{_graph.Declaration.Precision},");
                code.Line($"{Extents(_graph.Input)},");
                code.Line("[");
                using (code.Indent())
                {
                    foreach (Node node in _graph.Nodes)
                        Layer(node);
                }

                code.Line("],");
                code.Line($"{(_graph.Loss is null ? "null" : Literal.Of(_graph.Loss.Kind))},");
                code.Line($"{Literal.Of(Emission.Description.Fingerprint(_graph))},");
                code.Line($"WorkspaceFixed * sizeof({_number}),");
                code.Line($"WorkspacePerSample * sizeof({_number}));");
            }
        }
    }

    private void Layer(Node node)
    {
        string head = $"new LayerDescription({Literal.Of(node.Name)}, {Literal.Of(node.Layer.Kind)}, {Extents(node.Input)}, {Extents(node.Output)}, {Literal.Of(node.Layer.MultiplyAdds(node.Input))}, ";
        if (node.Parameters.Count == 0)
        {
            code.Line(head + "[]),");
            return;
        }

        code.Line(head + "[");
        using (code.Indent())
        {
            foreach (NodeParameter parameter in node.Parameters)
            {
                InitializationSpec initialization = parameter.Spec.Initialization;
                code.Line($"new ParameterSlot({Literal.Of(node.Name)}, {Literal.Of(parameter.Spec.Name)}, ParameterRole.{parameter.Spec.Role}, {Literal.Of(parameter.Offset)}, {Extents(parameter.Spec.Shape)}, {(parameter.Spec.Frozen ? "true" : "false")}, new ParameterInitialization(Initializer.{initialization.Initializer}, {Literal.Of(initialization.Scale)}, {Literal.Of(initialization.Value)}, {Literal.Of(initialization.FanIn)}, {Literal.Of(initialization.FanOut)})),");
            }
        }

        code.Line("]),");
    }

    private static string Extents(Shape shape) => $"[{string.Join(", ", shape.Extents.Select(Literal.Of))}]";

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
