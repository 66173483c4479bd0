using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Writes gradients of parameters: sums over the samples of the batch, in the order of the samples, one chain of
/// multiply-adds for each element. Any range of rows can be computed by itself, so threads share the rows and not the sum.
/// </summary>
internal sealed class GradientWriter(MethodPool pool, Precision precision)
{
    private readonly string _number = new ScalarDialect(precision).Scalar;

    /// <summary>A matrix: for each input the row <c>sum over samples of input * delta</c>.</summary>
    public string Outer(int inputs, int units, int inputRow)
    {
        int width = CostModel.Padded(units);
        int vectors = units <= (precision == Precision.Double ? 4 : 8) ? 1 : 2;
        string store = PlainStore.Name(pool, _number);
        string title = $"Gradient{Numbers.Text(inputs)}To{Numbers.Text(units)}";
        string Tile(int rows)
        {
            TileSize size = new(rows, vectors, 1);
            // The sizes are used once for each sample and each total; no layer needs a tile of its own for them.
            TileKernel kernel = new(size, "1", "inputRow", Literal.Of(CostModel.Lanes), "panelStride", TileStart.Output, "width", "width", "samples", $"default({store})");
            return pool.Add($"GradientTile{size}", (code, name) =>
            {
                code.Line($"/// <summary>{Numbers.Count(rows, "row")} and {Numbers.Count(vectors, "vector")} of the gradient of weights, summed over the samples; rows of <c>width</c> weights.</summary>");
                code.Line("[MethodImpl(Kernel.Options)]");
                using (code.Block($"private static void {name}(ref {_number} input, nint inputRow, ref {_number} weights, nint panelStride, ref {_number} output, nint width, bool accumulate, nint unit, nint samples)"))
                    kernel.Write(code, _number);
            });
        }

        return pool.Add(title, (code, name) =>
        {
            code.Line($"/// <summary>A piece's share of the rows of the gradient of {Numbers.Text(inputs)} x {Numbers.Text(units)} weights: what came in, times the error that went out, summed over the samples.</summary>");
            code.Line("[MethodImpl(Kernel.Options)]");
            using (code.Block($"private static void {name}(ref {_number} input, ref {_number} errors, nint panelStride, ref {_number} gradient, bool accumulate, int piece, int pieces, nint samples)"))
            {
                code.Line($"nint first = {Literal.Of(inputs)} * (nint)piece / pieces, end = {Literal.Of(inputs)} * ((nint)piece + 1) / pieces;");
                string step = vectors == 1 ? "VectorWidth" : "2 * VectorWidth";
                using (code.Block($"for (nint unit = 0; unit < {Literal.Of(units)}; unit += {step})"))
                {
                    code.Line("nint row = first;");
                    foreach (int rows in new[] { vectors == 1 ? 8 : 6, 4, 1 }.Where(rows => rows <= inputs))
                    {
                        code.Line($"for (; row <= end - {Literal.Of(rows)}; row += {Literal.Of(rows)})");
                        code.Line($"    {Tile(rows)}(ref Unsafe.Add(ref input, row), {Literal.Of(inputRow)}, ref errors, panelStride, ref Unsafe.Add(ref gradient, row * {Literal.Of(width)}), {Literal.Of(width)}, accumulate, unit, samples);");
                    }
                }
            }
        });
    }

    /// <summary>A bias: <c>sum over samples of delta</c>.</summary>
    public string ColumnSums(int units) => pool.Add($"Sum{Numbers.Text(units)}", (code, name) =>
    {
        code.Line($"/// <summary>The sum over the samples of rows of {Numbers.Text(units)}: the gradient of a bias.</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        using (code.Block($"private static void {name}(ref {_number} rows, ref {_number} gradient, bool accumulate, nint samples)"))
        {
            code.Line($"nint unit = 0;");
            using (code.Block($"for (; unit <= {Literal.Of(units)} - VectorWidth; unit += VectorWidth)"))
            {
                code.Line($"Vector<{_number}> total = accumulate ? Vector.LoadUnsafe(ref Unsafe.Add(ref gradient, unit)) : Vector<{_number}>.Zero;");
                code.Line("for (nint sample = 0; sample < samples; sample++)");
                code.Line($"    total += Vector.LoadUnsafe(ref Unsafe.Add(ref rows, sample * {Literal.Of(CostModel.Padded(units))} + unit));");
                code.Line("total.StoreUnsafe(ref Unsafe.Add(ref gradient, unit));");
            }

            using (code.Block($"for (; unit < {Literal.Of(units)}; unit++)"))
            {
                code.Line($"{_number} total = accumulate ? Unsafe.Add(ref gradient, unit) : 0;");
                code.Line("for (nint sample = 0; sample < samples; sample++)");
                code.Line($"    total += Unsafe.Add(ref rows, sample * {Literal.Of(CostModel.Padded(units))} + unit);");
                code.Line("Unsafe.Add(ref gradient, unit) = total;");
            }
        }
    });
}
