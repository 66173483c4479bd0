using Spectre.Console;

namespace NetGen.Samples.Digits;

/// <summary>What the sample shows: bars and colours on a terminal, plain text in a file or a pipe.</summary>
internal static class Display
{
    /// <summary>The width of a file or a pipe, which has none of its own.</summary>
    private const int PlainWidth = 120;

    /// <summary>Where everything is written.</summary>
    public static IAnsiConsole Out { get; } = Create();

    /// <summary>A table.</summary>
    public static void Table(string title, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(title) };
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (string[] row in rows)
            table.AddRow(Array.ConvertAll(row, Markup.Escape));
        Out.Write(table);
    }

    private static IAnsiConsole Create()
    {
        // Escape codes are for terminals; a file or a pipe gets none.
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        if (Console.IsOutputRedirected)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
