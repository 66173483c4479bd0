using System.Globalization;
using Spectre.Console;

namespace NetGen.Reports;

/// <summary>
/// Shows a training run in a terminal: a bar with the loss, the rate, the time left and the course of the loss. A file or a pipe gets a
/// line for each epoch.
/// </summary>
/// <param name="console">Where to.</param>
public sealed class TrainingDisplay(IAnsiConsole console)
{
    /// <summary>A bar that every step moves changes faster than it can be seen.</summary>
    private const int StepsPerUpdate = 16;

    /// <summary>Runs a training.</summary>
    /// <param name="fit">Trains, with what it is given as <see cref="FitOptions.Progress"/>.</param>
    /// <returns>What <paramref name="fit"/> returns.</returns>
    public History Run(Func<Action<TrainingProgress>, History> fit)
    {
        ArgumentNullException.ThrowIfNull(fit);
        return console.Profile.Capabilities.Interactive ? WithBar(fit) : fit(step => Line(step.Finished));
    }

    private History WithBar(Func<Action<TrainingProgress>, History> fit) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            ProgressTask? bar = null;
            var losses = new List<double>();
            return fit(step =>
            {
                bar ??= context.AddTask("training", maxValue: (double)step.Epochs * step.Batches);
                if (step.Finished is { } epoch)
                    losses.Add(epoch.Loss);
                if (step.Batch % StepsPerUpdate == 0 || step.Finished is not null)
                {
                    bar.Value = ((step.Epoch - 1.0) * step.Batches) + step.Batch;
                    bar.Description = string.Create(
                        CultureInfo.InvariantCulture,
                        $"epoch {step.Epoch} of {step.Epochs}, loss {step.Loss:F4}, rate {step.LearningRate:G2} {Sparkline.Of(losses)}");
                }
            });
        });

    private void Line(EpochRecord? epoch)
    {
        if (epoch is null)
            return;
        string validation = epoch.ValidationAccuracy is { } accuracy
            ? string.Create(CultureInfo.InvariantCulture, $", validation accuracy {100 * accuracy:F2}%") : "";
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"epoch {epoch.Epoch}: loss {epoch.Loss:F4}{validation}, {epoch.Seconds:F1} s"));
    }
}
