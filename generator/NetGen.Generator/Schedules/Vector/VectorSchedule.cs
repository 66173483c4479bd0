using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>The fast code of a network: which stages run for each member, where everything lies, and the kernels.</summary>
internal sealed partial class VectorSchedule
{
    private readonly NetworkProgram _program;
    private readonly Precision _precision;
    private readonly MethodPool _pool = new();
    private readonly Frame _inferenceFrame = new();
    private readonly Frame _trainingFrame = new();
    private readonly StageWriter _inference;
    private readonly StageWriter _training;
    private readonly GradientWriter _gradients;
    private readonly Flattening _rows = new();
    private readonly string _number;
    private readonly IReadOnlyDictionary<string, NodeParameter> _gradientPlaces;

    public VectorSchedule(NetworkProgram program)
    {
        _program = program;
        _precision = program.Graph.Declaration.Precision;
        _number = new ScalarDialect(_precision).Scalar;
        _pool.Reserve(program.Graph.Declaration.Class.Names);
        _gradients = new GradientWriter(_pool, _precision);
        _gradientPlaces = program.Parameters.ToDictionary(pair => pair.Key.Name + "Gradient", pair => pair.Value);

        IReadOnlyList<Statement> forward = _rows.Apply(program.Forward.SelectMany(block => block.Statements));
        Output = _rows.Row(program.Output);
        Input = _rows.Row(program.Input);
        // Places of maxima are for the way back.
        IReadOnlyList<Stage> inference = Planner.Plan(Needed.For(forward, [Output]), new HashSet<Tensor> { Output });
        Unroll unroll = program.Graph.Declaration.Unroll;
        IsSmall = CostModel.FitsOneMethod(inference.OfType<DenseStage>().Select(stage => CostModel.TilingOf(stage.Inputs, stage.Units, _precision, unroll)).ToArray(), unroll);

        int Offset(Tensor tensor) => program.Parameters[tensor].Offset;
        _inference = new StageWriter(_pool, _precision, unroll, _inferenceFrame, InferencePacking, Offset);
        _training = new StageWriter(_pool, _precision, unroll, _trainingFrame, TrainingPacking, Offset);

        _inference.CopiesInputs = Output.Role == TensorRole.Input;
        Inference = _inference.Write(inference, "Outputs");
        _inference.PlaceCopies(Input, null);

        PlanTraining(forward);
    }

    public Tensor Input { get; }

    public Tensor Output { get; }

    /// <summary>Whether one sample runs through one method without a call.</summary>
    public bool IsSmall { get; }

    public Packing InferencePacking { get; } = new();

    public Packing TrainingPacking { get; } = new();

    public IReadOnlyList<StageCall> Inference { get; }

    public MethodPool Pool => _pool;

    /// <summary>Elements of the inference frame for each sample.</summary>
    public int InferencePerSample => Math.Max(CostModel.Lanes, _inferenceFrame.LengthPerSample);

    /// <summary>Elements of the training frame for each sample.</summary>
    public int TrainingPerSample => Math.Max(CostModel.Lanes, _trainingFrame.LengthPerSample);

    /// <summary>Elements of a workspace that do not depend on the batch. Both passes use one workspace; it has room for the larger.</summary>
    public long WorkspaceFixed => Math.Max(TrainingPacking.Length, InferencePacking.Length);

    /// <summary>Elements of a workspace for each sample.</summary>
    public long WorkspacePerSample => Math.Max(TrainingPerSample, InferencePerSample);

    public int InferenceTile => CostModel.InferenceTile(InferencePerSample);

    private IReadOnlyList<StageCall> _trainingForward = [];
    private IReadOnlyList<StageCall> _backward = [];
    private IReadOnlyList<StageCall> _inputBackward = [];
    private IReadOnlyList<StageCall> _step = [];
    private IReadOnlyList<StageCall> _loss = [];
    private IReadOnlyList<Stage> _backwardGradients = [];
    private IReadOnlyList<Stage> _stepGradients = [];
    private IReadOnlyList<StageCall> _backwardPlain = [];
    private IReadOnlyList<StageCall> _stepPlain = [];
    private Tensor? _target;
    private Tensor? _lossValue;
    private Tensor? _lossSeed;
    private bool _keepsInput;
    private int? _sharedForward;
    private int? _sharedBackward;
    private bool? _sharesGradients;
    private IReadOnlyList<(Tensor Tensor, PackedForm Form, int Offset)> _packedForInput = [];

