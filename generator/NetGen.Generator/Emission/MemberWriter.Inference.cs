using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Emission;

/// <content>Inference: with flat parameters, with a workspace, and prepared.</content>
internal sealed partial class MemberWriter
{
    private bool OnStack => !InLanes && schedule.InferencePerSample * (_number == "double" ? 8 : 4) <= LargestStackBytes;

    /// <summary>Whether layers run on groups of samples.</summary>
    private bool InLanes => schedule.HasSegment;

    /// <summary>Scratch numbers of inference for a number of samples.</summary>
    private string InferenceScratch(string samples) => $"InferencePerSample * {samples}" + (InLanes ? " + InferenceGroup" : string.Empty);

    /// <summary>The argument of packing that gives it the buffers, where it reads them.</summary>
    private string PackedBuffers(string buffers) => schedule.ReadsBuffers ? $", ref MemoryMarshal.GetReference({buffers}.Span)" : string.Empty;

    private void Inference()
    {
        code.Line("/// <summary>Inference on <c>inputs.Length / InputSize</c> samples. Allocates nothing after a thread's first call; safe from many threads.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
        using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            code.Line($"Span<{_number}> parameters = _parameters.Span;");
            Unowned("outputs", "parameters");
            CheckIndices();
            if (!InLanes)
            {
                code.Line("if (batch == 1 && _hasSlack)");
                using (code.Block())
                {
                    code.Line("InferOneFlat(ref MemoryMarshal.GetReference(parameters), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs));");
                    code.Line("return;");
                }

                code.Line();
            }

            code.Line($"ref {_number} packed = ref ThreadScratch<{_number}>.Get(InferencePacked + {InferenceScratch("Math.Min(batch, InferenceTile)")});");
            code.Line($"PackForInference(ref MemoryMarshal.GetReference(parameters), ref packed{PackedBuffers("_buffers")});");
            code.Line("InferBatch(ref packed, ref Unsafe.Add(ref packed, InferencePacked), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
        }

        code.Line();
        code.Line("/// <summary>Inference with scratch memory of the caller's: allocates nothing at all.</summary>");
        code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, the spans overlap, or the workspace does not fit.</exception>");
        using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs, Workspace workspace)"))
        {
            code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
            Unowned("outputs");
            CheckIndices();
            code.Line("NetworkArguments.Workspace(workspace, Description, batch);");
            code.Line(Taken);
            code.Line("workspace.Keep(0);");
            code.Line($"ref {_number} packed = ref MemoryMarshal.GetReference(workspace.Memory<{_number}>());");
            code.Line($"PackForInference(ref MemoryMarshal.GetReference(_parameters.Span), ref packed{PackedBuffers("_buffers")});");
            code.Line("InferBatch(ref packed, ref Unsafe.Add(ref packed, InferencePacked), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
        }

        code.Line();
        TypedForward("Forward", "Inference", string.Empty, string.Empty);
        TypedForward("Forward", "Inference, with scratch memory of the caller's,", ", Workspace workspace", ", workspace");
        code.Line("/// <summary>An immutable snapshot of the parameters as they are now, packed for speed: the same answers to the bit.</summary>");
        code.Line("public Prepared Prepare() => new(this);");
        code.Line();
        if (!InLanes)
        {
            Runner("InferOneFlat", "One sample, parameters as they lie.", "parameters", flat: true);
            Runner("InferOne", "One sample, parameters packed.", "packed", flat: false);
        }
        else if (schedule.InferenceDirect is not null)
        {
            code.Line("/// <summary>One sample, parameters packed.</summary>");
            code.Line(Kernel);
            using (code.Block($"private static void InferOne(ref {_number} packed, ref {_number} memory, ref {_number} source, ref {_number} target)"))
                schedule.WriteSingle(code, flat: false);
            code.Line();
        }

        Batches();
        using (code.Block($"private static void PackForInference(ref {_number} parameters, ref {_number} packed{(schedule.ReadsBuffers ? $", ref {_number} buffers" : string.Empty)}, int piece = 0, int pieces = 1)"))
        {
            schedule.WriteInferencePacking(code);
            schedule.WriteInferenceOnce(code);
        }

        code.Line();
    }

    private void Batches()
    {
        code.Line("/// <summary>A batch in tiles of samples, so that rows stay close; parameters packed.</summary>");
        using (code.Block($"private static void InferBatch(ref {_number} packed, ref {_number} memory, ref {_number} inputs, ref {_number} outputs, int batch)"))
        {
            if (schedule.InferenceDirect is not null)
            {
                using (code.Block("if (batch == 1)"))
                {
                    code.Line("InferOne(ref packed, ref memory, ref inputs, ref outputs);");
                    code.Line("return;");
                }

                code.Line();
            }

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
        code.Line(Description.DebuggerView(_graph, ", prepared"));
        using (code.Block($"public sealed class Prepared : IPreparedNetwork<{_number}>"))
        {
            code.Line($"private readonly {_number}[] _memory;");
            code.Line("private readonly int _start;");
            code.Line();
            using (code.Block($"internal Prepared({_name} network)"))
            {
                code.Line($"(_memory, _start) = AlignedMemory.AllocateArray<{_number}>(InferencePacked);");
                code.Line($"PackForInference(ref MemoryMarshal.GetReference(network._parameters.Span), ref _memory[_start]{PackedBuffers("network._buffers")});");
            }

            code.Line();
            code.Line("/// <summary>Inference on <c>inputs.Length / InputSize</c> samples, to the bit as the network itself.</summary>");
            code.Line("/// <exception cref=\"ArgumentException\">A span has the wrong length, or the spans overlap.</exception>");
            code.Line(Kernel);
            using (code.Block($"public void Forward(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
            {
                if (InLanes)
                {
                    ForwardBatch();
                }
                else
                {
                    code.Line("if (inputs.Length == InputSize && outputs.Length == OutputSize && !inputs.Overlaps(outputs))");
                    code.Line("    InferOne(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs));");
                    code.Line("else");
                    code.Line("    ForwardBatch(inputs, outputs);");
                }
            }

            if (!InLanes)
            {
                code.Line();
                code.Line("[MethodImpl(MethodImplOptions.NoInlining)]");
                using (code.Block($"private void ForwardBatch(ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
                    ForwardBatch();
            }

            if (schedule.Streams)
            {
                code.Line();
                PreparedSteps();
            }

            if (typed.Any)
                code.Line();
            TypedForward("Forward", "Inference", string.Empty, string.Empty, owned: false);
            void ForwardBatch()
            {
                code.Line("int batch = NetworkArguments.Batch(inputs, InputSize, outputs, OutputSize);");
                CheckIndices();
                code.Line($"ref {_number} memory = ref ThreadScratch<{_number}>.Get({InferenceScratch("Math.Min(batch, InferenceTile)")});");
                code.Line("InferBatch(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_memory), _start), ref memory, ref MemoryMarshal.GetReference(inputs), ref MemoryMarshal.GetReference(outputs), batch);");
            }
        }

        code.Line();
    }
}
