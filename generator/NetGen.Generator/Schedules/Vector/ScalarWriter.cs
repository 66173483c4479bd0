using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>Writes any statement as plain loops over its axes, sample by sample.</summary>
internal sealed class ScalarWriter(MethodPool pool, Precision precision, Frame frame)
{
    private readonly ScalarDialect _dialect = new(precision);
    private readonly ScalarLoops _loops = new(pool, precision);

    public StageCall Write(ScalarStage stage)
    {
        Statement statement = stage.Statement;
        NameScope names = new();
        List<Operand> operands = [];
        string number = _dialect.Scalar;
        bool gradient = statement.Target.Tensor.Role == TensorRole.ParameterGradient;

        string Use(Tensor tensor)
        {
            if (operands.All(operand => operand.Tensor != tensor))
            {
                operands.Add(new Operand(
                    tensor.Role == TensorRole.Parameter ? OperandKind.Parameter : tensor.Role == TensorRole.ParameterGradient ? OperandKind.Gradient : OperandKind.Rows, tensor));
                if (tensor.Role is not (TensorRole.Parameter or TensorRole.ParameterGradient or TensorRole.Input or TensorRole.Target))
                    frame.Add(tensor);
            }

            return names.RowsOf(tensor);
        }

        string Element(Access access, Axis? along = null, string? index = null)
        {
            string offset = Indexing.Offset(access, along, index);
            string name = Use(access.Tensor);
            if (access.Tensor.PerSample)
                offset = Indexing.Join(access.Tensor.Extents.Count == 0 ? "sample" : $"sample * {Literal.Of(CostModel.Padded(access.Tensor.Size))}", offset);
            return offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";
        }

        CodeWriter body = new();
        using (body.Block("for (nint sample = 0; sample < samples; sample++)"))
            _loops.Write(statement, body, Element, names);

        string title = gradient ? "Sum" + NetworkProgramName(statement) : NetworkProgramName(statement) + "Loops";
        string method = pool.Add(title, (code, name) =>
        {
            code.Line($"/// <summary>{Summary.Of(statement)}, in plain loops: no faster form fits.</summary>");
            code.Line("[MethodImpl(Kernel.Options)]");
            using (code.Block($"private static void {name}({string.Join(", ", operands.Select(operand => $"ref {number} {Use(operand.Tensor)}"))}, nint samples)"))
            {
                foreach (string line in body.ToString().TrimEnd('\n').Split('\n'))
                    code.Line(line);
            }
        });
        return new StageCall(stage, method, null, operands, [$"    {statement.Target} from {string.Join(", ", statement.Reads.Select(read => read.ToString()))}, in plain loops: no faster form fits."], [], null);
    }

    private static string NetworkProgramName(Statement statement) =>
        NameScope.Title(statement.Target.Tensor);
}
