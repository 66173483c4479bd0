extern alias generator;

using generator::NetGen.Generator.Algebra;
using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Graph;
using generator::NetGen.Generator.Layers;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Algebra;
using NetGen.Generator.Tests.Reference;

namespace NetGen.Generator.Tests.EngineMatrix;

/// <summary>A random network as its statements, run by the interpreter in double: what the network means, without schedules and without the C# compiler.</summary>
internal sealed class StatementProgram
{
    private readonly NetworkProgram _program;
    private readonly ReferenceNetwork _reference;
    private readonly double[] _parameters;

    public StatementProgram(ReferenceNetwork reference, NetworkProgram program)
    {
        (_reference, _program) = (reference, program);
        _parameters = reference.MakeParameters();
        Inputs = reference.MakeInputs(program.Input.Size);
        Buffers = program.Buffers.OrderBy(pair => pair.Value.Offset).ToDictionary(pair => pair.Key, pair => Enumerable.Repeat(pair.Value.Spec.Start, pair.Key.Size).ToArray());
    }

    public double[] Inputs { get; }

    /// <summary>What training updates without a gradient.</summary>
    public Dictionary<Tensor, double[]> Buffers { get; private set; }

    private int OutputSize => (int)_program.Graph.Output.Size;

    /// <summary>The programs of networks; reading them takes one compilation and no generated code.</summary>
    public static IEnumerable<(ReferenceNetwork Reference, Func<StatementProgram> Create)> Of(IReadOnlyList<ReferenceNetwork> networks)
    {
        var compilation = GeneratedTexts.Declare(networks, Precision.Double);
        foreach (ReferenceNetwork network in networks)
        {
            INamedTypeSymbol type = compilation.GetTypeByMetadataName(network.Name)!;
            yield return (network, () => new StatementProgram(network, NetworkProgram.Of(NetworkGraph.Of(Outline.Of(DeclarationReader.Read(type, default))))));
        }
    }

    /// <summary>The outputs in inference.</summary>
    public double[] Forward()
    {
        Interpreter interpreter = Start(training: false);
        return interpreter.Run(Statements(_program.Inference.Blocks))[_program.Inference.Output];
    }

    /// <summary>The loss of the batch in inference, without weights of samples.</summary>
    public double Loss()
    {
        LossProgram loss = _program.InferenceLoss!;
        Interpreter interpreter = Start(training: false);
        interpreter.Run([.. Statements(loss.Layers), .. loss.Statements]);
        return Total(interpreter[loss.Value], Seeds(null)) + Penalty(null);
    }

    /// <summary>The loss of the batch in training, its gradients, the states that it leaves, and what becomes of the buffers.</summary>
    public TrainingResult Step()
    {
        LossProgram loss = _program.Loss!;
        Interpreter interpreter = Start(training: true);
        interpreter.Run([.. Statements(loss.Layers), .. loss.Statements]);
        double[] seeds = Seeds(_reference.MakeSampleWeights());
        if (loss.Backward.Gradients.TryGetValue(loss.Value, out Tensor? seed))
            interpreter[seed] = seeds;
        double total = Total(interpreter[loss.Value], seeds);
        double[] gradients = Backward(interpreter, loss.Backward, states: null);
        total += Penalty(gradients);
        double[] states = _program.Carried is { IsEmpty: false } carried ? interpreter[carried.Final] : [];
        UpdateBuffers(interpreter, loss.Layers);
        return new TrainingResult(total, gradients, OfInputs(interpreter, loss.Backward), states, []);
    }

    /// <summary>The outputs in training, and the gradients for given ones of the outputs and of the states.</summary>
    public TrainingResult ForwardAndBackward()
    {
        Interpreter interpreter = Start(training: true);
        interpreter.Run(Statements(_program.Training.Blocks));
        double[] outputs = [.. interpreter[_program.Training.Output]];
        double[] states = _program.Carried is { IsEmpty: false } carried ? [.. interpreter[carried.Final]] : [];
        if (_program.Backward.Gradients.TryGetValue(_program.Training.Output, out Tensor? end))
            interpreter[end] = _reference.MakeOutputGradients(OutputSize);
        double[] gradients = Backward(interpreter, _program.Backward, _reference.Sequence?.MakeFinalStateGradients(_reference.Batch * _program.Graph.StateSize));
        double[] initial = _program.Carried is { IsEmpty: false } given && _program.Backward.Gradients.TryGetValue(given.Initial, out Tensor? ofInitial) ? interpreter[ofInitial] : [];
        return new TrainingResult(0, gradients, OfInputs(interpreter, _program.Backward), states, outputs) { InitialStates = initial };
    }

    private static IEnumerable<Statement> Statements(IEnumerable<Block> blocks) => blocks.SelectMany(block => block.Statements);

