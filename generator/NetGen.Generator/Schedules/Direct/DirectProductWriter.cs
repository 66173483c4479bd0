using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// Writes products of one sample's values with parameters: a register tile of places x vectors of neighbouring outputs,
/// each summed in the order in which a batch sums it.
/// </summary>
internal sealed class DirectProductWriter(MethodPool pool, Precision precision, Unroll unroll)
{
    /// <summary>The tile of a stage; null where no axis of the output has neighbours to make vectors of.</summary>
    public static DirectTile? TileOf(ProductStage stage, Precision precision, Unroll unroll)
    {
        // What reaches back or over is computed twice: sums that are not finished in their registers would be added twice.
        if (!stage.Product.Target.CoversOnce || (stage.Product.Accumulate && stage.Start is null))
            return null;
        Strides target = new(stage.Product.Target);
        int steps = stage.Folded.Aggregate(1, (count, axis) => count * axis.Extent), lanes = precision == Precision.Double ? 4 : 8;
        return DirectTile.Choose(stage.Free, target, new Strides(stage.Source), new Strides(stage.Weights), CostModel.SumsOf(stage.Product, stage.Free, stage.Folded, precision, unroll), steps, lanes);
    }

    /// <summary>The method of a stage.</summary>
    public SegmentCall Write(ProductStage stage, DirectTile tile)
    {
        Contraction product = stage.Product;
        Axis[] free = stage.Free, folded = stage.Folded;
        int sums = CostModel.SumsOf(product, free, folded, precision, unroll);
        DirectMethod method = new(precision, pool, tile.IsNarrow && stage.Epilogue.All(map => VectorDialect.HasHalfForm(map.Value)) ? 256 : 0);
        method.Reserve(free.Concat(folded));
        method.Use(stage.Source.Tensor);
        method.Use(stage.Weights.Tensor);
        Strides target = method.StridesOf(product.Target), source = method.StridesOf(stage.Source), weights = method.StridesOf(stage.Weights);
        SumStore store = new(stage, pool, method.Dialect);
        CodeWriter code = new();
        Axis[] outer = free.Where(axis => axis != tile.Rows && axis != tile.Along).OrderByDescending(axis => target[axis]).ToArray();
        Size width = method.Count(tile.Along);
        void Rows() => method.Loops(code, outer, () => method.Tiles(code, tile.Rows, tile.RowCount, rows => Corner(rows)));
        if (method.Dialect.Lanes is { } lanes && tile.Along.Extent <= tile.Vectors * lanes)
        {
            // Vectors of one width on every machine cover the row at once: their places are numbers, and need no registers.
            for (int v = 0; v < tile.Vectors; v++)
            {
                Size place = tile.Along.Extent <= lanes ? 0 : (v + 1) * lanes <= tile.Along.Extent ? v * lanes : width + -lanes;
                code.Line($"{SizedText.Either("const int", "nint", place.Names)} unit{Numbers.Text(v)} = {place};");
            }

            Rows();
        }
        else
        {
            using (code.Block($"for (nint unit = 0; unit < {width}; unit += {Times(tile.Vectors, method.Dialect.Width)})"))
            {
                for (int v = 0; v < tile.Vectors; v++)
                    code.Line($"nint unit{Numbers.Text(v)} = Math.Max(0, Math.Min({(v == 0 ? "unit" : $"unit + {Times(v, method.Dialect.Width)}")}, {width} - {method.Dialect.Width}));");
                Rows();
            }
        }

        void Corner(int rows)
        {
            string Total(int r, int v, int k) => $"total{Numbers.Text(r)}_{Numbers.Text(v)}" + (sums > 1 ? $"_{Numbers.Text(k)}" : string.Empty);
            Dictionary<Axis, int> none = folded.Append(tile.Along).ToDictionary(axis => axis, _ => 0);
            Size rowSource = source.Step(tile.Rows), rowWeights = weights.Step(tile.Rows), rowTarget = target.Step(tile.Rows);
            bool sharesSource = tile.Rows is { } places && source[places] == 0;
            (Axis, int)? Ahead(int r) => tile.Rows is null || r == 0 ? null : (tile.Rows, r);
            code.Line($"nint at = {target.Text(none)};");
            Access? bias = stage.Start is { Value: Read read } ? read.Access : null;
            for (int v = 0; v < tile.Vectors; v++)
            {
                for (int r = 0; r < rows; r++)
                {
                    string start = bias is null ? method.Dialect.Number(0)
                        : bias.Tensor.PerSample ? $"{method.Dialect.Family}.LoadUnsafe(ref {Strides.Element(method.Use(bias.Tensor), Place(r, v))})"
                        : r > 0 && new Strides(bias)[tile.Rows!] == 0 ? Total(0, v, 0) : method.Load(bias, tile.Along, $"unit{Numbers.Text(v)}", Ahead(r));
                    code.Line($"{method.Vector} {Total(r, v, 0)} = {start};");
                    for (int k = 1; k < sums; k++)
                        code.Line($"{method.Vector} {Total(r, v, k)} = {method.Dialect.Number(0)};");
                }
            }

            code.Line($"ref {method.Number} from = ref {Strides.Element(method.Use(stage.Source.Tensor), source.Text(none))};");
            code.Line($"ref {method.Number} weight = ref {Strides.Element(method.Use(stage.Weights.Tensor), weights.Text(none))};");
            string Operand(string name, Size offset, int step, int v)
            {
                string place = step == 1 ? $"unit{Numbers.Text(v)}" : string.Empty;
                string text = offset.Value == 0 ? place : place.Length == 0 ? offset.ToString() : $"{place} + {offset}";
                string element = Strides.Element(name, text.Length == 0 ? "0" : text);
                return step == 1 ? $"{method.Dialect.Family}.LoadUnsafe(ref {element})" : method.Dialect.Spread(element);
            }

            new ProductLoops(method, folded, sums, source, string.Empty, weights, rows * tile.Vectors).Write(code, (from, weight, k) =>
            {
                using (code.Block())
                {
                    string Source(int r, int v) => Operand("from", from + (r * rowSource), source[tile.Along], v);
                    string Weight(int r, int v) => Operand("weight", weight + (r * rowWeights), weights[tile.Along], v);
                    // What all places share is in registers, the rest comes place by place.
                    (string held, Func<int, int, string> shared, string passing, Func<int, int, string> own, bool spread) = sharesSource
                        ? ("value", (Func<int, int, string>)Source, "factor", (Func<int, int, string>)Weight, weights[tile.Along] == 0)
                        : ("factor", Weight, "value", Source, source[tile.Along] == 0);
                    // A single place has it from memory with the product.
                    string Held(int v) => rows > 1 ? held + Numbers.Text(v) : shared(0, v);
                    if (rows > 1)
                    {
                        for (int v = 0; v < tile.Vectors; v++)
                            code.Line($"{method.Vector} {Held(v)} = {shared(0, v)};");
                    }

                    for (int r = 0; r < rows; r++)
                    {
                        for (int v = 0; v < tile.Vectors; v++)
                        {
                            if (v == 0 || !spread)
                                code.Line($"{(r == 0 && v == 0 ? method.Vector + " " : string.Empty)}{passing} = {own(r, v)};");
                            code.Line($"{Total(r, v, k)} = {method.Dialect.Family}.FusedMultiplyAdd({passing}, {Held(v)}, {Total(r, v, k)});");
                        }
                    }
                }
            });

            for (int r = 0; r < rows; r++)
            {
                for (int v = 0; v < tile.Vectors; v++)
                    StoreSum(r, v);
            }

            string Place(int r, int v) => $"at + unit{Numbers.Text(v)}" + ((r * rowTarget).Value == 0 ? string.Empty : $" + {r * rowTarget}");

            void StoreSum(int r, int v)
            {
                string place = Place(r, v);
                string Beside(Access access)
                {
                    if (access.Tensor.PerSample)
                        return $"{method.Dialect.Family}.LoadUnsafe(ref {Strides.Element(method.Use(access.Tensor), place)})";
                    return method.Load(access, tile.Along, $"unit{Numbers.Text(v)}", Ahead(r));
                }

                store.Write(code, ProductLoops.Tree(k => Total(r, v, k), 0, sums), Beside, tensor => Strides.Element(method.Use(tensor), place), method.New);
            }
        }

        string kind = NameScope.Title((stage.Epilogue.LastOrDefault() ?? (Statement)product).Target.Tensor);
        string size = $"{(tile.Rows is null ? "1" : $"{Numbers.Text(tile.RowCount)} along {tile.Rows.Name}")} x {Numbers.Count(tile.Vectors, "vector")} along {tile.Along.Name}";
        return method.Finish(stage, kind + "Direct", $"Sums of products for one sample; a tile of {size}{(sums > 1 ? $" x {Numbers.Text(sums)} partial sums" : string.Empty)} stays in registers.", code);
    }

    private static string Times(int factor, string text) => factor == 1 ? text : $"{Numbers.Text(factor)} * {text}";
}
