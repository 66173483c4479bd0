using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Turns stages into methods, and their calls into lines, for one memory layout.</summary>
internal sealed class StageWriter(MethodPool pool, Precision precision, Unroll unroll, Frame frame, Packing packing, Func<Tensor, int> parameterOffset)
{
    private readonly DenseWriter _dense = new(pool, precision, unroll);
    private readonly RowWriter _rows = new(pool, precision, frame);
    private readonly NestWriter _nests = new(pool, precision, frame);
    private readonly ScalarWriter _scalars = new(pool, precision, frame);

    public Frame Frame => frame;

    /// <summary>Whether rows of the caller's must be copied into padded ones, because a stage reads them a vector at a time.</summary>
    public bool CopiesInputs { get; set; }

    public bool CopiesTargets { get; set; }

    /// <summary>The methods of the stages; their tensors get their places in the frame.</summary>
    public IReadOnlyList<StageCall> Write(IEnumerable<Stage> stages, string title)
    {
        List<StageCall> calls = [];
        Stage[] all = stages.ToArray();
        CopiesInputs |= all.Any(ReadsInputByElement);
        foreach (Stage stage in all)
        {
            StageCall call = stage switch
            {
                DenseStage dense => _dense.Write(dense, RowSize(dense.Input)),
                RowStage row => _rows.Write(row, title),
                NestStage nest => _nests.Write(nest),
                ScalarStage scalar => _scalars.Write(scalar),
                _ => throw new InvalidOperationException($"{stage.GetType().Name} is no stage of samples."),
            };
            if (stage is DenseStage written)
            {
                foreach (Tensor stored in written.Stored)
                    frame.Add(stored);
            }

            foreach (Operand operand in call.Operands)
                Register(operand);
            calls.Add(call);
        }

        return calls;
    }

    private static bool ReadsInputByElement(Stage stage) => stage switch
    {
        RowStage row => row.Statements.SelectMany(statement => statement.Reads).Any(read => read.Tensor.Role == TensorRole.Input),
        NestStage nest => nest.Statement.Reads.Any(read => read.Tensor.Role == TensorRole.Input),
        ScalarStage scalar => scalar.Statement.Reads.Any(read => read.Tensor.Role == TensorRole.Input),
        _ => false,
    };

    /// <summary>From one sample's row to the next.</summary>
    public int RowSize(Tensor tensor) => tensor.Role == TensorRole.Input && !CopiesInputs ? tensor.Size : CostModel.Padded(tensor.Size);

    private void Register(Operand operand)
    {
        switch (operand.Kind)
        {
            case OperandKind.Rows when operand.Tensor.Role == TensorRole.Input:
                break;
            case OperandKind.Rows when operand.Tensor.Role == TensorRole.Target:
                CopiesTargets |= operand.Tensor.Extents.Count > 0;
                break;
            case OperandKind.Rows or OperandKind.Distance:
                frame.Add(operand.Tensor);
                break;
            case OperandKind.Parameter:
                packing.Add(operand.Tensor, PackedForm.Row);
                break;
            case OperandKind.Weights:
                packing.Add(operand.Tensor, PackedForm.Panels);
                break;
            case OperandKind.TransposedWeights:
                packing.Add(operand.Tensor, PackedForm.TransposedPanels);
                break;
        }
    }

    /// <summary>Room for copies of the caller's rows, once it is known whether they are needed.</summary>
    public void PlaceCopies(Tensor input, Tensor? target)
    {
        if (CopiesInputs)
            frame.Add(input);
        if (CopiesTargets)
            frame.Add(target!);
    }

    /// <summary>A call on samples <c>first</c> to <c>first + samples - 1</c>, all parameters packed.</summary>
    public string BatchCall(StageCall call)
    {
        List<string> arguments = [];
        foreach (Operand operand in call.Operands)
        {
            Tensor tensor = operand.Tensor;
            arguments.Add(operand.Kind switch
            {
                OperandKind.Rows => Rows(tensor),
                OperandKind.Distance => Distance(operand),
                OperandKind.Parameter => packing.Reference(tensor, PackedForm.Row),
                OperandKind.Weights => packing.Reference(tensor, PackedForm.Panels),
                OperandKind.TransposedWeights => packing.Reference(tensor, PackedForm.TransposedPanels),
                _ => throw new InvalidOperationException($"No place for a {operand.Kind} of samples."),
            });
        }

        return $"{call.Method}({string.Join(", ", arguments)}, samples);";
    }

