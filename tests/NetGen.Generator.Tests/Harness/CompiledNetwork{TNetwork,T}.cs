using System.Numerics;

namespace NetGen.Generator.Tests.Harness;

/// <summary>The wrapper over one generated class.</summary>
internal sealed class CompiledNetwork<TNetwork, T> : CompiledNetwork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TNetwork _network = TNetwork.Create(seed: 0);
    private readonly TextbookMethods<T> _textbook = new(typeof(TNetwork));
    private Workspace? _workspace;

    public override int InputSize => TNetwork.InputSize;

    public override int OutputSize => TNetwork.OutputSize;

    public override int TargetSize => TNetwork.TargetSize;

    public override int ParameterCount => TNetwork.ParameterCount;

    public override double[] Parameters
    {
        get => Widen(_network.Parameters);
        set => Narrow(value).CopyTo(_network.Parameters);
    }

    public override double[] Buffers
    {
        get => Widen(_network.Buffers);
        set => Narrow(value).CopyTo(_network.Buffers);
    }

    public override void SetParameter(int index, double value) => _network.Parameters[index] = T.CreateTruncating(value);

    public override double[] Forward(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize);
        _network.Forward(Narrow(inputs), outputs);
        return Widen(outputs);
    }

    public override double[] ForwardWithWorkspace(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize);
        _network.Forward(Narrow(inputs), outputs, WorkspaceFor(inputs));
        return Widen(outputs);
    }

    public override double[] ForwardPrepared(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize);
        _network.Prepare().Forward(Narrow(inputs), outputs);
        return Widen(outputs);
    }

    public override double[] ForwardTraining(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize);
        _network.ForwardTraining(Narrow(inputs), outputs, WorkspaceFor(inputs), Context());
        return Widen(outputs);
    }

    public override Gradients Backward(double[] outputGradients, bool parameters = true, bool inputs = true)
    {
        T[] parameterGradients = Blank(parameters ? ParameterCount : 0);
        T[] inputGradients = Blank(inputs ? outputGradients.Length / OutputSize * InputSize : 0);
        _network.Backward(_workspace!, Narrow(outputGradients), parameterGradients, inputGradients);
        return new Gradients(Widen(parameterGradients), Widen(inputGradients));
    }

    public override LossGradient LossAndGradient(double[] inputs, double[] targets, double[]? sampleWeights = null, double[]? accumulateOn = null, bool ofInputs = false)
    {
        T[] gradients = accumulateOn is null ? Blank(ParameterCount) : Narrow(accumulateOn), inputGradients = Blank(ofInputs ? inputs.Length : 0);
        TrainingContext<T> context = Context() with { SampleWeights = Narrow(sampleWeights), Accumulate = accumulateOn is not null };
        T loss = _network.LossAndGradient(Narrow(inputs), Narrow(targets), gradients, WorkspaceFor(inputs), context, inputGradients);
        return new LossGradient(double.CreateTruncating(loss), Widen(gradients), Widen(inputGradients));
    }

    public override LossGradient LossAndGradientInPieces(int pieces, double[] inputs, double[] targets, double[]? sampleWeights = null)
    {
        T[] gradients = Blank(ParameterCount), narrowInputs = Narrow(inputs), narrowTargets = Narrow(targets);
        TrainingContext<T> context = Context() with { SampleWeights = Narrow(sampleWeights) };
        Workspace workspace = WorkspaceFor(inputs);
        _network.BeginStep(narrowInputs, narrowTargets, gradients, workspace, context);
        for (int phase = 0; phase < TNetwork.TrainingPhases; phase++)
        {
            for (int piece = pieces - 1; piece >= 0; piece--)
                _network.RunPhase(phase, piece, pieces, narrowInputs, narrowTargets, gradients, workspace, context);
        }

        T loss = _network.EndStep(workspace, context);
        return new LossGradient(double.CreateTruncating(loss), Widen(gradients), []);
    }

    public override double Loss(double[] inputs, double[] targets) =>
        double.CreateTruncating(_network.Loss(Narrow(inputs), Narrow(targets), WorkspaceFor(inputs)));

    public override int[] LayerSizes => [.. TNetwork.Description.Layers.Select(Size)];

    public override int MaskSize => TNetwork.Description.Layers.Where(layer => layer.Kind == "Dropout").Sum(Size);

    public override double[] Trace(double[] input, int? room = null)
    {
        T[] activations = Blank(room ?? LayerSizes.Sum());
        ((ITracedNetwork<T>)_network).Trace(Narrow(input), activations);
        return Widen(activations);
    }

    public override double[] TextbookForward(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize);
        _textbook.Forward(_network.Parameters, _network.Buffers, Narrow(inputs), outputs);
        return Widen(outputs);
    }

    public override Normalized TextbookForwardTraining(double[] inputs)
    {
        T[] outputs = Blank(Batch(inputs) * OutputSize), buffers = [.. _network.Buffers];
        _textbook.ForwardTraining(_network.Parameters, buffers, Narrow(inputs), Narrow(Masks), Lengths, Narrow(InitialStates), outputs);
        return new Normalized(Widen(outputs), Widen(buffers));
    }

    public override double TextbookLoss(double[] inputs, double[] targets, double[]? sampleWeights = null) =>
        double.CreateTruncating(_textbook.Loss(_network.Parameters, _network.Buffers, Narrow(inputs), Narrow(targets), Narrow(sampleWeights)));

    public override LossGradient TextbookLossAndGradient(double[] inputs, double[] targets, double[]? sampleWeights = null)
    {
        T[] parameterGradients = Blank(ParameterCount), inputGradients = Blank(inputs.Length);
        T loss = _textbook.LossAndGradient(_network.Parameters, Narrow(inputs), Narrow(Masks), Lengths, Narrow(InitialStates), Narrow(targets), Narrow(sampleWeights), parameterGradients, inputGradients);
        return new LossGradient(double.CreateTruncating(loss), Widen(parameterGradients), Widen(inputGradients));
    }

    public override Gradients TextbookBackward(double[] inputs, double[] outputGradients)
    {
        T[] parameterGradients = Blank(ParameterCount), inputGradients = Blank(inputs.Length);
        _textbook.Backward(_network.Parameters, Narrow(inputs), Narrow(Masks), Lengths, Narrow(InitialStates), Narrow(outputGradients), parameterGradients, inputGradients);
        return new Gradients(Widen(parameterGradients), Widen(inputGradients));
    }

    public override int StateSize => (int?)typeof(TNetwork).GetField("StateSize")?.GetRawConstantValue() ?? 0;

    public override bool Streams => typeof(TNetwork).GetNestedType("State") is not null;

    public override double[] Stream(double[] inputs, bool prepared) => RunStream(nameof(StreamRunner.Run), prepared, inputs);

    public override double[] StreamTogether(double[] inputs, int[] counts, bool prepared) => RunStream(nameof(StreamRunner.RunTogether), prepared, inputs, counts);

    public override int StepInputSize => (int)typeof(TNetwork).GetField("StepInputSize")!.GetRawConstantValue()!;

    public override int ReceptiveField => (int)typeof(TNetwork).GetField("ReceptiveField")!.GetRawConstantValue()!;

    private double[] RunStream(string method, bool prepared, params object[] arguments)
    {
        object target = prepared ? _network.Prepare() : _network;
        return (double[])typeof(StreamRunner).GetMethod(method)!.MakeGenericMethod(typeof(T), typeof(TNetwork).GetNestedType("State")!).Invoke(null, [target, .. arguments])!;
    }

    public override double[] FinalState(int sample) => StateSize == 0 ? [] : Widen(_workspace!.FinalState<T>(sample));

    public override void SetFinalStateGradient(int sample, double[] gradient)
    {
        if (StateSize > 0)
            Narrow(gradient).CopyTo(_workspace!.FinalStateGradient<T>(sample));
    }

    public override double[] InitialStateGradient(int sample) => StateSize == 0 ? [] : Widen(_workspace!.InitialStateGradient<T>(sample));

    private TrainingContext<T> Context() => new() { Masks = Narrow(Masks), KeepBuffers = KeepBuffers, Lengths = Lengths, InitialState = Narrow(InitialStates) };

    private static int Size(LayerDescription layer) => layer.OutputShape.Aggregate(1, (size, extent) => size * extent);

    private static int Batch(double[] inputs) => inputs.Length / TNetwork.InputSize;

    private static T[] Blank(int length)
    {
        T[] values = new T[length];
        Array.Fill(values, T.NaN);
        return values;
    }

    private static T[] Narrow(double[]? values) => values is null ? [] : Array.ConvertAll(values, T.CreateTruncating);

    private static double[] Widen(ReadOnlySpan<T> values)
    {
        double[] wide = new double[values.Length];
        for (int index = 0; index < wide.Length; index++)
            wide[index] = double.CreateTruncating(values[index]);
        return wide;
    }

    // One workspace for all calls, so that what one call leaves behind can spoil the next if a kernel lets it.
    private Workspace WorkspaceFor(double[] inputs)
    {
        if (_workspace is null || _workspace.MaxBatch < Batch(inputs))
            _workspace = TNetwork.CreateWorkspace(Batch(inputs));
        return _workspace;
    }
}
