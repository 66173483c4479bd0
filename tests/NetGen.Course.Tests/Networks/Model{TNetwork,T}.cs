using System.Numerics;

namespace NetGen.Course.Tests.Networks;

/// <inheritdoc/>
internal sealed class Model<TNetwork, T>(TNetwork network) : Model<T>
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override NetworkDescription Description => TNetwork.Description;

    public override Span<T> Parameters => network.Parameters;

    public override T[] Forward(params ReadOnlySpan<T> inputs)
    {
        int batch = inputs.Length / TNetwork.InputSize;
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        var outputs = new T[batch * TNetwork.OutputSize];
        var others = new T[outputs.Length];

        network.Forward(inputs, outputs);
        network.Forward(inputs, others, workspace);
        Assert.Equal(outputs, others);
        network.Prepare().Forward(inputs, others);
        Assert.Equal(outputs, others);
        return outputs;
    }

    public override T Loss(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets) =>
        network.Loss(inputs, targets, TNetwork.CreateWorkspace(inputs.Length / TNetwork.InputSize));

    public override (T Loss, T[] Gradient) LossAndGradient(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets)
    {
        var gradient = new T[TNetwork.ParameterCount];
        T loss = network.LossAndGradient(inputs, targets, gradient, TNetwork.CreateWorkspace(inputs.Length / TNetwork.InputSize));
        return (loss, gradient);
    }

    public override (T[] Outputs, T[] Inputs, T[] Buffers) Train(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients, ReadOnlySpan<T> masks = default)
    {
        int batch = inputs.Length / TNetwork.InputSize;
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        var outputs = new T[batch * TNetwork.OutputSize];
        var inputGradients = new T[inputs.Length];
        network.ForwardTraining(inputs, outputs, workspace, new TrainingContext<T> { Masks = masks });
        network.Backward(workspace, outputGradients, default, inputGradients);
        return (outputs, inputGradients, network.Buffers.ToArray());
    }

    public override (T[] Parameters, T[] Inputs) Backward(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputGradients)
    {
        int batch = inputs.Length / TNetwork.InputSize;
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        network.ForwardTraining(inputs, new T[batch * TNetwork.OutputSize], workspace);

        var parameterGradients = new T[TNetwork.ParameterCount];
        var inputGradients = new T[inputs.Length];
        network.Backward(workspace, outputGradients, parameterGradients, inputGradients);
        return (parameterGradients, inputGradients);
    }

    public override SequencePass<T> Sequence(ReadOnlySpan<T> inputs, ReadOnlySpan<T> initialState, int length, ReadOnlySpan<T> outputGradients, ReadOnlySpan<T> finalStateGradient)
    {
        Workspace workspace = TNetwork.CreateWorkspace(1);
        T[] outputs = new T[TNetwork.OutputSize], parameters = new T[TNetwork.ParameterCount], gradients = new T[inputs.Length];
        network.ForwardTraining(inputs, outputs, workspace, new TrainingContext<T> { InitialState = initialState, Lengths = [length] });
        T[] final = workspace.FinalState<T>(0).ToArray();
        finalStateGradient.CopyTo(workspace.FinalStateGradient<T>(0));
        network.Backward(workspace, outputGradients, parameters, gradients);
        return new SequencePass<T>(outputs, final, parameters, gradients, workspace.InitialStateGradient<T>(0).ToArray());
    }

    public override long CountSteps(Dataset data, int epochs, int batchSize)
    {
        var optimizer = new Sgd(learningRate: 0.01);
        Fit(data, optimizer, new FitOptions { Epochs = epochs, BatchSize = batchSize });
        return optimizer.Steps;
    }

    public override History Fit(Dataset data, Optimizer optimizer, FitOptions options) => new Trainer<TNetwork, T>(network, optimizer).Fit(data, options);
}
