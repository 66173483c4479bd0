using System.Numerics;

namespace NetGen;

/// <summary>What a network answers to a whole data set.</summary>
public static class Prediction
{
    private const int BatchSize = 256;

    /// <summary>The outputs for all samples, in their order: as many rows of <see cref="INetwork{TSelf, T}.OutputSize"/> numbers.</summary>
    /// <exception cref="ArgumentException">Inputs have another size than the network takes.</exception>
    public static T[] Outputs<TNetwork, T>(INetwork<TNetwork, T> network, Dataset data)
        where TNetwork : class, INetwork<TNetwork, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != TNetwork.InputSize)
            throw new ArgumentException(
                $"Expected inputs of {TNetwork.InputSize} numbers, as {TNetwork.Description.Name} takes them, got {data.InputSize}.",
                nameof(data));

        int batch = Math.Min(BatchSize, data.Count);
        var inputs = new T[batch * TNetwork.InputSize];
        var outputs = new T[checked(data.Count * TNetwork.OutputSize)];
        Workspace workspace = TNetwork.CreateWorkspace(batch);
        for (int start = 0; start < data.Count; start += batch)
        {
            int count = Math.Min(batch, data.Count - start);
            Span<T> some = inputs.AsSpan(0, count * TNetwork.InputSize);
            data.CopyInputs(start, some);
            network.Forward(some, outputs.AsSpan(start * TNetwork.OutputSize, count * TNetwork.OutputSize), workspace);
        }

        return outputs;
    }

    /// <summary>
    /// The place of the largest number of each row, the first of equals: the class that a row of probabilities stands for.
    /// </summary>
    /// <param name="outputs">Rows of numbers, one after the other.</param>
    /// <param name="classes">The numbers in a row, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers do not fill whole rows.</exception>
    public static int[] Classes<T>(ReadOnlySpan<T> outputs, int classes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (outputs.Length % classes != 0)
            throw new ArgumentException(
                $"Expected a multiple of {classes} numbers ({classes} for each sample), got {outputs.Length}.", nameof(outputs));
        var predicted = new int[outputs.Length / classes];
        for (int sample = 0; sample < predicted.Length; sample++)
            predicted[sample] = Classification.IndexOfMaximum(outputs.Slice(sample * classes, classes));
        return predicted;
    }

    /// <summary>The class of each sample of a data set, from its targets: class indices or one-hot.</summary>
    /// <exception cref="InvalidDataException">A target is neither.</exception>
    public static int[] Labels(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ClassLabels.Of(data);
    }
}
