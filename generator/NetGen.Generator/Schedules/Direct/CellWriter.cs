using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// Writes the cell of a recurrent layer for one sample. Vectors have 256 bits on every machine: bands are short, and what stands
/// behind them is computed for nothing. The matrices may lie as they are among the parameters, or with room behind each band.
/// </summary>
internal sealed class CellWriter(MethodPool pool, Precision precision, Unroll unroll)
{
    /// <summary>From the weights of one band to those of the next, and from one row of a matrix to the next: arguments, since only the caller knows where the matrices lie.</summary>
    private const string Band = "band", Row = "row";

    /// <summary>The arguments behind the operands.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="padded">Whether the bands have room behind them.</param>
    public static string Arguments(CellStage stage, bool padded)
    {
        int band = padded ? CostModel.Padded(stage.Along.Extent) : stage.Along.Extent;
        return $", {Literal.Of(band)}, {Literal.Of(band * stage.BandsOfWeights)}";
    }

    /// <summary>The method of a stage.</summary>
    public SegmentCall Write(CellStage stage)
    {
        DirectMethod method = new(precision, pool, bits: 256, Band, Row);
        method.Reserve([.. stage.Products.SelectMany(product => product.Folded), stage.Along]);
        CodeWriter code = new();
        int lanes = method.Dialect.Lanes!.Value, vectors = stage.Vectors(lanes, stage.Products.Max(Sums)), all = (stage.Along.Extent + lanes - 1) / lanes;
        int turns = all / vectors, left = all % vectors;
        if (turns > 1)
        {
            using (code.Block($"for (nint unit = 0; unit < {Literal.Of(turns * vectors * lanes)}; unit += {Literal.Of(vectors * lanes)})"))
                Turn(code, method, stage, [.. Enumerable.Range(0, vectors).Select(v => v == 0 ? "unit" : $"unit + {Literal.Of(v * lanes)}")]);
        }
        else
        {
            // Two turns declare the same names, so each has a block; one alone is the body of the method.
            using CodeWriter.Scope? block = left > 0 ? code.Block() : null;
            Turn(code, method, stage, [.. Enumerable.Range(0, vectors).Select(v => Literal.Of(v * lanes))]);
        }

        if (left > 0)
        {
            using (code.Block())
                Turn(code, method, stage, [.. Enumerable.Range(all - left, left).Select(v => Literal.Of(v * lanes))]);
        }

        string summary = $"A product and the formulas behind it, for one sample; a tile of {Numbers.Count(stage.Bands, "band")} x {Numbers.Count(vectors, "vector")} stays in registers. "
            + $"The weights of one band start <c>{Band}</c> numbers behind those of the band before, and the rows of a matrix <c>{Row}</c> numbers apart.";
        return method.Finish(stage, MapChain.Title(stage.Maps) + "Cell", summary, code, $", nint {Band}, nint {Row}");
    }

    private int Sums(ProductStage product) => CellStage.SumsOf(product, precision, unroll);

    /// <summary>The vectors at some places of all bands.</summary>
    private void Turn(CodeWriter code, DirectMethod method, CellStage stage, IReadOnlyList<string> places)
    {
        static string Total(int band, int v, int k = 0) => $"total{Literal.Of(band)}_{Literal.Of(v)}" + (k == 0 ? string.Empty : $"_{Literal.Of(k)}");
        string Vector(string element) => $"{method.Dialect.Family}.LoadUnsafe(ref {element})";
        static string At(string name, params string[] offsets) => Strides.Element(name, string.Join(" + ", offsets.Where(offset => offset is not ("" or "0")).DefaultIfEmpty("0")));
        string InBand(int band) => band == 0 ? string.Empty : band == 1 ? Band : $"{Literal.Of(band)} * {Band}";
        void Each(Action<int, int> body)
        {
            for (int band = 0; band < stage.Bands; band++)
            {
                for (int v = 0; v < places.Count; v++)
                    body(band, v);
            }
        }

        Each((band, v) =>
        {
            string start = stage.Start is not { } access ? method.Dialect.Number(0)
                : Vector(At(method.Use(access.Tensor), access.Tensor.PerSample ? Literal.Of(band * stage.Along.Extent) : InBand(band), places[v]));
            code.Line($"{method.Vector} {Total(band, v)} = {start};");
        });
        foreach (ProductStage product in stage.Products)
        {
            using CodeWriter.Scope block = code.Block();
            int sums = Sums(product);
            Each((band, v) =>
            {
                for (int k = 1; k < sums; k++)
                    code.Line($"{method.Vector} {Total(band, v, k)} = {method.Dialect.Number(0)};");
            });
            int length = stage.BandsOfWeights * stage.Along.Extent;
            Strides source = method.StridesOf(product.Source), weights = new(product.Weights, (_, step) => step / length);
            Dictionary<Axis, int> none = product.Folded.ToDictionary(axis => axis, _ => 0);
            code.Line($"ref {method.Number} from = ref {Strides.Element(method.Use(product.Source.Tensor), source.Text(none))};");
            code.Line($"ref {method.Number} weight = ref {At(method.Use(product.Weights.Tensor), InBand(stage.FirstBand(product)))};");
            new ProductLoops(method, product.Folded, sums, source, string.Empty, weights, stage.Bands * places.Count) { WeightScale = Row }.Write(code, (from, weight, k) =>
            {
                using (code.Block())
                {
                    code.Line($"{method.Vector} value = {method.Dialect.Spread(Strides.Element("from", from.ToString()))};");
                    Each((band, v) => code.Line(
                        $"{Total(band, v, k)} = {method.Dialect.Family}.FusedMultiplyAdd(value, {Vector(At("weight", Strides.Scaled(weight, Row), InBand(band), places[v]))}, {Total(band, v, k)});"));
                }
            });
            if (sums > 1)
                Each((band, v) => code.Line($"{Total(band, v)} = {ProductLoops.Tree(k => Total(band, v, k), 0, sums)};"));
        }

        Tensor gates = stage.Product.Product.Target.Tensor;
        MapChain.Write(code, method, stage.Maps, [.. places.Select((place, v) => new MapPlace(
            access => access.Tensor == gates ? Total(new Strides(access).Offset / stage.Along.Extent, v) : method.Load(access, stage.Along, place == "0" ? string.Empty : place),
            access => "ref " + At(method.Use(access.Tensor), Literal.Of(new Strides(access).Offset), place)))]);
    }
}
