using System.Reflection;

namespace NetGen.Generator.Tests.Harness;

/// <summary>
/// A generated network whose class is known only at run time. Numbers go in and out as <see cref="double"/> whatever its precision, so
/// that one test serves both. Every result starts as NaN: an element that generated code forgets to write fails every comparison.
/// </summary>
internal abstract class CompiledNetwork
{
    public abstract int InputSize { get; }

    public abstract int OutputSize { get; }

    public abstract int TargetSize { get; }

    public abstract int ParameterCount { get; }

    /// <summary>A copy of the flat parameters; setting it writes them.</summary>
    public abstract double[] Parameters { get; set; }

    /// <summary>A copy of the buffers; setting it writes them.</summary>
    public abstract double[] Buffers { get; set; }

    /// <summary>Which elements training keeps; empty where they are drawn.</summary>
    public double[] Masks { get; set; } = [];

    /// <summary>How many steps of each sample count in training; empty for all.</summary>
    public int[] Lengths { get; set; } = [];

    /// <summary>The states before the first step in training; empty for zeros.</summary>
    public double[] InitialStates { get; set; } = [];

    /// <summary>The numbers of the state of a sample; 0 without one.</summary>
    public abstract int StateSize { get; }

    /// <summary>Whether steps can come one at a time.</summary>
    public abstract bool Streams { get; }

    /// <summary>The outputs of the steps of a sequence, one at a time; after half of them the state is set back to what it was at the start, and they come again.</summary>
    public abstract double[] Stream(double[] inputs, bool prepared);

    /// <summary>The outputs of the steps of a sequence, a few at a time; as many as <paramref name="counts"/> says, in turn.</summary>
    public abstract double[] StreamTogether(double[] inputs, int[] counts, bool prepared);

    /// <summary>The numbers of a step of the input.</summary>
    public abstract int StepInputSize { get; }

    /// <summary>The steps that an output depends on; 0 where the past never fades.</summary>
    public abstract int ReceptiveField { get; }

    /// <summary>The state that the last pass in training mode left of a sample.</summary>
    public abstract double[] FinalState(int sample);

    /// <summary>Gives the next way back a gradient of that state.</summary>
    public abstract void SetFinalStateGradient(int sample, double[] gradient);

    /// <summary>The gradient of the state before the first step.</summary>
    public abstract double[] InitialStateGradient(int sample);

    /// <summary>Whether training leaves the buffers alone.</summary>
    public bool KeepBuffers { get; set; }

    /// <summary>An instance of a generated class.</summary>
    public static CompiledNetwork Create(Type network)
    {
        Type contract = network.GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(INetwork<,>));
        Type wrapper = typeof(CompiledNetwork<,>).MakeGenericType(network, contract.GetGenericArguments()[1]);
        return (CompiledNetwork)Activator.CreateInstance(wrapper, BindingFlags.Public | BindingFlags.Instance, null, null, null)!;
    }

    public abstract void SetParameter(int index, double value);

    public abstract double[] Forward(double[] inputs);

    public abstract double[] ForwardWithWorkspace(double[] inputs);

    /// <summary>Packs the parameters of this moment and runs on them.</summary>
    public abstract double[] ForwardPrepared(double[] inputs);

    public abstract double[] ForwardTraining(double[] inputs);

    /// <summary>Gradients of the last <see cref="ForwardTraining"/>.</summary>
    public abstract Gradients Backward(double[] outputGradients, bool parameters = true, bool inputs = true);

    /// <summary>The loss in training mode and its gradient, which is added to <paramref name="accumulateOn"/> if that is given; on request that by the inputs, too.</summary>
    public abstract LossGradient LossAndGradient(double[] inputs, double[] targets, double[]? sampleWeights = null, double[]? accumulateOn = null, bool ofInputs = false);

    /// <summary>The same as its phases, each cut into pieces that run last to first.</summary>
    public abstract LossGradient LossAndGradientInPieces(int pieces, double[] inputs, double[] targets, double[]? sampleWeights = null);

    public abstract double Loss(double[] inputs, double[] targets);

    /// <summary>The sizes of the outputs of all layers.</summary>
    public abstract int[] LayerSizes { get; }

    /// <summary>The elements of all masks of a sample.</summary>
    public abstract int MaskSize { get; }

    /// <summary>Whether a layer does in training what it does not do in inference.</summary>
    public bool DiffersInTraining => MaskSize > 0 || Buffers.Length > 0;

    /// <summary>The outputs of all layers for one sample, with room for <paramref name="room"/> numbers, or for as many as there are.</summary>
    public abstract double[] Trace(double[] input, int? room = null);

    public abstract double[] TextbookForward(double[] inputs);

    /// <summary>Of a network that does in training what it does not do in inference. Its buffers stay as they are.</summary>
    public abstract Normalized TextbookForwardTraining(double[] inputs);

    public abstract double TextbookLoss(double[] inputs, double[] targets, double[]? sampleWeights = null);

    public abstract LossGradient TextbookLossAndGradient(double[] inputs, double[] targets, double[]? sampleWeights = null);

    public abstract Gradients TextbookBackward(double[] inputs, double[] outputGradients);
}

/// <summary>Gradients of a backward pass; empty where none was asked for.</summary>
internal sealed record Gradients(double[] Parameters, double[] Inputs);

/// <summary>Outputs in training mode, and what becomes of the buffers.</summary>
internal sealed record Normalized(double[] Outputs, double[] Buffers);

/// <summary>A loss and its gradients; that by the inputs is empty where none was asked for.</summary>
internal sealed record LossGradient(double Loss, double[] Parameters, double[] Inputs);
