using NetGen.Tests.Contract;

namespace NetGen.Tests;

/// <summary>What a run writes belongs to it alone.</summary>
public class OwnershipTests
{
    private static readonly Dataset Data = Samples.Classes(40, 3, 4);

    [Fact]
    public void A_run_within_the_progress_of_its_own_trainer_is_refused()
    {
        Trainer<Classifier> trainer = Start(new Adam());
        Action<TrainingProgress>[] inner =
        [
            _ => trainer.Fit(Data),
            _ => trainer.Resume(Data),
            _ => new Trainer<Classifier>(trainer.Model, new Adam()).Fit(Data),
            _ => new LearningRateFinder().Find(trainer, Data),
        ];
        foreach (Action<TrainingProgress> progress in inner)
            Refused("that no other run is using", () => trainer.Fit(Data, new FitOptions { Progress = progress }));

        // Evaluating between steps writes nothing, and afterwards the trainer is free again.
        trainer.Fit(Data, new FitOptions { Progress = _ => trainer.Evaluate(Data) });
    }

    [Fact]
    public async Task Two_runs_of_one_trainer_at_once_are_refused()
    {
        Trainer<Classifier> trainer = Start(new Adam());
        using var began = new ManualResetEventSlim();
        using var refused = new ManualResetEventSlim();
        Task<History> first = Task.Factory.StartNew(() => trainer.Fit(Data, new FitOptions { Progress = _ => Wait() }), TaskCreationOptions.LongRunning);
        Assert.True(began.Wait(TimeSpan.FromMinutes(1)));
        Refused("Expected a Classifier that no other run is using", () => trainer.Fit(Data));
        refused.Set();
        Assert.Single((await first).Epochs);
        Assert.Equal(2, trainer.Optimizer.Steps);

        void Wait()
        {
            began.Set();
            Assert.True(refused.Wait(TimeSpan.FromMinutes(1)));
        }
    }

    [Fact]
    public void Early_stopping_and_schedules_that_learn_serve_one_run_at_a_time()
    {
        var stopping = new EarlyStopping(3, monitor: MonitoredValue.TrainingLoss);
        var plateau = new ReduceOnPlateau(monitor: MonitoredValue.TrainingLoss);
        Refused("Expected a EarlyStopping that", () => Outer(new FitOptions { EarlyStopping = stopping }));
        Refused("Expected a ReduceOnPlateau that", () => Outer(new FitOptions { Schedule = new LinearWarmUp(2, plateau) }));
        Outer(new FitOptions { Schedule = new CosineDecay() });

        // One run after the other begins anew.
        for (int run = 0; run < 2; run++)
            Start(new Adam()).Fit(Data, new FitOptions { EarlyStopping = stopping, Schedule = plateau });

        static void Outer(FitOptions options)
        {
            options.Progress = _ =>
            {
                options.Progress = null;
                Start(new Adam()).Fit(Data, options);
            };
            Start(new Adam()).Fit(Data, options);
        }
    }

    [Fact]
    public void An_optimizer_that_moved_one_network_is_refused_by_another()
    {
        var adam = new Adam();
        Trainer<Classifier> first = Start(adam);
        first.Fit(Data);
        Trainer<Classifier> second = Start(adam);
        Refused("got it with 2 steps on another network, whose state it holds. Use one optimizer for each network, or Reset.", () => second.Fit(Data));
        Assert.Equal(new Classifier(seed: 1).Parameters, second.Model.Parameters);

        // Another trainer of the same network goes on with it.
        new Trainer<Classifier>(first.Model, adam).Fit(Data);
        new LearningRateFinder { Steps = 5 }.Find(first, Data);
        Refused("got it with 4 steps on another network", () => second.Fit(Data));
        adam.Reset();
        second.Fit(Data);
        Assert.Equal(2, adam.Steps);
    }

    [Fact]
    public void An_average_of_one_network_is_refused_by_another()
    {
        var average = new ExponentialMovingAverage();
        new Trainer<Classifier>(new Classifier(seed: 1), new Adam()) { Average = average }.Fit(Data);
        var second = new Trainer<Classifier>(new Classifier(seed: 2), new Adam()) { Average = average };
        Refused("Expected an average of its own for each network, got one that has seen 2 steps of another.", () => second.Fit(Data));
    }

    [Fact]
    public void The_state_of_an_optimizer_can_be_read_by_name()
    {
        var adam = new Adam(beta1: 0.5, beta2: 0.75);
        Assert.Equal(["mean", "meanSquare"], adam.StateNames.ToArray());
        Assert.Contains("got none: it is made by the first step, or Prepare", Assert.Throws<InvalidOperationException>(() => adam.State<float>("mean").Length).Message);
        adam.Step<float>(new float[2], [2, -4]);
        Assert.Equal([1, -2], adam.State<float>("mean"));
        Assert.Equal([1, 4], adam.State<float>("meanSquare"));
        Assert.Contains("Expected one of the states mean, meanSquare of a Adam, got 'm'.", Assert.Throws<ArgumentException>(() => adam.State<float>("m").Length).Message);
        Assert.Contains("got that of type Single", Assert.Throws<InvalidOperationException>(() => adam.State<double>("mean").Length).Message);
        Assert.Empty(new Sgd(0.1).StateNames);
        Assert.Equal(["velocity"], new Sgd(0.1, momentum: 0.9).StateNames.ToArray());
        Assert.Equal(["meanSquare", "velocity"], new RmsProp(momentum: 0.9).StateNames.ToArray());
    }

    private static void Refused(string message, Action run) => Assert.Contains(message, Assert.Throws<InvalidOperationException>(run).Message);

    private static Trainer<Classifier> Start(Optimizer optimizer) => new(new Classifier(seed: 1), optimizer);
}
