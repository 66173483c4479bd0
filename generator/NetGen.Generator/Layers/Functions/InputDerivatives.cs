using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Layers;

/// <summary>What comes in, followed by its derivatives with respect to the inputs of the network.</summary>
internal sealed record InputDerivatives(AttributeRecord Attribute) : Layer
{
    public int Order => Attribute.Int("order", 1);

    public override IEnumerable<ArgumentProblem> Arguments => Order is 1 or 2 ? [] : [new ArgumentProblem("order", "1 or 2", Numbers.Text(Order))];

    /// <summary>Not known without the inputs of the network.</summary>
    public override Shape? Output(Shape input) => null;

    public override string Misfit(Shape input) => $"derivatives are taken of a vector with respect to a vector, through vectors, not of the {input} input";

    public override string Formula(Shape input) => Order == 1
        ? "output is input, then its derivatives by each input of the network"
        : "output is input, then its derivatives by each input of the network, then by each pair of inputs";

    /// <summary>The shape for a network whose input has the shape <paramref name="source"/>.</summary>
    public Shape? Output(Shape input, Shape source) =>
        input.IsVector && source.IsVector && input.Size * (1 + Derivatives(source.Channels).Count()) is <= int.MaxValue and var size ? new Shape((int)size) : null;

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape) => throw new InvalidOperationException("Derivatives are made of more than the values.");

    /// <summary>Writes the statements.</summary>
    /// <param name="lowering">Where they go.</param>
    /// <param name="before">The statements of the layers before.</param>
    /// <param name="source">The input of the network.</param>
    /// <param name="input">What comes in.</param>
    public Tensor Lower(Lowering lowering, IReadOnlyList<Statement> before, Tensor source, Tensor input)
    {
        NetworkDerivatives derivatives = new(before, source, lowering.UniqueName);
        Tensor?[] blocks = [input, .. Derivatives(source.Size).Select(inputs => derivatives.Of(input, inputs))];
        lowering.Append(Needed.For(derivatives.Statements, blocks.OfType<Tensor>()));
        Tensor output = lowering.Value(new Shape(blocks.Length * input.Size));
        for (int block = 0; block < blocks.Length; block++)
        {
            Axis o = new("o", input.Size);
            Expression value = blocks[block] is { } tensor ? new Read(Access.Of(tensor, o)) : 0.0;
            lowering.Map(Access.At(output, Affine.Of(block * input.Size, (1, o))), value, o);
        }

        return output;
    }

    /// <summary>The inputs that each derivative is taken by.</summary>
    private IEnumerable<int[]> Derivatives(int inputs)
    {
        for (int i = 0; i < inputs; i++)
            yield return [i];
        for (int i = 0; Order == 2 && i < inputs; i++)
        {
            for (int j = i; j < inputs; j++)
                yield return [i, j];
        }
    }
}
