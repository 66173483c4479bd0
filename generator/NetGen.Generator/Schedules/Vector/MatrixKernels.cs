using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>
/// Writes the kernels that all large matrices of a network share: their sizes are parameters, and what happens to a sum is a
/// type argument. Beside a million products that costs nothing, and each matrix needs only a line that calls them.
/// </summary>
internal sealed class MatrixKernels(MethodPool pool, string number)
{
    private const int Large = 1 << 20;

    /// <summary>Whether a matrix is large.</summary>
    public static bool Serve(DenseStage stage) => (long)stage.Inputs * stage.Units >= Large;

    /// <summary>A call for one sample, weights flat or in panels.</summary>
    public string One(DenseStage stage, Tiling tiling, string store) =>
        Call($"MatrixOne{Numbers.Text(tiling.Vectors)}", new TileSize(1, tiling.Vectors, tiling.Sums), "One row times a matrix, flat or in panels: the strides say which.", "weightStep", rows: false, StartOf(stage))
        + $"(ref input, ref weights, weightStep, panelStride, {Start(stage, "ref start")}, ref output, {Sizes(stage)}, {store});";

    /// <summary>A call for a tile of samples, weights in panels.</summary>
    /// <param name="input">The first sample's row.</param>
    /// <param name="inputRow">From one sample's row to the next.</param>
    /// <param name="start">What the first sample's sums start from; null for zero.</param>
    /// <param name="output">The first sample's results.</param>
    public string Tile(DenseStage stage, TileSize tile, string input, int inputRow, string? start, string output, string store) =>
        Call($"MatrixTile{tile}", tile, $"{Numbers.Text(tile.Rows)} rows times {Numbers.Text(tile.Vectors)} vectors of a matrix in panels.", Literal.Of(CostModel.Lanes), rows: true, StartOf(stage))
        + $"({input}, {Literal.Of(inputRow)}, ref weights, {Literal.Of(stage.Inputs * CostModel.Lanes)}, {Start(stage, start)}, {output}, {Sizes(stage)}, unit, {store});";

    private static string Sizes(DenseStage stage) => $"{Literal.Of(stage.Inputs)}, {Literal.Of(CostModel.Padded(stage.Units))}";

    private string Start(DenseStage stage, string? start) => stage.Start is null ? $"ref Unsafe.NullRef<{number}>()" : start!;

    private static TileStart StartOf(DenseStage stage) => stage.StartsFromRows ? TileStart.Rows : TileStart.BiasOrZero;

    private string Call(string title, TileSize size, string summary, string weightStep, bool rows, TileStart start) => pool.Add(title, (code, name) =>
    {
        code.Line($"/// <summary>{summary} Sums start from <c>start</c>{(start == TileStart.Rows ? ", a row for each" : ", or from zero where it is null")}.</summary>");
        code.Line("[MethodImpl(Kernel.Options)]");
        string weights = rows ? $"nint inputRow, ref {number} weights, nint panelStride" : $"ref {number} weights, nint weightStep, nint panelStride";
        code.Line($"private static void {name}<TStore>(ref {number} input, {weights}, ref {number} start, ref {number} output, nint inputs, nint width, {(rows ? "nint unit, " : string.Empty)}TStore store)");
        code.Line($"    where TStore : struct, ITileStore<{number}>, allows ref struct");
        using (code.Block())
        {
            if (start == TileStart.BiasOrZero)
                code.Line("bool begins = !Unsafe.IsNullRef(ref start);");
            TileKernel kernel = new(size, rows ? "inputRow" : "0", "1", weightStep, "panelStride", start, "width", "width", "inputs", "store");
            if (rows)
            {
                kernel.Write(code, number);
                return;
            }

            using (code.Block($"for (nint unit = 0; unit < width; unit += {Numbers.Text(size.Vectors)} * VectorWidth)"))
                kernel.Write(code, number);
        }
    });
}
