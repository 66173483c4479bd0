using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;

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
    private readonly StageNotes _notes;
    private readonly IReadOnlyDictionary<string, NodeParameter> _gradientPlaces;

    public VectorSchedule(NetworkProgram program)
    {
        _program = program;
        _precision = program.Graph.Declaration.Precision;
        _number = new ScalarDialect(_precision).Scalar;
        _notes = new StageNotes(program, _rows);
        _pool.Reserve(program.Graph.Declaration.Class.Names);
        _gradients = new GradientWriter(_pool, _precision);
        _gradientPlaces = program.Parameters.ToDictionary(pair => pair.Key.Name + "Gradient", pair => pair.Value);

        IReadOnlyList<Statement> forward = _rows.Apply(program.Inference.Blocks.SelectMany(block => block.Statements));
        Output = _rows.Row(program.Inference.Output);
        Input = _rows.Row(program.Input);
        // Places of maxima are for the way back; what is computed once is computed when parameters are packed.
        IReadOnlyList<Statement> inferred = Needed.For(forward, [Output]);
        _inferenceOnce = [.. inferred.Where(LaneLevels.IsOnce)];
        SegmentSplit split = new([.. inferred.Where(statement => !LaneLevels.IsOnce(statement))], [Output]);
        IReadOnlyList<Stage> inference = Planner.Plan(split.Rows, new HashSet<Tensor> { Output });
        Unroll unroll = program.Graph.Declaration.Unroll;
        IsSmall = FitsOneMethod(inference);

        int Offset(Tensor tensor) => program.Parameters[tensor].Offset;
        _inference = new StageWriter(_pool, _precision, unroll, _inferenceFrame, InferencePacking, Offset);
        _training = new StageWriter(_pool, _precision, unroll, _trainingFrame, TrainingPacking, Offset);

        _inference.CopiesInputs = Output.Role == TensorRole.Input;
        Inference = _inference.Write(inference, "Outputs");
        _inference.PlaceCopies(Input, null);
        if (split.HasLanes)
        {
            IsSmall = false;
            PlanInference(split);
        }

        PlanStream(split);
        OnceWriter(InferencePacking).Reserve(_inferenceOnce);
        IReadOnlyList<Statement> training = _rows.Apply(program.Training.Blocks.SelectMany(block => block.Statements));
        // Now, because the loss in inference may have the same layer's output in another row: that of the layer before a dropout.
        TrainingOutput = _rows.Row(program.Training.Output);
        PlanTraining(training);
    }

    public Tensor Input { get; }

    public Tensor Output { get; }

    /// <summary>Whether one sample runs through one method without a call.</summary>
    public bool IsSmall { get; private set; }

    public Packing InferencePacking { get; } = new();

    public Packing TrainingPacking { get; } = new();

    public IReadOnlyList<StageCall> Inference { get; }

    public MethodPool Pool => _pool;

    /// <summary>Whether layers run before the rows, in lanes or sample by sample.</summary>
    public bool HasSegment => InferenceLanes is not null || InferenceDirect is not null;

    /// <summary>What inference runs with samples in lanes, before the rows; null where nothing does.</summary>
    public LaneSegment? InferenceLanes { get; private set; }

    /// <summary>What inference runs sample by sample, before the rows; null where nothing does.</summary>
    public DirectSegment? InferenceDirect { get; private set; }

    /// <summary>Scratch numbers of inference beside the rows.</summary>
    public int InferenceGroup => Math.Max((InferenceLanes?.Elements ?? 0) * CostModel.Lanes, CostModel.Padded(InferenceDirect?.Frame.Elements ?? 0));

    /// <summary>The same of <c>ForwardTraining</c> and <c>Backward</c>.</summary>
    public LaneSegment? TrainingLanes { get; private set; }

    /// <summary>The same of the loss and its gradient.</summary>
    public LaneSegment? StepLanes { get; private set; }

    /// <summary>The same of the loss in inference.</summary>
    public LaneSegment? LossLanes { get; private set; }

    /// <summary>Whether any pass of training runs with samples in lanes.</summary>
    public bool TrainsInLanes => TrainingLanes is not null || StepLanes is not null || LossLanes is not null;

    /// <summary>Elements of the inference frame for each sample.</summary>
    public int InferencePerSample => Math.Max(CostModel.Lanes, _inferenceFrame.LengthPerSample);

    /// <summary>Elements of the training frame for each sample.</summary>
    public int TrainingPerSample => Math.Max(CostModel.Lanes, _trainingFrame.LengthPerSample);

    /// <summary>Elements of a workspace that do not depend on the batch. Both passes use one workspace; it has room for the larger.</summary>
    public long WorkspaceFixed => Math.Max(
        TrainingPacking.Length + ((long)CostModel.Lanes * LanesPerSample),
        InferencePacking.Length + (HasSegment ? CostModel.Lanes : 0) + InferenceGroup);

    /// <summary>Elements of a workspace for each sample.</summary>
    public long WorkspacePerSample => Math.Max(TrainingPerSample + LanesPerSample, InferencePerSample);

    /// <summary>
    /// Numbers of a sample in lanes: its elements, its lanes' sums, and its part of a segment's share of them. Groups are as wide as
    /// a vector and segments 16 samples, so up to 15 places more are idle.
    /// </summary>
    private int LanesPerSample => TrainingElements + PartialLength + ((PartialLength + CostModel.Lanes - 1) / CostModel.Lanes);

    public int InferenceTile => !HasSegment ? CostModel.InferenceTile(InferencePerSample) : CostModel.Padded(CostModel.InferenceTile(InferencePerSample));

    /// <summary>Elements of each sample in lanes in training.</summary>
    public int TrainingElements => Math.Max(Math.Max(TrainingLanes?.Elements ?? 0, StepLanes?.Elements ?? 0), LossLanes?.Elements ?? 0);

    /// <summary>Numbers of a share of the gradients.</summary>
    public int PartialLength => Math.Max(TrainingLanes?.PartialLength ?? 0, StepLanes?.PartialLength ?? 0);

    /// <summary>The states of recurrent layers as rows; null where there are none.</summary>
    public StateRows? States { get; private set; }

    /// <summary>The gradient of the states before the sequence.</summary>
    private IReadOnlyList<Tensor> StateGradients => States?.InitialGradient ?? [];

    /// <summary>The result of the last layer in training.</summary>
    private Tensor TrainingOutput { get; }

    /// <summary>Whether stages of one sample may stand in one method, each written out.</summary>
    private bool FitsOneMethod(IEnumerable<Stage> stages)
    {
        Unroll unroll = _program.Graph.Declaration.Unroll;
        return CostModel.FitsOneMethod([.. stages.OfType<DenseStage>().Select(stage => CostModel.TilingOf(stage.Inputs, stage.Units, _precision, unroll))], unroll);
    }

    private StatisticWriter OnceWriter(Packing packing) => new(_precision, packing, tensor => _program.Buffers[tensor].Offset);

    private LaneSegment Segment(LaneLevels levels, IReadOnlyList<Statement> last, IReadOnlyList<Tensor> crossing, IReadOnlyList<Tensor> returning, IReadOnlyList<Tensor> kept, Packing packing, Frame frame, bool repeats = false)
    {
        foreach (Tensor tensor in crossing.Concat(returning).Concat(kept))
            frame.Add(tensor);
        for (int level = 1; level <= levels.Last + levels.Backward.Count - 1; level++)
            OnceWriter(packing).Reserve(levels.Before(level));
        IEnumerable<Tensor> given = levels.All.Concat(last).SelectMany(statement => statement.Reads).Select(read => read.Tensor).Where(tensor => tensor.Role == TensorRole.Given).Distinct();
        return new LaneSegment(_pool, _precision, _program.Graph.Declaration.Unroll, packing, levels, last, [Input, .. given], crossing, returning, kept, repeats);
    }

    /// <summary>The gradient of each tensor, both on rows.</summary>
    private Dictionary<Tensor, Tensor> RowGradients(Adjoint adjoint)
    {
        Dictionary<Tensor, Tensor> gradients = [];
        foreach (KeyValuePair<Tensor, Tensor> pair in adjoint.Gradients)
            gradients[_rows.Row(pair.Key)] = _rows.Row(pair.Value);
        return gradients;
    }

    private readonly IReadOnlyList<Statement> _inferenceOnce;
    private IReadOnlyList<Statement> _lossOnce = [];
    private IReadOnlyList<StageCall> _trainingForward = [];
    private IReadOnlyList<StageCall> _backward = [];
    private IReadOnlyList<StageCall> _inputBackward = [];
    private IReadOnlyList<StageCall> _step = [];
    private IReadOnlyList<StageCall> _stepInputs = [];
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
    private bool? _sharesInputs;
    private IReadOnlyList<PackedItem> _packedForInput = [];

    private void PlanInference(SegmentSplit split)
    {
        IReadOnlyList<Tensor> crossing = split.Crossing(split.Rows, [Output]);
        Unroll unroll = _program.Graph.Declaration.Unroll;
        foreach (Tensor tensor in crossing)
            _inferenceFrame.Add(tensor);
        IReadOnlyList<SegmentStage> Stages(IReadOnlyList<Statement> statements) => SegmentPlanner.Plan(statements, new HashSet<Tensor>(crossing));
        IReadOnlyList<SegmentStage> stages = Stages(split.Lanes);
        double? single = DirectSegment.Cycles(stages, _precision, unroll);
        if (single is not null)
        {
            double All(IReadOnlyList<SegmentStage> own) => DirectSegment.Cycles(own, _precision, unroll) is { } products ? products + DirectSegment.LoopCycles(own, _precision) : double.PositiveInfinity;
            double most = CostModel.PlanesWorthwhile * All(stages);
            IEnumerable<PlaneLayout> layouts = DirectSegment.LeavesLanesIdle(stages, _precision, unroll) ? PlaneLayout.Each(split.Lanes, _rows, Input, crossing) : [];
            (IReadOnlyList<SegmentStage> chosen, PlaneLayout? planes, _) = layouts.Select(layout => (Stages: Stages(layout.Statements), Layout: (PlaneLayout?)layout))
                .Select(way => (way.Stages, way.Layout, Cycles: All(way.Stages))).Where(way => way.Cycles < most).OrderBy(way => way.Cycles).DefaultIfEmpty((stages, null, most)).First();
            InferenceDirect = new DirectSegment(_pool, _precision, unroll, InferencePacking, chosen, Input, crossing, planes: planes);
        }

        int elements = new SegmentFrame(stages, [(Input, 0, 0), .. crossing.Select(tensor => (tensor, stages.Count, stages.Count))]).Elements;
        if (single is null || CostModel.PrefersLanes(LaneSegment.Cycles(stages, _precision, unroll), single.Value, elements))
            InferenceLanes = Segment(new LaneLevels(split.Lanes, []), [], crossing, [], [], InferencePacking, _inferenceFrame);
    }

    private void PlanTraining(IReadOnlyList<Statement> all)
    {
        // Backward from a given gradient of the outputs.
        IReadOnlyList<Statement> backward = _rows.Apply(_program.Backward.Statements);
        if (_program.Carried is { } carried)
            States = new StateRows(carried, _program.Backward, _rows, _trainingFrame);
        IReadOnlyList<Tensor> final = States?.Final ?? [];
        // The running statistics of a layer that nothing reads are those of its batches as well.
        IEnumerable<Access> updated = _program.Training.Updates.SelectMany(statement => statement.Reads);
        IReadOnlyList<Statement> forward = Needed.For(all, [TrainingOutput, .. final, .. updated.Concat(backward.SelectMany(statement => statement.Reads)).Select(access => access.Tensor)]);
        Tensor[] inputGradient = _program.Backward.Gradients.TryGetValue(_program.Input, out Tensor? gradient) ? [_rows.Row(gradient)] : [];
        OutputGradient = _rows.Row(_program.Backward.Gradients[_program.Training.Output]);
        _trainingFrame.Add(OutputGradient);
        InputGradient = inputGradient.FirstOrDefault();
        if (InputGradient is not null)
            _trainingFrame.Add(InputGradient);

        (Statement[] needed, Statement[] inputOnly) = Slice(backward, StateGradients);
        // Statistics of the batch come between levels of all statements; nothing is left for afterwards.
        if (backward.Any(statement => statement.Target.Tensor.Role == TensorRole.Statistic))
            (needed, inputOnly) = ([.. backward], []);
        SegmentSplit split = new(forward, [TrainingOutput]);
        IReadOnlyList<Tensor> crossing = split.Crossing(split.Rows, [TrainingOutput, .. final]);
        Dictionary<Tensor, Tensor> gradients = RowGradients(_program.Backward);
        BackwardParts neededParts = split.Backward(needed, gradients, crossing, before: []), inputParts = split.Backward(inputOnly, gradients, crossing, neededParts.Lanes);
        (IReadOnlyList<Statement> neededRows, IReadOnlyList<Statement> neededLanes) = neededParts;
        (IReadOnlyList<Statement> inputRows, IReadOnlyList<Statement> inputLanes) = inputParts;
        if (split.HasLanes)
        {
            TrainingLanes = Segment(
                new LaneLevels(split.Lanes, neededLanes),
                inputLanes,
                split.Crossing([.. split.Rows, .. neededRows, .. inputRows], [TrainingOutput, .. final]),
                split.Returning([.. neededLanes, .. inputLanes]),
                [.. inputGradient.Concat(StateGradients).Where(tensor => neededLanes.Concat(inputLanes).Any(statement => statement.Target.Tensor == tensor))],
                TrainingPacking,
                _trainingFrame,
                repeats: true);
        }

        VerifyTraining(forward, backward, split, neededParts, inputParts);
        PlanCopies([.. split.Rows, .. neededRows, .. inputRows], split.HasLanes);
        (Statement[] samples, Statement[] sums) = Split(neededRows);
        IEnumerable<ScheduleStep> lanesBack = BackwardSteps(TrainingLanes), last = [.. OnRows(inputRows), .. InputSteps(TrainingLanes, inputLanes)];
        Tensor[] results = [.. inputGradient, .. StateGradients];
        HashSet<Tensor> liveBackward = RowsReadBy([.. lanesBack, .. OnRows(sums), .. last], results);
        _trainingForward = _training.Write(Planner.Plan(split.Rows, RowsReadBy([.. OnRows(samples), .. lanesBack, .. OnRows(sums), .. last], [TrainingOutput, .. final])), "TrainingOutputs");
        _backward = _training.Write(Planner.Plan(samples, liveBackward), "OutputErrors");
        int packedForAll = TrainingPacking.Items.Count;
        _inputBackward = _training.Write(Planner.Plan(inputRows, RowsReadBy(InputSteps(TrainingLanes, inputLanes), results)), "InputErrors");
        _packedForInput = TrainingPacking.Items.Skip(packedForAll).ToArray();
        _backwardGradients = Planner.Plan(sums, new HashSet<Tensor>());
        _backwardPlain = PlanGradients(_backwardGradients);
        _keepsInput = neededRows.Concat(inputRows).SelectMany(statement => statement.Reads).Any(access => access.Tensor == Input);

        OnceWriter(TrainingPacking).Reserve(_program.Training.Updates);
        if (_program.Loss is { } loss)
            PlanLoss(loss);
        if (_keepsInput)
            _trainingFrame.Add(Input);
        _training.PlaceCopies(Input, _target);
    }

    /// <summary>A statement that reads the input element by element wants padded rows of it, and then every stage reads those.</summary>
    private void PlanCopies(IEnumerable<Statement> onRows, bool hasLanes)
    {
        IEnumerable<Statement> all = onRows;
        if (_program.Loss is { } loss && !hasLanes)
            all = all.Concat(_rows.Apply([.. loss.Layers.SelectMany(block => block.Statements), .. loss.Statements])).Concat(_rows.Apply(loss.Backward.Statements));
        _training.CopiesInputs = all.Any(statement => statement is not Contraction && statement.Reads.Any(read => read.Tensor == Input)) || Output.Role == TensorRole.Input;
    }

    private void PlanLoss(LossProgram loss)
    {
        IReadOnlyList<Statement> backward = _rows.Apply(loss.Backward.Statements);
        (Statement[] needed, Statement[] inputOnly) = Slice(backward, StateGradients);
        // A statistic of the batch comes between levels of all statements, and targets are there for the samples of a step alone: what needs them is not left for afterwards.
        if (inputOnly.Any(statement => statement.Target.Tensor.Role == TensorRole.Statistic || statement.Reads.Any(read => read.Tensor.Role == TensorRole.Target)))
        {
            // The samples then read all packed weights, those that only the gradient of the input needs as well.
            (needed, inputOnly) = ([.. backward], []);
            _packedForInput = [];
        }

        Tensor[] inputGradient = loss.Backward.Gradients.TryGetValue(_program.Input, out Tensor? gradient) ? [_rows.Row(gradient)] : [];
        LossInputGradient = inputGradient.FirstOrDefault();
        IReadOnlyList<Tensor> final = States?.Final ?? [];
        HashSet<Tensor> readBackward = [.. needed.Concat(inputOnly).SelectMany(statement => statement.Reads).Select(access => access.Tensor)];
        IReadOnlyList<Statement> value = _rows.Apply(loss.Statements);
        Tensor[] scored = [.. loss.Scored.Select(_rows.Row)];
        IReadOnlyList<Statement> layers = Needed.For(_rows.Apply(loss.Layers.SelectMany(block => block.Statements)), [.. scored, .. final, .. readBackward, .. _program.Training.Updates.SelectMany(statement => statement.Reads).Select(access => access.Tensor)]);
        SegmentSplit split = new(layers, scored);
        IReadOnlyList<Tensor> crossing = split.Crossing([.. split.Rows, .. value], final);
        Dictionary<Tensor, Tensor> gradients = RowGradients(loss.Backward);
        BackwardParts parts = split.Backward(needed, gradients, crossing, before: []), inputParts = split.Backward(inputOnly, gradients, crossing, parts.Lanes);
        (IReadOnlyList<Statement> rows, IReadOnlyList<Statement> lanes) = parts;
        (IReadOnlyList<Statement> inputRows, IReadOnlyList<Statement> inputLanes) = inputParts;
        IReadOnlyList<Tensor> returning = split.Returning([.. lanes, .. inputLanes]);
        if (split.HasLanes)
        {
            StepLanes = Segment(
                new LaneLevels(split.Lanes, lanes),
                inputLanes,
                split.Crossing([.. split.Rows, .. value, .. rows, .. inputRows], final),
                returning,
                [.. inputGradient.Concat(StateGradients).Where(tensor => lanes.Concat(inputLanes).Any(statement => statement.Target.Tensor == tensor))],
                TrainingPacking,
                _trainingFrame);
        }

        (Statement[] samples, Statement[] sums) = Split(rows);
        _target = _rows.Row(loss.Target);
        _lossValue = loss.Value;
        loss.Backward.Gradients.TryGetValue(loss.Value, out _lossSeed);
        _lossSeed ??= new Tensor(loss.Value.Name + "Gradient", TensorRole.Gradient, EquatableArray<int>.Empty);
        VerifyStep(layers, backward, value, split, parts, inputParts);

        PlanInferenceLoss(split, value);
        Tensor[] results = [.. inputGradient, .. StateGradients];
        HashSet<Tensor> live = RowsReadBy([.. BackwardSteps(StepLanes), .. OnRows(sums), .. OnRows(inputRows), .. InputSteps(StepLanes, inputLanes)], [_lossValue, .. results]);
        // A loss that reads none of the outputs leaves rows that nothing reads.
        _step = _training.Write(Planner.Plan(Needed.For([.. split.Rows, .. value, .. samples], live), live), "LossesAndErrors");
        _stepGradients = Planner.Plan(sums, new HashSet<Tensor>());
        _stepPlain = PlanGradients(_stepGradients);
        _trainingFrame.Add(_lossValue);
        _trainingFrame.Add(_lossSeed);
        if (LossInputGradient is not null)
            _trainingFrame.Add(LossInputGradient);
        int packedForAll = TrainingPacking.Items.Count;
        _stepInputs = _training.Write(Planner.Plan(inputRows, RowsReadBy(InputSteps(StepLanes, inputLanes), results)), "InputErrors");
        _packedForInput = [.. _packedForInput, .. TrainingPacking.Items.Skip(packedForAll)];
    }

    /// <summary>The loss in inference: the same layers as in training, unless some layer differs.</summary>
    private void PlanInferenceLoss(SegmentSplit training, IReadOnlyList<Statement> value)
    {
        LossLanes = StepLanes;
        if (_program.DiffersInTraining)
        {
            LossProgram loss = _program.InferenceLoss!;
            // The layers first: what they reshape lies in other rows than in training.
            IReadOnlyList<Statement> all = _rows.Apply(loss.Layers.SelectMany(block => block.Statements));
            Tensor[] scored = [.. loss.Scored.Select(_rows.Row)];
            value = _rows.Apply(loss.Statements);
            IReadOnlyList<Statement> layers = Needed.For(all, scored);
            _lossOnce = [.. layers.Where(LaneLevels.IsOnce)];
            OnceWriter(TrainingPacking).Reserve(_lossOnce);
            training = new SegmentSplit([.. layers.Where(statement => !LaneLevels.IsOnce(statement))], scored);
            LossLanes = training.HasLanes
                ? Segment(new LaneLevels(training.Lanes, []), [], training.Crossing([.. training.Rows, .. value], []), [], [], TrainingPacking, _trainingFrame)
                : null;
        }

        Tensor result = _rows.Row(_program.InferenceLoss!.Value);
        _loss = _training.Write(Planner.Plan(Needed.For([.. training.Rows, .. value], [result]), new HashSet<Tensor> { result }), "Losses");
    }

    /// <summary>The gradient of the outputs that <c>Backward</c> is given.</summary>
    public Tensor? OutputGradient { get; private set; }

    public Tensor? InputGradient { get; private set; }

    /// <summary>The gradient of the loss with respect to the input; null where nothing flows back to that.</summary>
    private Tensor? LossInputGradient { get; set; }

    /// <summary>
    /// Statements of samples apart from sums over samples. What a sum adds up is computed with the samples, so that the sum
    /// itself runs down the columns: a slope's gradient is a product, a bias's is the error as it is.
    /// </summary>
    private static (Statement[] Samples, Statement[] Sums) Split(IReadOnlyList<Statement> statements)
    {
        List<Statement> samples = [], sums = [];
        foreach (Statement statement in statements)
        {
            if (statement.Target.Tensor.PerSample)
            {
                samples.Add(statement);
            }
            else if (statement is Reduce { Folding: Folding.Sum, Accumulate: false, Value: not Read, Target.PlainAxes.Count: 1 } sum && sum.Axes.Count == 1)
            {
                Tensor terms = new(sum.Target.Tensor.Name + "Terms", TensorRole.Gradient, sum.Target.Tensor.Extents);
                samples.Add(new Map(sum.Target.In(terms), sum.Value, sum.Axes, Accumulate: false));
                sums.Add(sum with { Value = new Read(sum.Target.In(terms)) });
            }
            else if (statement is Reduce { Folding: Folding.Sum, Target.Tensor.Role: TensorRole.ParameterGradient, Axes.Count: > 0 } total && !total.Target.Axes.Any())
            {
                // A number that several layers read, or one several times, has a sum for each.
                int others = sums.Count(other => other.Target.Tensor == total.Target.Tensor);
                Tensor terms = new($"{total.Target.Tensor.Name}Terms{(others == 0 ? string.Empty : Numbers.Text(others + 1))}", TensorRole.Gradient, EquatableArray<int>.Empty);
                samples.Add(new Reduce(Folding.Sum, Access.Of(terms), total.Value, total.Axes, Accumulate: false));
                sums.Add(total with { Value = new Read(Access.Of(terms)), Axes = EquatableArray<Axis>.Empty });
            }
            else
            {
                sums.Add(statement);
            }
        }

        return ([.. samples], [.. sums]);
    }

    /// <summary>What the gradients of parameters need apart from what only the gradient of the input needs: below the lowest trained layer.</summary>
    /// <param name="backward">The statements.</param>
    /// <param name="others">What else is always needed.</param>
    private static (Statement[] Needed, Statement[] InputOnly) Slice(IReadOnlyList<Statement> backward, IEnumerable<Tensor> others)
    {
        IEnumerable<Tensor> ends = backward.Select(statement => statement.Target.Tensor).Where(tensor => tensor.Role == TensorRole.ParameterGradient);
        HashSet<Statement> needed = new(Algebra.Needed.For(backward, [.. ends, .. others]), ReferenceEquality<Statement>.Instance);
        return (backward.Where(needed.Contains).ToArray(), backward.Where(statement => !needed.Contains(statement)).ToArray());
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
