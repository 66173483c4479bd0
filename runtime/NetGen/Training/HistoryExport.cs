using System.Globalization;
using System.Text.Json;

namespace NetGen;

/// <summary>Writes the course of a training run for other programs, in the invariant culture.</summary>
public static class HistoryExport
{
    /// <summary>
    /// Writes a table with a line of names and a line for each epoch. What there is not, such as the accuracy of numbers, is left
    /// empty; a loss that diverged is <c>NaN</c>. Seconds are seconds; loss and rate have the units of the problem. Of
    /// <see cref="EpochRecord.Layers"/>, where there are any, each number gets a column of its own, such as <c>gradient_norm.Dense1</c>,
    /// <c>gradient_norm.Dense1.weights</c>, <c>update_ratio.Dense1</c>, <c>dead_share.Relu1</c> and <c>saturated_share.Tanh1</c>.
    /// </summary>
    public static void WriteCsv(this History history, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(writer);
        string[] ofLayers = [.. history.Epochs.SelectMany(epoch => LayerNumbers(epoch)).Select(number => number.Column).Distinct()];
        writer.Write(
            $"{string.Join(',', ["epoch,loss,accuracy,validation_loss,validation_accuracy,seconds,learning_rate", .. ofLayers])}\n");
        foreach (EpochRecord epoch in history.Epochs)
        {
            Dictionary<string, double?> layers = LayerNumbers(epoch).ToDictionary(number => number.Column, number => (double?)number.Value);
            double?[] columns =
            [
                epoch.Loss, epoch.Accuracy, epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.Seconds, epoch.LearningRate,
                .. ofLayers.Select(name => layers.GetValueOrDefault(name)),
            ];
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
    /// Writes <c>{"epochs": [{"epoch": 1, "loss": 0.5, ...}, ...]}</c>, and what was seen of layers as
    /// <c>"layers": [{"layer": "Dense1", "gradientNorm": 0.1, ...}, ...]</c>. What there is not is left out; numbers that JSON has no form
    /// for are the texts <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.
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
            Layers(json, epoch);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Layers(Utf8JsonWriter json, EpochRecord epoch)
    {
        if (epoch.Layers.IsEmpty)
            return;
        json.WriteStartArray("layers");
        foreach (LayerDiagnostics layer in epoch.Layers)
        {
            json.WriteStartObject();
            json.WriteString("layer", layer.Layer);
            Number(json, "gradientNorm", layer.GradientNorm);
            Number(json, "updateRatio", layer.UpdateRatio);
            Number(json, "deadShare", layer.DeadShare);
            Number(json, "saturatedShare", layer.SaturatedShare);
            json.WriteStartArray("slots");
            foreach (SlotDiagnostics slot in layer.Slots)
            {
                json.WriteStartObject();
                json.WriteString("name", slot.Name);
                Number(json, "gradientNorm", slot.GradientNorm);
                Number(json, "updateRatio", slot.UpdateRatio);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The numbers that were seen of the layers in an epoch, and their columns in a table.</summary>
    private static IEnumerable<(string Column, double Value)> LayerNumbers(EpochRecord epoch)
    {
        foreach (LayerDiagnostics layer in epoch.Layers)
        {
            (string Column, double? Value)[] numbers =
            [
                ($"gradient_norm.{layer.Layer}", layer.GradientNorm),
                .. layer.Slots.Select(slot => ($"gradient_norm.{layer.Layer}.{slot.Name}", (double?)slot.GradientNorm)),
                ($"update_ratio.{layer.Layer}", layer.UpdateRatio),
                .. layer.Slots.Select(slot => ($"update_ratio.{layer.Layer}.{slot.Name}", slot.UpdateRatio)),
                ($"dead_share.{layer.Layer}", layer.DeadShare),
                ($"saturated_share.{layer.Layer}", layer.SaturatedShare),
            ];
            foreach ((string column, double? value) in numbers)
            {
                if (value is { } number)
                    yield return (column, number);
            }
        }
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
