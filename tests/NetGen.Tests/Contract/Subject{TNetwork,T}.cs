using System.Numerics;

namespace NetGen.Tests.Contract;

/// <inheritdoc/>
internal sealed class Subject<TNetwork, T> : Subject
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TNetwork _network = TNetwork.Create(seed: 7);

    public override string Name => TNetwork.Description.Name + (typeof(TNetwork).DeclaringType is { } outer ? $" in {outer.Name}" : string.Empty);

    public override IEnumerable<(string Member, Action Call)> Calls(int batch)
    {
        T[] inputs = Inputs(batch), targets = Targets(batch), outputs = new T[batch * TNetwork.OutputSize], outputGradients = new T[outputs.Length];
        T[] parameterGradients = new T[TNetwork.ParameterCount], inputGradients = new T[inputs.Length];
        outputGradients.AsSpan().Fill(T.One);
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        Workspace trained = TNetwork.CreateWorkspace(batch);
        _network.ForwardTraining(inputs, outputs, trained);
        IPreparedNetwork<T> prepared = _network.Prepare();

        yield return ("Forward", () => _network.Forward(inputs, outputs));
        yield return ("Forward with a workspace", () => _network.Forward(inputs, outputs, workspace));
        yield return ("Forward of Prepare()", () => prepared.Forward(inputs, outputs));
        yield return ("ForwardTraining", () => _network.ForwardTraining(inputs, outputs, workspace));
        yield return ("Backward", () => _network.Backward(trained, outputGradients, parameterGradients, inputGradients));
        if (TNetwork.TargetSize == 0)
            yield break;
        yield return ("LossAndGradient", () => _network.LossAndGradient(inputs, targets, parameterGradients, workspace));
        yield return ("LossAndGradient with the gradient of the inputs", () => _network.LossAndGradient(inputs, targets, parameterGradients, workspace, default, inputGradients));
        yield return ("Loss", () => _network.Loss(inputs, targets, workspace));
    }

    public override Action TrainingStep(Optimizer optimizer, int batch)
    {
        T[] inputs = Inputs(batch), targets = Targets(batch), gradients = new T[TNetwork.ParameterCount];
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        TNetwork network = TNetwork.Create(seed: 7);
        return () =>
        {
            network.LossAndGradient(inputs, targets, gradients, workspace);
            optimizer.Step<T>(network.Parameters, gradients);
        };
    }

    public override void AnswersSampleBySample()
    {
        const int most = 70;
        T[] inputs = Inputs(most), alone = new T[most * TNetwork.OutputSize];
        for (int sample = 0; sample < most; sample++)
            _network.Forward(inputs.AsSpan(sample * TNetwork.InputSize, TNetwork.InputSize), alone.AsSpan(sample * TNetwork.OutputSize, TNetwork.OutputSize));

        IPreparedNetwork<T> prepared = _network.Prepare();
        Workspace workspace = TNetwork.CreateWorkspace(most);
        foreach (int batch in (int[])[1, 2, 3, 5, 6, 7, 12, 16, 17, 33, 64, most])
        {
            ReadOnlySpan<T> some = inputs.AsSpan(0, batch * TNetwork.InputSize);
            T[] expected = alone[..(batch * TNetwork.OutputSize)], outputs = new T[expected.Length];
            _network.Forward(some, outputs);
            Assert.Equal(expected, outputs);
            Array.Clear(outputs);
            _network.Forward(some, outputs, workspace);
            Assert.Equal(expected, outputs);
            Array.Clear(outputs);
            prepared.Forward(some, outputs);
            Assert.Equal(expected, outputs);
        }
    }

    public override void PassesNaNOn(bool elementwise)
    {
        const int batch = 3, poisoned = 1;
        IPreparedNetwork<T> prepared = _network.Prepare();
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        for (int place = 0; place < TNetwork.InputSize; place++)
        {
            T[] inputs = Inputs(batch), outputs = new T[batch * TNetwork.OutputSize];
            inputs[(poisoned * TNetwork.InputSize) + place] = T.NaN;
            _network.Forward(inputs, outputs);
            Check("Forward");
            _network.Forward(inputs, outputs, workspace);
            Check("Forward with a workspace");
            prepared.Forward(inputs, outputs);
            Check("Forward of Prepare()");
            _network.ForwardTraining(inputs, outputs, workspace);
            Check("ForwardTraining");

            void Check(string member)
            {
                for (int i = 0; i < outputs.Length; i++)
                {
                    bool expected = i / TNetwork.OutputSize == poisoned && (!elementwise || i % TNetwork.OutputSize == place);
                    Assert.True(T.IsNaN(outputs[i]) == expected, $"{member}: NaN at input {place} of sample {poisoned}: output {i % TNetwork.OutputSize} of sample {i / TNetwork.OutputSize} is {outputs[i]}.");
                }

                Array.Clear(outputs);
            }
        }
    }

    public override double[] DerivativesAt(double point)
    {
        T[] inputs = Filled(point), outputs = new T[TNetwork.OutputSize], outputGradients = new T[outputs.Length], inputGradients = new T[inputs.Length];
        outputGradients.AsSpan().Fill(T.One);
        Workspace workspace = TNetwork.CreateWorkspace(1);
        _network.ForwardTraining(inputs, outputs, workspace);
        _network.Backward(workspace, outputGradients, default, inputGradients);
        return Array.ConvertAll(inputGradients, double.CreateChecked);
    }

    public override double[] ValuesAt(double point)
    {
        T[] outputs = new T[TNetwork.OutputSize];
        _network.Forward(Filled(point), outputs);
        return Array.ConvertAll(outputs, double.CreateChecked);
    }

    private static T[] Filled(double point) => Enumerable.Repeat(T.CreateChecked(point), TNetwork.InputSize).ToArray();

    private static T[] Inputs(int batch) =>
        Enumerable.Range(0, batch * TNetwork.InputSize).Select(i => T.CreateChecked((((37 * i) + 11) % 101) - 50) / T.CreateChecked(40)).ToArray();

    /// <summary>Class indices, or numbers between 0 and 1.</summary>
    private static T[] Targets(int batch) =>
        Enumerable.Range(0, batch * TNetwork.TargetSize).Select(i => TNetwork.TargetSize < TNetwork.OutputSize
            ? T.CreateChecked(i % TNetwork.OutputSize)
            : T.CreateChecked(i % 5) / T.CreateChecked(4)).ToArray();
}
