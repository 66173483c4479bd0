using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>A group of statements that run as one piece of code.</summary>
internal abstract record Stage;

/// <summary>A row times a matrix for every sample, with what follows element by element done in the store.</summary>
/// <param name="Product">The contraction.</param>
/// <param name="Bias">What the sums start from; null for zero.</param>
/// <param name="Transposed">Whether the weights are read along their other axis, as the gradient of the input needs.</param>
/// <param name="Epilogue">Maps applied to each sum while it is in a register.</param>
/// <param name="Stored">What is written to memory: the sum itself or results of the epilogue.</param>
internal sealed record DenseStage(Contraction Product, Tensor? Bias, bool Transposed, IReadOnlyList<Map> Epilogue, IReadOnlyList<Tensor> Stored) : Stage
{
    public Tensor Input => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Right.Tensor : Product.Left.Tensor;

    public Tensor Weights => Product.Left.Tensor.Role == TensorRole.Parameter ? Product.Left.Tensor : Product.Right.Tensor;

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

/// <summary>Any statement as plain loops: what no faster form was found for.</summary>
internal sealed record ScalarStage(Statement Statement) : Stage;
