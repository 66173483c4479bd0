using Spectre.Console;

namespace NetGen.Reports.Tests;

public class TerminalTests
{
    [Fact]
    public void A_sparkline_has_a_bar_for_each_number()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7]));
        Assert.Equal("█▁", Sparkline.Of([5, -1e9, 1e9, -1e9], width: 2));
        Assert.Equal("▁▁", Sparkline.Of([3, 3]));
        Assert.Equal("▁ █", Sparkline.Of([1, double.NaN, 2]));
        Assert.Equal(" ", Sparkline.Of([double.PositiveInfinity]));
        Assert.Equal("", Sparkline.Of([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sparkline.Of([1], width: 0));
    }

    [Fact]
    public void A_file_gets_a_line_for_each_epoch()
    {
        (string text, History history) = Show(interactive: false);
        Assert.Equal("epoch 1: loss 0.5000, validation accuracy 87.50%, 0.2 s\nepoch 2: loss 0.2500, 0.2 s\n", text.ReplaceLineEndings("\n"));
        Assert.Equal(2, history.Epochs.Length);
    }

    [Fact]
    public void A_terminal_gets_a_bar_with_the_loss_the_rate_and_its_course()
    {
        (string text, History history) = Show(interactive: true);
        Assert.Contains("epoch 2 of 2, loss 0.2500, rate 0.01 █▁", text);
        Assert.Contains("100%", text);
        Assert.Equal(2, history.Epochs.Length);
    }

    private static (string Text, History History) Show(bool interactive)
    {
        var writer = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = interactive ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = 200;
        EpochRecord[] epochs = [new(1, 0.5, null, null, 0.875, 0.2, 0.1), new(2, 0.25, null, null, null, 0.2, 0.01)];
        History history = new TrainingDisplay(console).Run(progress =>
        {
            foreach (EpochRecord epoch in epochs)
                progress(new TrainingProgress(epoch.Epoch, 2, 1, 1, epoch.Loss, epoch.LearningRate, epoch));
            return new History([.. epochs]);
        });
        return (writer.ToString(), history);
    }
}
