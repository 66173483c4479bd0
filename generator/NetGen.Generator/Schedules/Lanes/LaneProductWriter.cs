using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Writes products of values with parameters: a register tile of sums, each a vector of samples, while values and weights
/// stream past. Bias and activation happen while a sum is in its register.
/// </summary>
internal sealed class LaneProductWriter(MethodPool pool, Precision precision, Unroll unroll)
{
    public SegmentCall Write(ProductStage stage)
    {
        Contraction product = stage.Product;
        Strides target = new(product.Target), source = new(stage.Source), weights = new(stage.Weights);
        Axis[] axes = product.Axes.Where(axis => axis.Extent > 1).ToArray();
        Axis[] free = axes.Where(axis => target[axis] != 0).ToArray();
        Axis[] folded = axes.Where(axis => target[axis] == 0).ToArray();
        int sums = CostModel.SumsOf(free, folded, precision, unroll);
        LaneTile tile = LaneTile.Choose(
            Enumerable.Reverse(free).Where(axis => source[axis] != 0 && weights[axis] == 0),
            Enumerable.Reverse(free).Where(axis => source[axis] == 0 && weights[axis] != 0),
            (row, column) => row is null || column is null || AreApart(row, target[row], column, target[column]),
            sums,
            folded.Aggregate(1, (count, axis) => count * axis.Extent),
            (row, column) => free.Where(axis => axis != row && axis != column).Aggregate(1, (count, axis) => count * axis.Extent));

        LaneMethod method = new(precision, pool);
        method.Reserve(axes);
        CodeWriter code = new();
        // What the caller passes, in the order of reading.
        method.Use(stage.Source.Tensor);
        method.Use(stage.Weights.Tensor);
        SumStore store = new(stage, pool, method.Dialect);
        Axis[] outer = free.Where(axis => axis != tile.Rows && axis != tile.Columns).ToArray();
        SegmentMethod.Loops(code, outer, () =>
            SegmentMethod.Tiles(code, tile.Columns, tile.ColumnCount, columns =>
                SegmentMethod.Tiles(code, tile.Rows, tile.RowCount, rows => Corner(method, code, stage, tile, store, rows, columns, folded, sums))));

        string kind = NetworkProgram.Pascal(NameScope.Kind((stage.Epilogue.LastOrDefault() ?? (Statement)product).Target.Tensor.Name).TrimStart('@'));
        string size = $"{Numbers.Text(tile.RowCount)} x {Numbers.Text(tile.ColumnCount)}";
        return method.Finish(kind + "Tiles", $"Sums of products for a sample in each lane; a tile of {size} sums stays in registers.", code, Note(stage, tile, sums)) with { Cycles = tile.Cycles };
    }

    private static IReadOnlyList<string> Note(ProductStage stage, LaneTile tile, int sums)
    {
        List<string> note = [];
        if (stage.Start is not null)
            note.Add($"    {stage.Start.Target} = {Formula.Of(stage.Start.Value)}");
        note.Add($"    {stage.Product.Target} += {stage.Source} * {stage.Weights}");
        note.AddRange(stage.Epilogue.Select(map => $"    {map.Target.Tensor.Name} = {Formula.Of(map.Value)}, in the store"));
        string rows = tile.Rows is null ? "1" : $"{Numbers.Text(tile.RowCount)} along {tile.Rows.Name}";
        string columns = tile.Columns is null ? "1" : $"{Numbers.Text(tile.ColumnCount)} along {tile.Columns.Name}";
        note.Add($"A sample in each lane; a tile of {rows} x {columns}{(sums > 1 ? $" x {Numbers.Text(sums)} partial" : string.Empty)} sums stays in registers.");
        return note;
    }

    /// <summary>Whether no two places of a tile name one element.</summary>
    private static bool AreApart(Axis row, int rowStep, Axis column, int columnStep)
    {
        HashSet<int> seen = [];
        for (int r = 0; r < row.Extent; r++)
        {
            for (int c = 0; c < column.Extent; c++)
            {
                if (!seen.Add((r * rowStep) + (c * columnStep)))
                    return false;
            }
        }

        return true;
    }

