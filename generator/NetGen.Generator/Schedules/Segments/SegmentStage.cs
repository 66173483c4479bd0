using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>Statements that run as one piece of code over a group of samples, a sample in each lane.</summary>
internal abstract record SegmentStage
{
    /// <summary>The tensors that it reads from memory or writes to it.</summary>
    public abstract IEnumerable<Tensor> Tensors { get; }

    /// <summary>The axis of the loop around it, where what it computes depends on the step itself.</summary>
    public Axis? Time { get; init; }
}

/// <summary>
/// Products of values with parameters, added up in a register tile: convolutions, their input gradients, transposed
/// convolutions and rows times matrices alike.
/// </summary>
/// <param name="Product">The contraction.</param>
/// <param name="Start">The map that the sums start from, of parameters or of the same element of another tensor; null where they start from zero or from what is there.</param>
/// <param name="Epilogue">Maps applied to each sum while it is in a register.</param>
/// <param name="Stored">What is written to memory: the sum itself or results of the epilogue.</param>
internal sealed record ProductStage(Contraction Product, Map? Start, IReadOnlyList<Map> Epilogue, IReadOnlyList<Tensor> Stored) : SegmentStage
{
    /// <summary>The axes of the output, without those of extent 1.</summary>
    public Axis[] Free { get; } = AxesOf(Product, folded: false);

    /// <summary>The axes that are summed over, likewise.</summary>
    public Axis[] Folded { get; } = AxesOf(Product, folded: true);

    public Access Weights => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Left : Product.Right;

    public Access Source => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Right : Product.Left;

    private static Axis[] AxesOf(Contraction product, bool folded)
    {
        Strides target = new(product.Target);
        return [.. product.Axes.Where(axis => axis.Extent > 1 && target[axis] == 0 == folded)];
    }

    public override IEnumerable<Tensor> Tensors
    {
        get
        {
            HashSet<Tensor> produced = [Product.Target.Tensor, .. Epilogue.Select(map => map.Target.Tensor)];
            // Sums that go on from what is there read it, even where only what follows from them is stored.
            IEnumerable<Tensor> begun = Product.Accumulate && Start is null ? [Product.Target.Tensor] : [];
            if (Start?.Reads.Single().Tensor is { PerSample: true } other)
                begun = [other];
            return [Source.Tensor, .. begun, .. Epilogue.SelectMany(map => map.Reads).Select(read => read.Tensor).Where(tensor => !produced.Contains(tensor)), .. Stored];
        }
    }
}

/// <summary>The gradient of weights over a group of samples: products of values with errors, added up in a register tile and then over the lanes.</summary>
internal sealed record WeightGradientStage(Contraction Product) : SegmentStage
{
    public override IEnumerable<Tensor> Tensors => [Product.Left.Tensor, Product.Right.Tensor];
}

/// <summary>Any other statement as a loop nest, a vector of samples at a time.</summary>
internal sealed record LoopStage(Statement Statement) : SegmentStage
{
    /// <summary>For the places of maxima: the maxima themselves, which come out of the same loops.</summary>
    public Reduce? Maximum { get; init; }

    public override IEnumerable<Tensor> Tensors => [.. Statement.Reads.Select(read => read.Tensor), Statement.Target.Tensor, .. Maximum is null ? Array.Empty<Tensor>() : [Maximum.Target.Tensor]];
}

/// <summary>Maps over the same axes in one loop: what one hands to the next stays in a register.</summary>
/// <param name="Maps">The maps, in order.</param>
/// <param name="Stored">Which of their results are written to memory.</param>
internal sealed record MapsStage(IReadOnlyList<Map> Maps, ISet<Tensor> Stored) : SegmentStage
{
    public override IEnumerable<Tensor> Tensors
    {
        get
        {
            HashSet<Access> known = [];
            List<Tensor> tensors = [];
            foreach (Map map in Maps)
            {
                tensors.AddRange((map.Accumulate ? map.Reads.Append(map.Target) : map.Reads).Where(read => !known.Contains(read)).Select(read => read.Tensor));
                known.Add(map.Target);
            }

            return tensors.Concat(Maps.Select(map => map.Target.Tensor).Where(Stored.Contains)).Distinct();
        }
    }
}

/// <summary>The stages of one step of a loop over time, on slices of tensors that hold all steps.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Steps">The stages of a step.</param>
/// <param name="Slices">Where a slice lies in its tensor. What is not among them is the same in every step, or is gone with its step.</param>
internal sealed record TimeStage(Recurrence Loop, IReadOnlyList<SegmentStage> Steps, IReadOnlyDictionary<Tensor, TimeSlice> Slices) : SegmentStage
{
    public override IEnumerable<Tensor> Tensors => Steps.SelectMany(stage => stage.Tensors).Select(tensor => Slices.TryGetValue(tensor, out TimeSlice? slice) ? slice.Whole : tensor).Distinct();
}

/// <summary>The part of a tensor that a step works on.</summary>
/// <param name="Whole">The tensor.</param>
/// <param name="Offset">Where the slice of step 0 begins, in elements.</param>
/// <param name="Step">From one step to the next.</param>
internal sealed record TimeSlice(Tensor Whole, int Offset, int Step);
