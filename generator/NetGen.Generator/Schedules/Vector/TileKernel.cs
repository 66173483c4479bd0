using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>The size of a register tile: rows x vectors x partial sums of running totals while the weights stream past once.</summary>
internal sealed record TileSize(int Rows, int Vectors, int Sums)
{
    public override string ToString() => $"{Numbers.Text(Rows)}x{Numbers.Text(Vectors)}" + (Sums > 1 ? $"x{Numbers.Text(Sums)}" : string.Empty);
}

/// <summary>
/// Writes the body of a register tile: the inner loop of every contraction on rows. Strides are given as C#: as literals they fold into
/// the addresses, as parameters they serve several layers.
/// </summary>
/// <param name="Size">The tile.</param>
/// <param name="InputRow">From one row of inputs to the next, as C#.</param>
/// <param name="InputStep">From one input of a row to the next.</param>
/// <param name="WeightStep">From the weights of one input to those of the next.</param>
/// <param name="PanelStride">From one panel of weights to the next; 16 for a flat matrix.</param>
/// <param name="Start">What the totals start from: a row <c>start</c>, the same for all; rows of <c>start</c>; the rows of <c>output</c> if <c>accumulate</c>; or zero.</param>
/// <param name="OutputRow">From one row of outputs to the next.</param>
/// <param name="Width">The padded length of a row of outputs, as C#.</param>
/// <param name="Steps">How many inputs there are, as C#.</param>
/// <param name="Store">What a finished total is handed to.</param>
internal sealed record TileKernel(
    TileSize Size,
    string InputRow,
    string InputStep,
    string WeightStep,
    string PanelStride,
    TileStart Start,
    string OutputRow,
    string Width,
    string Steps,
    string Store)
{
    /// <summary>Inputs handled in one turn of the loop.</summary>
    private int Turn => Math.Min(Size.Sums > 1 ? Size.Sums : 2, KnownSteps ?? int.MaxValue);

    private int? KnownSteps => int.TryParse(Steps, out int steps) ? steps : null;

    /// <summary>The statements, for a method whose parameters are <c>input</c>, <c>weights</c>, <c>start</c>, <c>output</c> and <c>unit</c>.</summary>
    public void Write(CodeWriter code, string number)
    {
        Units(code);
        code.Line($"ref {number} from = ref input;");
        code.Line($"ref {number} weight = ref weights;");
        Begin(code, number);
        code.Line();
        Loop(code, number);
        code.Line();
        for (int r = 0; r < Size.Rows; r++)
        {
            for (int v = 0; v < Size.Vectors; v++)
                code.Line($"{Store}.Store({Tree(r, v, 0, Size.Sums)}, ref Unsafe.Add(ref output, {Sum(Times(OutputRow, r), $"unit{v}")}));");
        }
    }

    private void Units(CodeWriter code)
    {
        code.Line("nint unit0 = unit;");
        for (int v = 1; v < Size.Vectors; v++)
            code.Line($"nint unit{v} = Math.Min(unit + {(v == 1 ? string.Empty : v + " * ")}VectorWidth, {Width} - VectorWidth);");
        for (int v = 0; v < Size.Vectors; v++)
            code.Line(Width == Literal.Of(CostModel.Lanes) ? $"nint panel{v} = unit{v};" : $"nint panel{v} = Panels.Offset(unit{v}, {PanelStride});");
    }

    private void Begin(CodeWriter code, string number)
    {
        for (int r = 0; r < Size.Rows; r++)
        {
            for (int v = 0; v < Size.Vectors; v++)
            {
                string start = Start switch
                {
                    TileStart.BiasOrZero => $"begins ? Vector.LoadUnsafe(ref Unsafe.Add(ref start, unit{v})) : Vector<{number}>.Zero",
                    TileStart.Bias => $"Vector.LoadUnsafe(ref Unsafe.Add(ref start, unit{v}))",
                    TileStart.Rows => $"Vector.LoadUnsafe(ref Unsafe.Add(ref start, {Sum(Times(OutputRow, r), $"unit{v}")}))",
                    TileStart.Output => $"accumulate ? Vector.LoadUnsafe(ref Unsafe.Add(ref output, {Sum(Times(OutputRow, r), $"unit{v}")})) : Vector<{number}>.Zero",
                    _ => $"Vector<{number}>.Zero",
                };
                code.Line($"Vector<{number}> {Total(r, v, 0)} = {start};");
                for (int k = 1; k < Size.Sums; k++)
                    code.Line($"Vector<{number}> {Total(r, v, k)} = Vector<{number}>.Zero;");
            }
        }
    }

    private void Loop(CodeWriter code, string number)
    {
        if (KnownSteps == Turn)
        {
            for (int s = 0; s < Turn; s++)
                Accumulate(code, number, s, s % Size.Sums);
            return;
        }

        int rest = KnownSteps is { } count ? count % Turn : Turn - 1;
        code.Line($"nint step = {Steps};");
        using (code.Block($"for (; step >= {Literal.Of(Turn)}; step -= {Literal.Of(Turn)})"))
        {
            for (int s = 0; s < Turn; s++)
                Accumulate(code, number, s, s % Size.Sums);
            code.Line($"from = ref Unsafe.Add(ref from, {Times(InputStep, Turn)});");
            code.Line($"weight = ref Unsafe.Add(ref weight, {Times(WeightStep, Turn)});");
        }

        for (int s = 0; s < rest; s++)
        {
            if (KnownSteps is not null)
            {
                Accumulate(code, number, s, s % Size.Sums);
                continue;
            }

            code.Line($"if (step > {Literal.Of(s)})");
            Accumulate(code, number, s, s % Size.Sums);
        }
    }

    private void Accumulate(CodeWriter code, string number, int step, int sum)
    {
        using (code.Block())
        {
            bool shared = Size.Rows > 1;
            for (int v = 0; v < Size.Vectors && shared; v++)
                code.Line($"Vector<{number}> weight{v} = {Weight(step, v)};");
            for (int r = 0; r < Size.Rows; r++)
            {
                code.Line($"{(r == 0 ? $"Vector<{number}> " : string.Empty)}value = Vector.Create({Strides.Element("from", Sum(Times(InputRow, r), Times(InputStep, step)))});");
                for (int v = 0; v < Size.Vectors; v++)
                    code.Line($"{Total(r, v, sum)} = Vector.FusedMultiplyAdd(value, {(shared ? $"weight{v}" : Weight(step, v))}, {Total(r, v, sum)});");
            }
        }
    }

    private string Weight(int step, int v) => $"Vector.LoadUnsafe(ref Unsafe.Add(ref weight, {Sum(Times(WeightStep, step), $"panel{v}")}))";

    /// <summary>Partial sums join in a fixed tree: (0 + 1) + (2 + 3).</summary>
    private string Tree(int row, int vector, int first, int count) => count == 1
        ? Total(row, vector, first)
        : count == 2
            ? $"{Total(row, vector, first)} + {Total(row, vector, first + 1)}"
            : $"({Tree(row, vector, first, count / 2)}) + ({Tree(row, vector, first + (count / 2), count / 2)})";

    private string Total(int row, int vector, int sum) => $"total{row}{vector}" + (Size.Sums > 1 ? $"_{sum}" : string.Empty);

    /// <summary>A multiple of a stride; of a literal one, the literal.</summary>
    private static string Times(string stride, int factor) => factor switch
    {
        0 => "0",
        1 => stride,
        _ => int.TryParse(stride, out int literal) ? Literal.Of(literal * factor) : $"{Numbers.Text(factor)} * {stride}",
    };

    private static string Sum(string left, string right) => left == "0" ? right : right == "0" ? left
        : int.TryParse(left, out int a) && int.TryParse(right, out int b) ? Literal.Of(a + b) : $"{left} + {right}";
}

/// <summary>What the totals of a tile start from.</summary>
internal enum TileStart
{
    Zero,
    Bias,

    /// <summary>A row <c>start</c> if <c>begins</c>, or zero.</summary>
    BiasOrZero,

    /// <summary>The rows of <c>start</c>, which lie as those of the output do.</summary>
    Rows,
    Output,
}
