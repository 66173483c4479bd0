using Spectre.Console;

namespace NetGen.Samples.Mnist;

/// <summary>What the sample shows: a bar and colours on a terminal, plain lines in a file or a pipe.</summary>
internal static class Display
{
    /// <summary>A bar that every step moves changes faster than it can be seen.</summary>
    private const int StepsPerUpdate = 16;

    // Escape codes are for terminals; a file or a pipe gets none.
    private static readonly IAnsiConsole Out = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
    });

    /// <summary>Runs a training and shows its progress.</summary>
    public static History Training(Func<Action<TrainingProgress>, History> fit) => Out.Profile.Capabilities.Interactive
        ? WithBar(fit)
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

        Out.Write(table);
    }

    private static History WithBar(Func<Action<TrainingProgress>, History> fit) => Out.Progress()
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
            Out.WriteLine($"epoch {epoch.Epoch}: loss {epoch.Loss:F4}, {epoch.Seconds:F1} s");
    }

    private static string Cell(long count, bool right) => (count, right) switch
    {
        (_, true) => $"[green]{count}[/]",
        (0, _) => "[grey].[/]",
        _ => $"{count}",
    };
}