    private void Corner(LaneMethod method, CodeWriter code, ProductStage stage, LaneTile tile, SumStore store, int rows, int columns, Axis[] folded, int sums)
    {
        Contraction product = stage.Product;
        Strides target = new(product.Target), source = new(stage.Source), weights = new(stage.Weights);
        int rowStep = tile.Rows is null ? 0 : source[tile.Rows], columnStep = tile.Columns is null ? 0 : weights[tile.Columns];
        int TargetStep(int r, int c) => (tile.Rows is null ? 0 : r * target[tile.Rows]) + (tile.Columns is null ? 0 : c * target[tile.Columns]);
        string Total(int r, int c, int k) => $"total{Numbers.Text(r)}_{Numbers.Text(c)}" + (sums > 1 ? $"_{Numbers.Text(k)}" : string.Empty);

        Dictionary<Axis, int> none = folded.ToDictionary(axis => axis, _ => 0);
        string at = target.Text(none, LaneMethod.Width);
        Strides? start = stage.Start is { Value: Read read } ? new Strides(read.Access) : null;
        string Place(string name, int step) => $"Unsafe.Add(ref {name}, at{(step == 0 ? string.Empty : " + " + Strides.Scaled(step, LaneMethod.Width))})";

        code.Line($"nint at = {at};");
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                string begin;
                if (start is not null)
                {
                    string bias = method.Use(((Read)stage.Start!.Value).Access.Tensor);
                    int step = tile.Columns is null ? 0 : c * start[tile.Columns];
                    string offset = start.Text(none, tail: step == 0 ? string.Empty : Literal.Of(step));
                    begin = r > 0 ? Total(0, c, 0) : $"Vector.Create({Strides.Element(bias, offset)})";
                }
                else
                {
                    begin = product.Accumulate ? $"Vector.LoadUnsafe(ref {Place(method.Use(product.Target.Tensor), TargetStep(r, c))})" : method.Dialect.Number(0);
                }

                code.Line($"{method.Vector} {Total(r, c, 0)} = {begin};");
                for (int k = 1; k < sums; k++)
                    code.Line($"{method.Vector} {Total(r, c, k)} = {method.Dialect.Number(0)};");
            }
        }

        code.Line($"ref {method.Number} from = ref {Strides.Element(method.Use(stage.Source.Tensor), source.Text(none, LaneMethod.Width))};");
        code.Line($"ref {method.Number} weight = ref {Strides.Element(method.Use(stage.Weights.Tensor), weights.Text(none))};");
        new ProductLoops(folded, sums, source, LaneMethod.Width, weights, rows * columns).Write(code, (from, weight, k) =>
        {
            bool byRows = rows <= columns;
            using (code.Block())
            {
                // The operand of the shorter side waits in registers; the other one passes by.
                for (int i = 0; i < (byRows ? rows : columns); i++)
                    code.Line($"{method.Vector} {(byRows ? "value" : "factor")}{Numbers.Text(i)} = {(byRows ? Value(from, i) : Factor(weight, i))};");
                for (int j = 0; j < (byRows ? columns : rows); j++)
                {
                    code.Line($"{(j == 0 ? method.Vector + " " : string.Empty)}{(byRows ? "factor" : "value")} = {(byRows ? Factor(weight, j) : Value(from, j))};");
                    for (int i = 0; i < (byRows ? rows : columns); i++)
                    {
                        string total = byRows ? Total(i, j, k) : Total(j, i, k);
                        code.Line(byRows
                            ? $"{total} = Vector.FusedMultiplyAdd(value{Numbers.Text(i)}, factor, {total});"
                            : $"{total} = Vector.FusedMultiplyAdd(value, factor{Numbers.Text(i)}, {total});");
                    }
                }
            }
        });

        string Value(int from, int r) => $"Vector.LoadUnsafe(ref {Strides.Element("from", Strides.Scaled(from + (r * rowStep), LaneMethod.Width))})";
        string Factor(int weight, int c) => $"Vector.Create({Strides.Element("weight", Literal.Of(weight + (c * columnStep)))})";

        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
                StoreSum(r, c);
        }

        void StoreSum(int r, int c)
        {
            int step = TargetStep(r, c);
            string Beside(Access access)
            {
                if (access.Tensor.PerSample)
                    return $"Vector.LoadUnsafe(ref {Place(method.Use(access.Tensor), step)})";
                Strides strides = new(access);
                int shift = (tile.Rows is null ? 0 : r * strides[tile.Rows]) + (tile.Columns is null ? 0 : c * strides[tile.Columns]);
                return $"Vector.Create({Strides.Element(method.Use(access.Tensor), strides.Text(none, tail: shift == 0 ? string.Empty : Literal.Of(shift)))})";
            }

            store.Write(code, ProductLoops.Tree(k => Total(r, c, k), 0, sums), Beside, tensor => Place(method.Use(tensor), step), method.New);
        }
    }
}