    private Interpreter Start(bool training)
    {
        Interpreter interpreter = new(_reference.Batch) { [_program.Input] = Inputs };
        foreach ((Tensor tensor, NodeParameter parameter) in _program.Parameters)
            interpreter[tensor] = _parameters[parameter.Offset..(parameter.Offset + tensor.Size)];
        foreach ((Tensor tensor, double[] numbers) in Buffers)
            interpreter[tensor] = [.. numbers];
        if (_program.Loss is { } loss)
            interpreter[loss.Target] = _reference.MakeTargets(OutputSize);
        if (!training)
            return interpreter;
        interpreter.Masks = _reference.Statistics?.MakeMasks(_reference.Batch) ?? [];
        if (_program.Carried is { } carried)
            Give(interpreter, carried);
        return interpreter;
    }

    private void Give(Interpreter interpreter, CarriedState carried)
    {
        int[] lengths = _reference.Sequence?.MakeLengths(_reference.Batch) ?? [];
        interpreter[carried.Length] = [.. Enumerable.Range(0, _reference.Batch).Select(sample => (double)(lengths.Length == 0 ? carried.Steps : lengths[sample]))];
        double[] initial = _reference.Sequence?.MakeInitialStates(_reference.Batch * carried.Initial.Size) ?? [];
        interpreter[carried.Initial] = initial.Length == 0 ? new double[_reference.Batch * carried.Initial.Size] : initial;
    }

    private double[] Backward(Interpreter interpreter, Adjoint backward, double[]? states)
    {
        if (_program.Carried is { IsEmpty: false } carried && backward.Gradients.TryGetValue(carried.Final, out Tensor? ends))
            interpreter[ends] = states ?? new double[interpreter.Length(ends)];
        interpreter.Run(backward.Statements);
        double[] gradients = new double[_parameters.Length];
        foreach ((Tensor tensor, NodeParameter parameter) in _program.Parameters)
        {
            if (parameter.Spec.Frozen || !backward.Gradients.TryGetValue(tensor, out Tensor? gradient))
                continue;
            // Layers that share parameters have tensors of their own for them.
            foreach ((int index, double slope) in interpreter[gradient].Index())
                gradients[parameter.Offset + index] += slope;
        }

        return gradients;
    }

    private double[] OfInputs(Interpreter interpreter, Adjoint backward) =>
        backward.Gradients.TryGetValue(_program.Input, out Tensor? gradient) ? interpreter[gradient] : new double[Inputs.Length];

    private void UpdateBuffers(Interpreter interpreter, IReadOnlyList<Block> layers)
    {
        interpreter.Run(layers.SelectMany(block => block.Updates));
        Buffers = Buffers.Keys.ToDictionary(buffer => buffer, buffer => interpreter[buffer]);
    }

    /// <summary>The factor of each sample's loss in the loss of the batch.</summary>
    private double[] Seeds(double[]? sampleWeights)
    {
        Loss loss = _program.Loss!.Loss;
        int batch = _reference.Batch;
        double[] targets = _reference.MakeTargets(OutputSize);
        double[] weights = [.. Enumerable.Range(0, batch).Select(sample =>
            loss.IgnoreIndex is { } ignored && targets[sample] == ignored ? 0 : sampleWeights?[sample] ?? 1)];
        double divisor = loss.Batch == generator::NetGen.Reduction.Sum || weights.Sum() == 0 ? 1 : weights.Sum();
        return [.. weights.Select(weight => weight / divisor)];
    }

    private static double Total(double[] losses, double[] seeds) => losses.Zip(seeds, (loss, seed) => seed == 0 ? 0 : loss * seed).Sum();

    /// <summary>Penalties on parameters; their slopes are added to <paramref name="gradients"/>.</summary>
    private double Penalty(double[]? gradients)
    {
        double total = 0;
        foreach (PenalizedRange range in _program.Graph.Penalties)
        {
            for (int i = range.Offset; i < range.Offset + range.Length; i++)
            {
                double parameter = _parameters[i];
                total += (range.Absolute * Math.Abs(parameter)) + (range.Squares * parameter * parameter);
                if (gradients is not null && !range.Frozen)
                    gradients[i] += (range.Absolute * Math.Sign(parameter)) + (2 * range.Squares * parameter);
            }
        }

        return total;
    }
}

/// <summary>What a pass in training gave.</summary>
/// <param name="Loss">The loss of the batch.</param>
/// <param name="Parameters">The gradient by the parameters.</param>
/// <param name="Inputs">The gradient by the inputs.</param>
/// <param name="FinalStates">The states after the last steps.</param>
/// <param name="Outputs">The outputs.</param>
internal sealed record TrainingResult(double Loss, double[] Parameters, double[] Inputs, double[] FinalStates, double[] Outputs)
{
    /// <summary>The gradient by the initial states.</summary>
    public double[] InitialStates { get; init; } = [];
}
