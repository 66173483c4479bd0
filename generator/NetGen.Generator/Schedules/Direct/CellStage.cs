using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Direct;

/// <summary>
/// A product of one sample and the maps that alone read it, in one loop: the cell of a recurrent layer. The row of the sums is
/// several bands, one for each gate, each as long as the rows of the maps; a turn holds the same places of all bands in
/// registers, so that no gate goes through memory.
/// </summary>
/// <param name="Input">A product that the sums start from, added up in the same registers; null for none.</param>
/// <param name="Product">The product.</param>
/// <param name="Maps">The maps.</param>
/// <param name="Along">The axis of the maps: its extent is the length of a band.</param>
internal sealed record CellStage(ProductStage? Input, ProductStage Product, MapsStage Maps, Axis Along) : SegmentStage
{
    /// <summary>How many bands the row of the sums has.</summary>
    public int Bands => Product.Free[0].Extent / Along.Extent;

    /// <summary>How many bands a row of the weights has: those of the sums, or more where another product reads the others.</summary>
    public int BandsOfWeights => RowOf(Product) / Along.Extent;

    /// <summary>The first band of the weights that a product reads.</summary>
    public int FirstBand(ProductStage product) => new Strides(product.Weights).Offset / Along.Extent;

    /// <summary>The products, in the order in which they are added.</summary>
    public IEnumerable<ProductStage> Products => new[] { Input, Product }.OfType<ProductStage>();

    /// <summary>What the sums start from; null for zero.</summary>
    public Access? Start => Products.First().Start?.Reads.Single();

    /// <summary>The parameters whose rows are bands.</summary>
    public IEnumerable<Tensor> Banded => Products.Select(product => product.Weights.Tensor).Concat(Start is { Tensor: { Role: TensorRole.Parameter } bias } ? [bias] : Array.Empty<Tensor>());

    public override IEnumerable<Tensor> Tensors =>
    [
        .. Products.Select(product => product.Source.Tensor),
        .. Start is { Tensor: { PerSample: true } start } ? new[] { start } : [],
        .. Maps.Tensors.Where(tensor => tensor != Product.Product.Target.Tensor),
    ];

    /// <summary>Vectors of a band held at a time; 0 where there are too many bands to hold.</summary>
    /// <param name="lanes">Numbers in a vector.</param>
    /// <param name="sums">Partial sums of each output, at most.</param>
    public int Vectors(int lanes, int sums) => Math.Min((Along.Extent + lanes - 1) / lanes, DirectTile.LargestTile / (Bands * sums));

    /// <summary>Partial sums of each output of a product.</summary>
    public static int SumsOf(ProductStage product, Precision precision, Unroll unroll) => CostModel.SumsOf(product.Product, product.Free, product.Folded, precision, unroll);

    /// <summary>The same stages, with each product joined to the maps behind it where that can be.</summary>
    /// <param name="stages">The stages of one sample.</param>
    /// <param name="kept">What is read behind them.</param>
    public static IReadOnlyList<SegmentStage> Join(IReadOnlyList<SegmentStage> stages, ISet<Tensor> kept, Precision precision, Unroll unroll)
    {
        List<SegmentStage> joined = [];
        bool IsRead(Tensor tensor, params SegmentStage[] by) => kept.Contains(tensor) || stages.Except(by).Any(stage => stage.Tensors.Contains(tensor));
        foreach (SegmentStage stage in stages)
        {
            if (stage is not MapsStage maps || joined.LastOrDefault() is not ProductStage product || Of(product, maps) is not { } cell || cell.Vectors(1, SumsOf(product, precision, unroll)) == 0 || IsRead(product.Product.Target.Tensor, product, maps))
            {
                joined.Add(stage);
                continue;
            }

            joined.RemoveAt(joined.Count - 1);
            if (cell.Start is { Tensor: { PerSample: true } start } && joined.LastOrDefault() is ProductStage input && input.Product.Target.Tensor == start
                && IsRow(input, product.Free[0].Extent, cell.Along.Extent) && RowOf(input) == RowOf(product)
                && cell.Vectors(1, SumsOf(input, precision, unroll)) > 0 && !IsRead(start, input, product))
            {
                joined.RemoveAt(joined.Count - 1);
                cell = cell with { Input = input };
            }

            joined.Add(cell);
        }

        return joined;
    }

    private static CellStage? Of(ProductStage product, MapsStage maps)
    {
        Axis[] axes = [.. maps.Maps[0].Axes.Where(axis => axis.Extent > 1)];
        if (product.Free.Length != 1 || axes.Length != 1 || !IsRow(product, product.Free[0].Extent, axes[0].Extent))
            return null;
        Axis along = axes[0];
        Tensor sums = product.Product.Target.Tensor;
        bool fits = sums.Size % along.Extent == 0 && maps.Maps.All(map =>
            !map.Accumulate && map.Target.CoversOnce && new Strides(map.Target)[along] == 1 && VectorDialect.HasHalfForm(map.Value) && !map.Value.DependsOn(along)
            && map.Reads.All(read => new Strides(read) is var strides && (read.Tensor == sums ? strides[along] == 1 && strides.Offset % along.Extent == 0 : strides[along] is 0 or 1)));
        return fits ? new CellStage(null, product, maps, along) : null;
    }

    /// <summary>The length of a row of the weights: that of the sums, where the steps from row to row are whole ones.</summary>
    private static int RowOf(ProductStage stage)
    {
        Strides weights = new(stage.Weights);
        int sums = stage.Free[0].Extent;
        int[] steps = [.. stage.Folded.Select(axis => weights[axis]).Where(step => step != 0)];
        return steps.All(step => step % sums == 0) ? sums : steps.Min();
    }

    /// <summary>Whether a product is one row times a matrix or times whole bands of it, with nothing but the sums to store.</summary>
    private static bool IsRow(ProductStage stage, int length, int band)
    {
        if (stage.Free.Length != 1 || stage.Epilogue.Count > 0 || stage.Free[0].Extent != length || stage.Product.Target.Tensor.Size != length || (stage.Product.Accumulate && stage.Start is null))
            return false;
        Axis row = stage.Free[0];
        Strides weights = new(stage.Weights);
        return new Strides(stage.Product.Target)[row] == 1 && new Strides(stage.Source)[row] == 0 && weights[row] == 1
            && weights.Offset % band == 0 && RowOf(stage) % band == 0
            && stage.Folded.All(axis => weights[axis] % RowOf(stage) == 0)
            && (stage.Start?.Reads.Single() is not { } start || new Strides(start) is { Offset: 0 } begun && begun[row] == 1);
    }
}