    /// <summary>A call on one sample, parameters packed or flat.</summary>
    public void SingleCall(CodeWriter code, StageCall call, bool flat)
    {
        List<string> arguments = [];
        foreach (Operand operand in call.Operands)
        {
            Tensor tensor = operand.Tensor;
            arguments.Add(operand.Kind switch
            {
                OperandKind.Weights => flat
                    ? $"{Flat(tensor)}, {Literal.Of(tensor.Extents[1])}, {Literal.Of(CostModel.Lanes)}"
                    : $"{packing.Reference(tensor, PackedForm.Panels)}, {Literal.Of(CostModel.Lanes)}, {Literal.Of(tensor.Extents[0] * CostModel.Lanes)}",
                _ => SingleArgument(operand, flat),
            });
        }

        code.Line(call.Single is { } single ? $"{single}({string.Join(", ", arguments)});" : $"{call.Method}({string.Join(", ", arguments)}, 1);");
    }

    /// <summary>The code of one sample itself, parameters packed: a small network runs through without a call.</summary>
    public void SingleInline(CodeWriter code, StageCall call, string number, Registers registers)
    {
        foreach (Tensor tensor in Results(call.Stage).Where(registers.Holds))
            code.Line($"Vector128<{number}> {Registers.Name(tensor)};");
        using (code.Block())
        {
            for (int i = 0; i < call.Operands.Count; i++)
            {
                Operand operand = call.Operands[i];
                if (operand.Kind is OperandKind.Rows or OperandKind.Distance && registers.Holds(operand.Tensor) && !IsOrigin(operand, call, registers))
                    continue;
                string argument = operand.Kind == OperandKind.Weights ? packing.Reference(operand.Tensor, PackedForm.Panels) : SingleArgument(operand, flat: false);
                code.Line(operand.Kind == OperandKind.Distance
                    ? $"const int {call.Parameters[i]} = {argument};"
                    : $"ref {number} {call.Parameters[i]} = {(argument.StartsWith("ref ", StringComparison.Ordinal) ? argument : "ref " + argument)};");
            }

            call.Inline!(code, registers);
        }
    }

    /// <summary>Whether rows in memory are found from the row of an operand, even if that itself stays in a register.</summary>
    private static bool IsOrigin(Operand operand, StageCall call, Registers registers) =>
        operand.Kind == OperandKind.Rows && call.Operands.Any(other => operand.Tensor.Equals(other.Origin) && !registers.Holds(other.Tensor));

    private static IEnumerable<Tensor> Results(Stage stage) => stage switch
    {
        DenseStage dense => dense.Stored,
        RowStage row => row.Live,
        _ => [],
    };

    private string SingleArgument(Operand operand, bool flat) => operand.Kind switch
    {
        OperandKind.Rows => operand.Tensor.Role == TensorRole.Input && !CopiesInputs ? "ref source" : $"ref Unsafe.Add(ref memory, {Literal.Of(frame.Offset(operand.Tensor.Name))})",
        OperandKind.Distance => Literal.Of(frame.Offset(operand.Tensor.Name) - frame.Offset(operand.Origin!.Name)),
        OperandKind.Parameter => flat ? Flat(operand.Tensor) : packing.Reference(operand.Tensor, PackedForm.Row),
        _ => throw new InvalidOperationException($"No place for a {operand.Kind} of one sample."),
    };

    /// <summary>The rows of the samples.</summary>
    public string Rows(Tensor tensor) => tensor.Role switch
    {
        TensorRole.Input when !CopiesInputs => "ref Unsafe.Add(ref inputs, first * InputSize)",
        TensorRole.Target when !CopiesTargets => "ref Unsafe.Add(ref targets, first * TargetSize)",
        _ => frame.Reference(tensor.Name),
    };

    private string Distance(Operand operand)
    {
        int distance = frame.Offset(operand.Tensor.Name) - frame.Offset(operand.Origin!.Name);
        return $"{Literal.Of(distance)} * capacity";
    }

    private string Flat(Tensor tensor) => $"ref Unsafe.Add(ref parameters, {Literal.Of(parameterOffset(tensor))})";
}
