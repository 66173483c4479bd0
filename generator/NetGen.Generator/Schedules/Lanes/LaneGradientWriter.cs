using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Writes the gradient of weights over a group of samples: a register tile of sums, each a vector of samples, over all
/// places; then each sum over its 16 lanes by a fixed tree, so that the result does not know how wide a vector is.
/// </summary>
internal sealed class LaneGradientWriter(MethodPool pool, Precision precision)
{
    public LaneCall Write(LaneGradientStage stage)
    {
        Contraction product = stage.Product;
        Strides target = new(product.Target), left = new(product.Left), right = new(product.Right);
        Axis[] axes = product.Axes.Where(axis => axis.Extent > 1).ToArray();
        Axis[] free = axes.Where(axis => target[axis] != 0).ToArray();
        Axis[] folded = axes.Where(axis => target[axis] == 0).ToArray();
        LaneTile tile = LaneTile.Choose(
            Enumerable.Reverse(free).Where(axis => left[axis] != 0 && right[axis] == 0),
            Enumerable.Reverse(free).Where(axis => left[axis] == 0 && right[axis] != 0),
            (_, _) => true,
            1,
            folded.Aggregate(1, (count, axis) => count * axis.Extent));

        LaneMethod method = new(precision, pool);
        method.Reserve(axes);
        string leftName = method.Use(product.Left.Tensor), rightName = method.Use(product.Right.Tensor);
        string gradient = method.Use(product.Target.Tensor), scratch = method.Use(LaneSegment.Scratch);
        CodeWriter code = new();
        Dictionary<Axis, int> none = folded.ToDictionary(axis => axis, _ => 0);
        int rowStep = tile.Rows is null ? 0 : left[tile.Rows], columnStep = tile.Columns is null ? 0 : right[tile.Columns];
        LaneMethod.Loops(code, free.Where(axis => axis != tile.Rows && axis != tile.Columns), () =>
            LaneProductWriter.Tiles(code, tile.Columns, tile.ColumnCount, columns =>
                LaneProductWriter.Tiles(code, tile.Rows, tile.RowCount, rows => Corner(rows, columns))));

        void Corner(int rows, int columns)
        {
            using (code.Block(LaneMethod.EachLane))
            {
                for (int i = 0; i < rows * columns; i++)
                    code.Line($"{method.Vector} total{Numbers.Text(i)} = {method.Dialect.Number(0)};");
                code.Line($"ref {method.Number} from = ref {Element(leftName, left.Text(none, LaneMethod.Lanes, "lane"))};");
                code.Line($"ref {method.Number} error = ref {Element(rightName, right.Text(none, LaneMethod.Lanes, "lane"))};");
                Places(0);
                for (int i = 0; i < rows * columns; i++)
                    code.Line($"total{Numbers.Text(i)}.StoreUnsafe(ref Unsafe.Add(ref {scratch}, {Literal.Of(i * LaneMethod.Lanes)} + lane));");
            }

            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++)
                {
                    int step = (tile.Rows is null ? 0 : r * target[tile.Rows]) + (tile.Columns is null ? 0 : c * target[tile.Columns]);
                    string place = target.Text(none, 1, step == 0 ? string.Empty : Literal.Of(step));
                    code.Line($"{Element(gradient, place)} = Lanes.Sum(ref Unsafe.Add(ref {scratch}, {Literal.Of(((r * columns) + c) * LaneMethod.Lanes)}), Lanes.Count);");
                }
            }

            void Places(int depth)
            {
                if (depth == folded.Length)
                {
                    Products();
                    return;
                }

                Axis axis = folded[depth];
                using (code.Block($"for (nint {axis.Name} = 0; {axis.Name} < {Literal.Of(axis.Extent)}; {axis.Name}++)"))
                {
                    Places(depth + 1);
                    Advance(axis, 1);
                }

                if (depth > 0)
                    Advance(axis, -axis.Extent);
            }

            void Advance(Axis axis, int count)
            {
                if (left[axis] != 0)
                    code.Line($"from = ref Unsafe.Add(ref from, {Literal.Of(count * left[axis] * LaneMethod.Lanes)});");
                if (right[axis] != 0)
                    code.Line($"error = ref Unsafe.Add(ref error, {Literal.Of(count * right[axis] * LaneMethod.Lanes)});");
            }

            void Products()
            {
                bool byRows = rows <= columns;
                string Left(int r) => $"Vector.LoadUnsafe(ref {Element("from", Literal.Of(r * rowStep * LaneMethod.Lanes))})";
                string Right(int c) => $"Vector.LoadUnsafe(ref {Element("error", Literal.Of(c * columnStep * LaneMethod.Lanes))})";
                for (int i = 0; i < (byRows ? rows : columns); i++)
                    code.Line($"{method.Vector} value{Numbers.Text(i)} = {(byRows ? Left(i) : Right(i))};");
                for (int j = 0; j < (byRows ? columns : rows); j++)
                {
                    code.Line($"{(j == 0 ? method.Vector + " " : string.Empty)}factor = {(byRows ? Right(j) : Left(j))};");
                    for (int i = 0; i < (byRows ? rows : columns); i++)
                    {
                        string total = "total" + Numbers.Text(byRows ? (i * columns) + j : (j * columns) + i);
                        code.Line($"{total} = Vector.FusedMultiplyAdd(value{Numbers.Text(i)}, factor, {total});");
                    }
                }
            }
        }

        string kind = NetworkProgram.Pascal(NameScope.Kind(product.Target.Tensor.Name).TrimStart('@'));
        return method.Finish(kind + "Tiles", $"Sums over all places and 16 samples; a tile of {tile} sums stays in registers.", code,
        [
            $"    {product.Target} = sum over the group and all places of {product.Left} * {product.Right}",
            $"A tile of {tile} sums stays in registers, a sample in each lane; then the lanes add up in a fixed tree.",
        ]);
    }

    private static string Element(string name, string offset) => offset == "0" ? name : $"Unsafe.Add(ref {name}, {offset})";
}
