namespace NetGen.Generator;

/// <summary>An exception of the generator or the analyzer in one line, for the person who reports it and the one who mends it.</summary>
internal static class Failure
{
    private const int LongestMessage = 300;

    /// <summary>The type, the message and the method that threw.</summary>
    public static string Describe(Exception exception)
    {
        string message = string.Join(" ", exception.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string frame = exception.StackTrace?.Split('\n')[0].Trim() ?? string.Empty;
        // The path of the source file on the machine that built the generator tells nobody anything.
        int path = frame.IndexOf(" in ", StringComparison.Ordinal);
        string place = path < 0 ? frame : frame.Substring(0, path);
        return $"{exception.GetType().Name}: {(message.Length <= LongestMessage ? message : message.Substring(0, LongestMessage) + "...")}{(place.Length == 0 ? string.Empty : $" ({place})")}";
    }
}
