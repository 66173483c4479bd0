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
    /// <summary>The tile of a stage.</summary>
    public static LaneTile TileOf(ProductStage stage, Precision precision, Unroll unroll)
    {
        Strides target = new(stage.Product.Target), source = new(stage.Source), weights = new(stage.Weights);
        return LaneTile.Choose(
            Enumerable.Reverse(stage.Free).Where(axis => source[axis] != 0 && weights[axis] == 0),
            Enumerable.Reverse(stage.Free).Where(axis => source[axis] == 0 && weights[axis] != 0),
            (row, column) => row is null || column is null || AreApart(row, target[row], column, target[column]),
            CostModel.SumsOf(stage.Product, stage.Free, stage.Folded, precision, unroll),
            stage.Folded.Aggregate(1, (count, axis) => count * axis.Extent),
            (row, column) => stage.Free.Where(axis => axis != row && axis != column).Aggregate(1, (count, axis) => count * axis.Extent));
    }

    public SegmentCall Write(ProductStage stage)
    {
        Contraction product = stage.Product;
        Axis[] free = stage.Free, folded = stage.Folded;
        int sums = CostModel.SumsOf(product, free, folded, precision, unroll);
        LaneTile tile = TileOf(stage, precision, unroll);
        LaneMethod method = new(precision, pool);
        method.Reserve(product.Axes.Where(axis => axis.Extent > 1));
        CodeWriter code = new();
        // What the caller passes, in the order of reading.
        method.Use(stage.Source.Tensor);
        method.Use(stage.Weights.Tensor);
        SumStore store = new(stage, pool, method.Dialect);
        Axis[] outer = free.Where(axis => axis != tile.Rows && axis != tile.Columns).ToArray();
        method.Loops(code, outer, () =>
            method.Tiles(code, tile.Columns, tile.ColumnCount, columns =>
                method.Tiles(code, tile.Rows, tile.RowCount, rows => Corner(method, code, stage, tile, store, rows, columns, folded, sums))));

        string kind = NameScope.Title((stage.Epilogue.LastOrDefault() ?? (Statement)product).Target.Tensor);
        string rows = tile.Rows is null ? "1" : $"{Numbers.Text(tile.RowCount)} along {tile.Rows.Name}";
        string columns = tile.Columns is null ? "1" : $"{Numbers.Text(tile.ColumnCount)} along {tile.Columns.Name}";
        return method.Finish(stage, kind + "Tiles", $"Sums of products, a sample in each lane; a tile of {rows} x {columns}{(sums > 1 ? $" x {Numbers.Text(sums)} partial" : string.Empty)} sums stays in registers.", code);
    }

    /// <summary>Whether no two places of a tile name one element: the least steps along both that meet lie outside of it.</summary>
    private static bool AreApart(Axis row, int rowStep, Axis column, int columnStep)
    {
        (int divisor, int rest) = (rowStep, columnStep);
        while (rest != 0)
            (divisor, rest) = (rest, divisor % rest);
        return Math.Abs(columnStep / divisor) >= row.Extent || Math.Abs(rowStep / divisor) >= column.Extent;
    }

    private void Corner(LaneMethod method, CodeWriter code, ProductStage stage, LaneTile tile, SumStore store, int rows, int columns, Axis[] folded, int sums)
    {
        Contraction product = stage.Product;
        Strides target = method.StridesOf(product.Target), source = method.StridesOf(stage.Source), weights = method.StridesOf(stage.Weights);
        Size rowStep = source.Step(tile.Rows), columnStep = weights.Step(tile.Columns);
        Size TargetStep(int r, int c) => (r * target.Step(tile.Rows)) + (c * target.Step(tile.Columns));
        string Total(int r, int c, int k) => $"total{Numbers.Text(r)}_{Numbers.Text(c)}" + (sums > 1 ? $"_{Numbers.Text(k)}" : string.Empty);

        Dictionary<Axis, int> none = folded.ToDictionary(axis => axis, _ => 0);
        string at = target.Text(none, LaneMethod.Width);
        Strides? start = stage.Start is { Value: Read read } ? method.StridesOf(read.Access) : null;
        string Place(string name, Size step) => $"Unsafe.Add(ref {name}, at{(step.Value == 0 ? string.Empty : " + " + Strides.Scaled(step, LaneMethod.Width))})";

        code.Line($"nint at = {at};");
        for (int c = 0; c < columns; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                string begin;
                if (stage.Start?.Reads.Single().Tensor is { PerSample: true } other)
                {
                    begin = $"Vector.LoadUnsafe(ref {Place(method.Use(other), TargetStep(r, c))})";
                }
                else if (start is not null)
                {
                    string bias = method.Use(((Read)stage.Start!.Value).Access.Tensor);
                    Size step = c * start.Step(tile.Columns);
                    string offset = start.Text(none, tail: step.Value == 0 ? string.Empty : step.ToString());
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
        new ProductLoops(method, folded, sums, source, LaneMethod.Width, weights, rows * columns).Write(code, (from, weight, k) =>
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

        string Value(Size from, int r) => $"Vector.LoadUnsafe(ref {Strides.Element("from", Strides.Scaled(from + (r * rowStep), LaneMethod.Width))})";
        string Factor(Size weight, int c) => $"Vector.Create({Strides.Element("weight", (weight + (c * columnStep)).ToString())})";

        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
                StoreSum(r, c);
        }

        void StoreSum(int r, int c)
        {
            Size step = TargetStep(r, c);
            string Beside(Access access)
            {
                if (access.Tensor.PerSample)
                    return $"Vector.LoadUnsafe(ref {Place(method.Use(access.Tensor), step)})";
                Strides strides = method.StridesOf(access);
                Size shift = (r * strides.Step(tile.Rows)) + (c * strides.Step(tile.Columns));
                return $"Vector.Create({Strides.Element(method.Use(access.Tensor), strides.Text(none, tail: shift.Value == 0 ? string.Empty : shift.ToString()))})";
            }

            store.Write(code, ProductLoops.Tree(k => Total(r, c, k), 0, sums), Beside, tensor => Place(method.Use(tensor), step), method.New);
        }
    }
}
