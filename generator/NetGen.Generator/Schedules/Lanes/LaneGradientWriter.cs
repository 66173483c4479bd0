using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Lanes;

/// <summary>
/// Writes the gradient of weights over a group of samples: a register tile of sums, each a vector of samples, over all
/// places. The sums over the samples themselves come when all 16 lanes of a segment are there, by a fixed tree, so that the
/// result does not know how wide a vector is.
/// </summary>
internal sealed class LaneGradientWriter(MethodPool pool, Precision precision)
{
    public SegmentCall Write(WeightGradientStage stage)
    {
        Contraction product = stage.Product;
        LaneMethod method = new(precision, pool);
        method.Reserve(product.Axes.Where(axis => axis.Extent > 1));
        string leftName = method.Use(product.Left.Tensor), rightName = method.Use(product.Right.Tensor);
        method.Use(product.Target.Tensor);
        Strides target = method.StridesOf(product.Target), left = method.StridesOf(product.Left), right = method.StridesOf(product.Right);
        Axis[] axes = product.Axes.Where(axis => axis.Extent > 1).ToArray();
        Axis[] free = axes.Where(axis => target[axis] != 0).ToArray();
        Axis[] folded = axes.Where(axis => target[axis] == 0).ToArray();
        LaneTile tile = LaneTile.Choose(
            Enumerable.Reverse(free).Where(axis => left[axis] != 0 && right[axis] == 0),
            Enumerable.Reverse(free).Where(axis => left[axis] == 0 && right[axis] != 0),
            (_, _) => true,
            1,
            folded.Aggregate(1, (count, axis) => count * axis.Extent),
            (row, column) => free.Where(axis => axis != row && axis != column).Aggregate(1, (count, axis) => count * axis.Extent));

        CodeWriter code = new();
        Dictionary<Axis, int> none = folded.ToDictionary(axis => axis, _ => 0);
        Size rowStep = left.Step(tile.Rows), columnStep = right.Step(tile.Columns);
        method.Loops(code, free.Where(axis => axis != tile.Rows && axis != tile.Columns), () =>
            method.Tiles(code, tile.Columns, tile.ColumnCount, columns =>
                method.Tiles(code, tile.Rows, tile.RowCount, rows => Corner(rows, columns))));

        void Corner(int rows, int columns)
        {
            // A matrix that is used several times, for values and for their changes, sums what comes from each.
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++)
                    code.Line($"{method.Vector} total{Numbers.Text((r * columns) + c)} = {(product.Accumulate ? $"Vector.LoadUnsafe(ref {method.LaneSums(product.Target, Step(r, c))})" : method.Dialect.Number(0))};");
            }

            code.Line($"ref {method.Number} from = ref {Strides.Element(leftName, left.Text(none, LaneMethod.Width))};");
            code.Line($"ref {method.Number} error = ref {Strides.Element(rightName, right.Text(none, LaneMethod.Width))};");
            Places(0);
            for (int r = 0; r < rows; r++)
            {
                for (int c = 0; c < columns; c++)
                    code.Line($"total{Numbers.Text((r * columns) + c)}.StoreUnsafe(ref {method.LaneSums(product.Target, Step(r, c))});");
            }

            Size Step(int row, int column) => (row * target.Step(tile.Rows)) + (column * target.Step(tile.Columns));

            void Places(int depth)
            {
                if (depth == folded.Length)
                {
                    Products();
                    return;
                }

                Axis axis = folded[depth];
                using (code.Block($"for (nint {axis.Name} = 0; {axis.Name} < {method.Count(axis)}; {axis.Name}++)"))
                {
                    Places(depth + 1);
                    Advance(axis, 1);
                }

                if (depth > 0)
                    Advance(axis, -method.Count(axis));
            }

            void Advance(Axis axis, Size count)
            {
                if (left[axis] != 0)
                    code.Line($"from = ref Unsafe.Add(ref from, {Strides.Scaled(count * left.Step(axis), LaneMethod.Width)});");
                if (right[axis] != 0)
                    code.Line($"error = ref Unsafe.Add(ref error, {Strides.Scaled(count * right.Step(axis), LaneMethod.Width)});");
            }

            void Products()
            {
                bool byRows = rows <= columns;
                string Left(int r) => $"Vector.LoadUnsafe(ref {Strides.Element("from", Strides.Scaled(r * rowStep, LaneMethod.Width))})";
                string Right(int c) => $"Vector.LoadUnsafe(ref {Strides.Element("error", Strides.Scaled(c * columnStep, LaneMethod.Width))})";
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

        string kind = NameScope.Title(product.Target.Tensor);
        return method.Finish(stage, kind + "Tiles", $"Sums over all places, a sample in each lane; a tile of {tile} sums stays in registers.", code) with { Summed = product.Target.Tensor };
    }
}