    private void PlanTraining(IReadOnlyList<Statement> forward)
    {
        // A statement that reads the input element by element wants padded rows of it, and then every stage reads those.
        IEnumerable<Statement> all = forward.Concat(_rows.Apply(_program.Backward.Statements));
        if (_program.Loss is { } lossStatements)
            all = all.Concat(_rows.Apply([.. lossStatements.Layers.SelectMany(block => block.Statements), .. lossStatements.Statements])).Concat(_rows.Apply(lossStatements.Backward.Statements));
        _training.CopiesInputs = all.Any(statement => statement is not Contraction && statement.Reads.Any(read => read.Tensor == Input)) || Output.Role == TensorRole.Input;

        // Backward from a given gradient of the outputs.
        IReadOnlyList<Statement> backward = _rows.Apply(_program.Backward.Statements);
        (Statement[] samples, Statement[] sums) = Split(backward);
        Tensor[] inputGradient = _program.Backward.Gradients.TryGetValue(_program.Input, out Tensor? gradient) ? [_rows.Row(gradient)] : [];
        (Statement[] needed, Statement[] inputOnly) = Slice(samples, sums);

        HashSet<Tensor> read = [Output, .. backward.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        _trainingForward = _training.Write(Planner.Plan(forward, read), "TrainingOutputs");
        HashSet<Tensor> liveForSums = [.. sums.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        HashSet<Tensor> liveForInput = [.. inputGradient, .. inputOnly.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        _backward = _training.Write(Planner.Plan(needed, new HashSet<Tensor>(liveForSums.Concat(liveForInput))), "OutputErrors");
        int packedForAll = TrainingPacking.Items.Count;
        _inputBackward = _training.Write(Planner.Plan(inputOnly, new HashSet<Tensor>(inputGradient)), "InputErrors");
        _packedForInput = TrainingPacking.Items.Skip(packedForAll).ToArray();
        _backwardGradients = Planner.Plan(sums, new HashSet<Tensor>());
        _backwardPlain = PlanGradients(_backwardGradients);
        OutputGradient = _rows.Row(_program.Backward.Gradients[_program.Output]);
        _trainingFrame.Add(OutputGradient);
        InputGradient = inputGradient.FirstOrDefault();
        if (InputGradient is not null)
            _trainingFrame.Add(InputGradient);
        _keepsInput = backward.SelectMany(statement => statement.Reads).Any(access => access.Tensor == Input);

        if (_program.Loss is { } loss)
            PlanLoss(loss);
        if (_keepsInput)
            _trainingFrame.Add(Input);
        _training.PlaceCopies(Input, _target);
    }

    private void PlanLoss(LossProgram loss)
    {
        IReadOnlyList<Statement> value = _rows.Apply([.. loss.Layers.SelectMany(block => block.Statements), .. loss.Statements]);
        IReadOnlyList<Statement> backward = _rows.Apply(loss.Backward.Statements);
        (Statement[] samples, Statement[] sums) = Split(backward);
        (Statement[] needed, _) = Slice(samples, sums);
        _target = _rows.Row(loss.Target);
        _lossValue = loss.Value;
        loss.Backward.Gradients.TryGetValue(loss.Value, out _lossSeed);
        _lossSeed ??= new Tensor(loss.Value.Name + "Gradient", TensorRole.Gradient, EquatableArray<int>.Empty);

        _loss = _training.Write(Planner.Plan(value, new HashSet<Tensor> { _lossValue }), "Losses");
        HashSet<Tensor> live = [_lossValue, .. sums.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        _step = _training.Write(Planner.Plan([.. value, .. needed], live), "LossesAndErrors");
        _stepGradients = Planner.Plan(sums, new HashSet<Tensor>());
        _stepPlain = PlanGradients(_stepGradients);
        _trainingFrame.Add(_lossValue);
        _trainingFrame.Add(_lossSeed);
    }

    /// <summary>The gradient of the outputs that <c>Backward</c> is given.</summary>
    public Tensor? OutputGradient { get; private set; }

    public Tensor? InputGradient { get; private set; }

    /// <summary>Statements of samples apart from sums over samples.</summary>
    private static (Statement[] Samples, Statement[] Sums) Split(IReadOnlyList<Statement> statements) =>
        (statements.Where(statement => statement.Target.Tensor.PerSample).ToArray(), statements.Where(statement => !statement.Target.Tensor.PerSample).ToArray());

    /// <summary>What the sums need apart from what only the gradient of the input needs: below the lowest trained layer.</summary>
    private static (Statement[] Needed, Statement[] InputOnly) Slice(Statement[] samples, Statement[] sums)
    {
        HashSet<Tensor> wanted = [.. sums.SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        HashSet<Statement> needed = new(ReferenceEquality<Statement>.Instance);
        foreach (Statement statement in Enumerable.Reverse(samples))
        {
            if (!wanted.Contains(statement.Target.Tensor))
                continue;
            needed.Add(statement);
            foreach (Access read in statement.Reads)
                wanted.Add(read.Tensor);
        }

        return (samples.Where(needed.Contains).ToArray(), samples.Where(statement => !needed.Contains(statement)).ToArray());
    }

    private IReadOnlyList<StageCall> PlanGradients(IReadOnlyList<Stage> stages)
    {
        foreach (OuterStage outer in stages.OfType<OuterStage>())
        {
            _trainingFrame.Add(outer.Delta);
            if (CostModel.Padded(outer.Delta.Size) > CostModel.Lanes)
                _trainingFrame.AddRow(PanelsOf(outer.Delta), outer.Delta.Size);
            if (outer.Gradient.Extents[1] % CostModel.Lanes != 0)
                TrainingPacking.Add(outer.Gradient, PackedForm.Gradient);
        }

        foreach (ColumnSumStage sum in stages.OfType<ColumnSumStage>())
            _trainingFrame.Add(sum.Source);
        ScalarWriter writer = new(_pool, _precision, _trainingFrame);
        List<StageCall> plain = [];
        foreach (ScalarStage scalar in stages.OfType<ScalarStage>())
        {
            StageCall call = writer.Write(scalar);
            plain.Add(call);
            foreach (Operand operand in call.Operands.Where(operand => operand.Kind == OperandKind.Parameter))
                TrainingPacking.Add(operand.Tensor, PackedForm.Row);
        }

        return plain;
    }

    private static string PanelsOf(Tensor tensor) => tensor.Name + "Panels";
}
