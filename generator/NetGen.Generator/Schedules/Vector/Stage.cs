using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>A group of statements that run as one piece of code.</summary>
internal abstract record Stage;

/// <summary>A row times a matrix for every sample, with what follows element by element done in the store.</summary>
/// <param name="Product">The contraction.</param>
/// <param name="Start">What the sums start from: a bias, or a row of each sample that they are added to; null for zero.</param>
/// <param name="Transposed">Whether the weights are read along their other axis, as the gradient of the input needs.</param>
/// <param name="Epilogue">Maps applied to each sum while it is in a register.</param>
/// <param name="Stored">What is written to memory: the sum itself or results of the epilogue.</param>
internal sealed record DenseStage(Contraction Product, Tensor? Start, bool Transposed, IReadOnlyList<Map> Epilogue, IReadOnlyList<Tensor> Stored) : Stage
{
    public Tensor Input => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Right.Tensor : Product.Left.Tensor;

    public Tensor Weights => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Left.Tensor : Product.Right.Tensor;

    /// <summary>Whether every sample has a row of its own to start from.</summary>
    public bool StartsFromRows => Start?.PerSample == true;

    public int Inputs => Weights.Extents[Transposed ? 1 : 0];

    public int Units => Weights.Extents[Transposed ? 0 : 1];
}

/// <summary>The gradient of a matrix: the sum over samples of a column times a row.</summary>
internal sealed record OuterStage(Contraction Product) : Stage
{
    public Tensor Gradient => Product.Target.Tensor;

    public Tensor Input => Product.Left.Tensor;

    public Tensor Delta => Product.Right.Tensor;
}

/// <summary>The gradient of a bias: the sum over samples of a row.</summary>
internal sealed record ColumnSumStage(Reduce Sum) : Stage
{
    public Tensor Gradient => Sum.Target.Tensor;

    public Tensor Source => Sum.Reads.Single().Tensor;
}

/// <summary>Maps and folds along one row, sample by sample.</summary>
/// <param name="Statements">The statements, in order.</param>
/// <param name="Live">What is read after the stage.</param>
internal sealed record RowStage(IReadOnlyList<Statement> Statements, ISet<Tensor> Live) : Stage;

/// <summary>A statement as a loop nest, sample by sample, with vectors along an axis whose elements are neighbours.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Along">The axis; null for single numbers.</param>
internal sealed record NestStage(Statement Statement, Axis? Along) : Stage;

/// <summary>Any statement as plain loops: what no faster form was found for.</summary>
internal sealed record ScalarStage(Statement Statement) : Stage;
