using System.Diagnostics;

namespace NetGen.Samples.Amp;

/// <summary>
/// Fits <see cref="TrainedAmp"/> to the amplifier by truncated back-propagation through time: some streams of sound run side by side,
/// window after window, and each window starts from the state that the one before it left.
/// </summary>
internal sealed class Training
{
    private const int Streams = 32;
    private const int Seconds = 32;
    private const double LearningRate = 8e-3;

    private readonly TrainedAmp _network = new(seed: 1);
    private readonly Adam _optimizer = new(LearningRate);
    private readonly Workspace _workspace = TrainedAmp.CreateWorkspace(Streams);
    private readonly float[] _gradients = new float[TrainedAmp.ParameterCount], _states = new float[Streams * TrainedAmp.StateSize];
    private readonly float[] _inputs = new float[Streams * TrainedAmp.InputSize], _targets = new float[Streams * TrainedAmp.TargetSize];
    private readonly float[] _sound = Sound.Guitar(Seconds, seed: 1), _heard;

    private Training() => _heard = Amplifier.Play(_sound);

    private static int Windows => Seconds * Sound.Rate / Streams / TrainedAmp.Window;

    /// <summary>The network after some passes through the sound.</summary>
    public static TrainedAmp Run(int epochs)
    {
        var training = new Training();
        long begin = Stopwatch.GetTimestamp();
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            double loss = training.Epoch(epoch, epochs);
            if ((epoch + 1) % Math.Max(1, epochs / 10) == 0)
                Console.WriteLine($"epoch {epoch + 1} of {epochs}: loss {loss:E2}, {Stopwatch.GetElapsedTime(begin).TotalSeconds:F0} s");
        }

        return training._network;
    }

    private double Epoch(int epoch, int epochs)
    {
        double sum = 0;
        Array.Clear(_states);
        for (int window = 0; window < Windows; window++)
        {
            Fill(window);
            var context = new TrainingContext<float> { InitialState = _states };
            sum += _network.LossAndGradient(_inputs, _targets, _gradients, _workspace, context);
            for (int stream = 0; stream < Streams; stream++)
                _workspace.FinalState<float>(stream).CopyTo(_states.AsSpan(stream * TrainedAmp.StateSize));
            // A stream begins in the middle of the sound: its first window only brings the state to where it should be.
            if (window == 0)
                continue;
            double progress = (epoch + ((double)window / Windows)) / epochs;
            _optimizer.LearningRate = LearningRate * (1 + VectorMath.Cos(Math.PI * progress)) / 2;
            _optimizer.Step<float>(_network.Parameters, _gradients);
        }

        return sum / Windows;
    }

    private void Fill(int window)
    {
        for (int stream = 0; stream < Streams; stream++)
        {
            int start = (stream * (_sound.Length / Streams)) + (window * TrainedAmp.Window);
            _sound.AsSpan(start, TrainedAmp.Window).CopyTo(_inputs.AsSpan(stream * TrainedAmp.Window));
            _heard.AsSpan(start, TrainedAmp.Window).CopyTo(_targets.AsSpan(stream * TrainedAmp.Window));
        }
    }
}
