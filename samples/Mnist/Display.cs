using Spectre.Console;

namespace NetGen.Samples.Mnist;

/// <summary>What the sample shows: bars and colours on a terminal, plain lines in a file or a pipe.</summary>
internal static class Display
{
    /// <summary>Bars redraw too often to be seen, and often enough to cost time, if every step moves them.</summary>
    private const int StepsPerUpdate = 16;

    /// <summary>Runs a training and shows its progress.</summary>
    public static History Training(Func<Action<TrainingProgress>, History> fit) => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected
        ? WithBars(fit)
        : fit(step => Line(step.Finished));

    /// <summary>The confusion matrix: a row for each digit, a column for each answer.</summary>
    public static void Confusion(ConfusionMatrix matrix)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle("digit (row) taken for (column)") };
        table.AddColumn("");
        for (int predicted = 0; predicted < matrix.Classes; predicted++)
            table.AddColumn(new TableColumn($"{predicted}").RightAligned());
        table.AddColumn(new TableColumn("right").RightAligned());

        for (int actual = 0; actual < matrix.Classes; actual++)
        {
            IEnumerable<string> counts = Enumerable.Range(0, matrix.Classes).Select(predicted => Cell(matrix[actual, predicted], actual == predicted));
            table.AddRow([$"[bold]{actual}[/]", .. counts, $"{100 * matrix.Recall(actual):F1}%"]);
        }

        AnsiConsole.Write(table);
    }

    private static History WithBars(Func<Action<TrainingProgress>, History> fit) => AnsiConsole.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            ProgressTask? bar = null;
            return fit(step =>
            {
                bar ??= context.AddTask("training", maxValue: (double)step.Epochs * step.Batches);
                if (step.Batch % StepsPerUpdate == 0 || step.Finished is not null)
                {
                    bar.Value = ((step.Epoch - 1.0) * step.Batches) + step.Batch;
                    bar.Description = $"epoch {step.Epoch} of {step.Epochs}, loss {step.Loss:F4}, rate {step.LearningRate:G2}";
                }

                Line(step.Finished);
            });
        });

    private static void Line(EpochRecord? epoch)
    {
        if (epoch is not null)
            AnsiConsole.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}, {epoch.Seconds:F1} s");
    }

    private static string Cell(long count, bool right) => (count, right) switch
    {
        (_, true) => $"[green]{count}[/]",
        (0, _) => "[grey].[/]",
        _ => $"{count}",
    };
}
