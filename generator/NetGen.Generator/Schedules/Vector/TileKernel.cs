using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// A register tile: rows x vectors x partial sums of running totals while the weights stream past once. The inner loop
/// of every contraction; each size that a network needs is emitted once.
/// </summary>
internal sealed record TileKernel(int Rows, int Vectors, int Sums)
{
    public string Name => $"Tile{Numbers.Text(Rows)}x{Numbers.Text(Vectors)}" + (Sums > 1 ? $"x{Numbers.Text(Sums)}" : string.Empty);

    /// <summary>Inputs handled in one turn of the loop.</summary>
    private int Step => Sums > 1 ? Sums : 2;

    public void Write(CodeWriter code, string number)
    {
        string row = Rows == 1 ? "one row" : $"{Numbers.Text(Rows)} rows";
        code.Line($"/// <summary>A tile of {row} x {Numbers.Text(Vectors)} vectors{(Sums > 1 ? $" x {Numbers.Text(Sums)} partial sums" : string.Empty)}: {Numbers.Text(Rows * Vectors * Sums)} totals stay in registers.</summary>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        code.Line($"private static void {Name}<TStore>(ref {number} input, nint inputRow, nint inputStep, ref {number} weights, nint weightStep, nint panelStride, ref {number} start, nint startRow, bool fromZero, ref {number} output, nint outputRow, nint unit, nint lastUnit, nint steps, TStore store)");
        using (code.Indent())
            code.Line($"where TStore : struct, ITileStore<{number}>, allows ref struct");
        using (code.Block())
        {
            Units(code);
            Start(code, number);
            Loop(code, number);
            Remainder(code, number);
            Finish(code);
        }
    }

    private void Units(CodeWriter code)
    {
        code.Line($"// Where each vector starts. What would lie past the end repeats the last vector, so every width runs the same code.");
        for (int v = 0; v < Vectors; v++)
        {
            code.Line(v == 0
                ? "nint unit0 = unit;"
                : $"nint unit{v} = Math.Min(unit + {(v == 1 ? string.Empty : v + " * ")}VectorWidth, lastUnit);");
        }

        for (int v = 0; v < Vectors; v++)
            code.Line($"nint panel{v} = Panels.Offset(unit{v}, panelStride);");
    }

    private void Start(CodeWriter code, string number)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int v = 0; v < Vectors; v++)
            {
                code.Line($"Vector<{number}> {Total(r, v, 0)} = fromZero ? Vector<{number}>.Zero : Vector.LoadUnsafe(ref Unsafe.Add(ref start, {Sum(Times("startRow", r), $"unit{v}")}));");
                for (int k = 1; k < Sums; k++)
                    code.Line($"Vector<{number}> {Total(r, v, k)} = Vector<{number}>.Zero;");
            }
        }
    }

    private void Loop(CodeWriter code, string number)
    {
        using (code.Block($"for (; steps >= {Step}; steps -= {Step})"))
        {
            for (int s = 0; s < Step; s++)
                Accumulate(code, number, s, s % Sums);
            code.Line($"input = ref Unsafe.Add(ref input, {Times("inputStep", Step)});");
            code.Line($"weights = ref Unsafe.Add(ref weights, {Times("weightStep", Step)});");
        }
    }

    private void Remainder(CodeWriter code, string number)
    {
        for (int s = 0; s < Step - 1; s++)
        {
            using (code.Block(s == 0 ? "if (steps > 0)" : $"if (steps > {s})"))
                Accumulate(code, number, s, s % Sums);
        }
    }

    private void Accumulate(CodeWriter code, string number, int step, int sum)
    {
        using (code.Block())
        {
            bool shared = Rows > 1;
            for (int v = 0; v < Vectors && shared; v++)
                code.Line($"Vector<{number}> weight{v} = {Weight(step, v)};");
            for (int r = 0; r < Rows; r++)
            {
                code.Line($"{(r == 0 ? $"Vector<{number}> " : string.Empty)}value = Vector.Create(Unsafe.Add(ref input, {Sum(Times("inputRow", r), Times("inputStep", step))}));");
                for (int v = 0; v < Vectors; v++)
                    code.Line($"{Total(r, v, sum)} = Vector.FusedMultiplyAdd(value, {(shared ? $"weight{v}" : Weight(step, v))}, {Total(r, v, sum)});");
            }
        }
    }

    private static string Weight(int step, int v) => $"Vector.LoadUnsafe(ref Unsafe.Add(ref weights, {Sum(Times("weightStep", step), $"panel{v}")}))";

    private void Finish(CodeWriter code)
    {
        for (int r = 0; r < Rows; r++)
        {
            for (int v = 0; v < Vectors; v++)
                code.Line($"store.Store({Tree(r, v, 0, Sums)}, ref Unsafe.Add(ref output, {Sum(Times("outputRow", r), $"unit{v}")}));");
        }
    }

    /// <summary>Partial sums join in a fixed tree: (0 + 1) + (2 + 3).</summary>
    private string Tree(int row, int vector, int first, int count) => count == 1
        ? Total(row, vector, first)
        : count == 2
            ? $"{Total(row, vector, first)} + {Total(row, vector, first + 1)}"
            : $"({Tree(row, vector, first, count / 2)}) + ({Tree(row, vector, first + (count / 2), count / 2)})";

    private string Total(int row, int vector, int sum) => $"total{row}{vector}" + (Sums > 1 ? $"_{sum}" : string.Empty);

    private static string Times(string name, int factor) => factor switch
    {
        0 => "0",
        1 => name,
        _ => $"{Numbers.Text(factor)} * {name}",
    };

    private static string Sum(string left, string right) => left == "0" ? right : right == "0" ? left : $"{left} + {right}";
}
