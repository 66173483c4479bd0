using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Layers;

/// <summary>The square of the residual of a differential equation (Raissi et al., 2019).</summary>
internal sealed record PhysicsLoss(AttributeRecord Attribute) : Loss(Attribute)
{
    /// <summary>The residual, where it could be read.</summary>
    public FunctionRecord? Function => Attribute.Function;

    public override IEnumerable<ArgumentProblem> Arguments => Weight == 1 ? base.Arguments : [new ArgumentProblem("Weight", "1, because a residual has no other loss beside it", Numbers.Text(Weight)), .. base.Arguments];

    public override string? Misfit(Shape output) => HasStepWeights ? $"StepWeights weighs the steps of a sequence (steps, features), not a residual of the {output} output" : null;

    public override string Formula => $"({Schedules.Vector.Formula.Of(Function!.Value!)})^2";

    public override int TargetSize(Shape output) => Function?.Parameters.Count(parameter => parameter.Role == FunctionRole.Target) ?? 0;

    /// <summary>The caller's numbers for each point; a single one that nothing reads where there are none.</summary>
    public override EquatableArray<int> TargetExtents(Shape output) => TargetSize(output) == 0 ? EquatableArray<int>.Empty : new([TargetSize(output)]);

    public override Tensor Lower(Lowering lowering, Tensor output, Tensor target, Shape shape, Precision precision) =>
        throw new InvalidOperationException("A residual is made of more than the output.");

    /// <summary>The loss of a point.</summary>
    /// <param name="lowering">Where the statements go.</param>
    /// <param name="forward">The statements of the layers.</param>
    /// <param name="input">Their input.</param>
    /// <param name="output">Their output.</param>
    /// <param name="target">The caller's numbers.</param>
    public Tensor Lower(Lowering lowering, IReadOnlyList<Statement> forward, Tensor input, Tensor output, Tensor target)
    {
        NetworkDerivatives derivatives = new(forward, input, lowering.UniqueName);
        int plain = 0, targets = 0;
        List<Expression> arguments = [];
        foreach (FunctionParameter parameter in Function!.Parameters)
        {
            switch (parameter.Role)
            {
                case FunctionRole.Derivative:
                    arguments.Add(derivatives.Of(output, parameter.Inputs) is { } derivative ? Element(derivative, parameter.Output) : 0.0);
                    break;
                case FunctionRole.Target:
                    arguments.Add(Element(target, targets++));
                    break;
                default:
                    arguments.Add(plain < input.Size ? Element(input, plain) : Element(output, plain - input.Size));
                    plain++;
                    break;
            }
        }

        Expression equation = Function.Of([.. arguments]);
        lowering.Append(Needed.For(derivatives.Statements, equation.Reads.Select(access => access.Tensor)));
        Tensor residual = lowering.Scalar("Residual"), loss = lowering.Loss();
        lowering.Map(Access.Of(residual), equation);
        Expression value = new Read(Access.Of(residual));
        lowering.Map(Access.Of(loss), value * value);
        return loss;
    }

    private static Expression Element(Tensor tensor, int index) => new Read(Access.At(tensor, Affine.Of(index)));
}
