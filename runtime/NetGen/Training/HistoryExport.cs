using System.Globalization;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes the course of a training run for other programs, in the invariant culture.</summary>
public static class HistoryExport
{
    /// <summary>
    /// Writes a table with a line of names and a line for each epoch. What there is not, such as the accuracy of numbers, is left
    /// empty; a loss that diverged is <c>NaN</c>. Seconds are seconds; loss and rate have the units of the problem.
    /// </summary>
    public static void WriteCsv(this History history, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("epoch,loss,accuracy,validation_loss,validation_accuracy,seconds,learning_rate\n");
        foreach (EpochRecord epoch in history.Epochs)
        {
            double?[] columns = [epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Seconds, epoch.LearningRate];
            writer.Write(epoch.Epoch.ToString(CultureInfo.InvariantCulture));
            foreach (double? column in columns)
            {
                writer.Write(',');
                writer.Write(column?.ToString("R", CultureInfo.InvariantCulture));
            }

            writer.Write('\n');
        }
    }

    /// <summary>
    /// Writes <c>{"epochs": [{"epoch": 1, "loss": 0.5, ...}, ...]}</c>. What there is not is left out; numbers that JSON has no
    /// form for are the texts <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
    /// </summary>
    public static void WriteJson(this History history, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("epochs");
        foreach (EpochRecord epoch in history.Epochs)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Epoch);
            Number(json, "loss", epoch.Loss);
            Number(json, "accuracy", epoch.Accuracy);
            Number(json, "validationLoss", epoch.ValidationLoss);
            Number(json, "validationAccuracy", epoch.ValidationAccuracy);
            Number(json, "seconds", epoch.Seconds);
            Number(json, "learningRate", epoch.LearningRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number)
            return;
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }
}
