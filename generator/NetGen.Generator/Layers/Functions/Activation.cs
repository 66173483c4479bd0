using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>A function of the author's. Its trained scalars are parameters of the layer.</summary>
internal sealed record Activation(AttributeRecord Attribute) : ActivationFunction
{
    private FunctionRecord? Function => Attribute.Function;

    private IEnumerable<FunctionParameter> Trained => Function?.Parameters.Where(parameter => parameter.Role == FunctionRole.Trained) ?? [];

    public override string Sketch => Function?.Name ?? Kind;

    public override IEnumerable<ArgumentProblem> Arguments => Trained.SelectMany(parameter => ArgumentProblems.Finite(parameter.Name, parameter.InitialValue));

    public override IEnumerable<ParameterSpec> Parameters(Shape input) => Trained.Select(parameter => new ParameterSpec(
        parameter.Name, "Norm", new Shape(1), Attribute.Bool("Frozen"), new InitializationSpec(Initializer.Constant, 1, parameter.InitialValue, 1, 1)));

    public override string Formula(Shape input) => $"output = {Schedules.Vector.Formula.Of(Function!.Value!, access => Function.Parameters[0].Name == access.Tensor.Name ? "input" : access.Tensor.Name)}";

    protected override Expression Value(Expression x, Lowering lowering, Axis[] axes) => Function!.Of([.. Function.Parameters.Select(parameter =>
        parameter.Role == FunctionRole.Trained ? new Read(Access.At(lowering.Parameter(parameter.Name), new Affine(EquatableArray<Term>.Empty, 0))) : x)]);
}
