using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>
/// Scales inputs by statistics of the training data, <c>(x - offset) / scale</c>. Fit it on training data alone: statistics that
/// have seen validation or test data tell the network about them. <see cref="Safetensors"/> stores it with a network.
/// </summary>
/// <remarks>
/// A column, channel or data set that is constant has scale 1: the training data become 0 there, and other values keep their
/// distance from the constant. Statistics are taken in <see cref="double"/> and every number is scaled in
/// <see cref="double"/> and rounded once.
/// </remarks>
public abstract class FeatureScaler
{
    private protected FeatureScaler(int columns, ImmutableArray<double> offsets, ImmutableArray<double> scales)
    {
        Columns = columns;
        Offsets = offsets;
        Scales = scales;
    }

    /// <summary>The numbers in one input.</summary>
    public int Columns { get; }

    /// <summary>What is subtracted: column c of an input takes number <c>c mod Offsets.Length</c>.</summary>
    public ImmutableArray<double> Offsets { get; }

    /// <summary>What is divided by, never 0; as many as <see cref="Offsets"/>.</summary>
    public ImmutableArray<double> Scales { get; }

    /// <summary>Its name in files.</summary>
    internal abstract string Kind { get; }

    /// <summary>The same samples with scaled inputs, kept in the same number type.</summary>
    /// <exception cref="ArgumentException">Inputs have another size than those it was fitted on.</exception>
    public Dataset Transform(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Precision == Precision.Double ? Transformed<double>(data) : Transformed<float>(data);
    }

    /// <summary>Scales inputs; <paramref name="destination"/> may be <paramref name="inputs"/> itself.</summary>
    /// <param name="inputs">Whole inputs, one after the other.</param>
    /// <param name="destination">Where to; as long.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Transform<T>(ReadOnlySpan<T> inputs, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        Check(inputs.Length, destination.Length);
        for (int i = 0, group = 0; i < inputs.Length; i++, group = group + 1 == Offsets.Length ? 0 : group + 1)
            destination[i] = T.CreateTruncating((double.CreateTruncating(inputs[i]) - Offsets[group]) / Scales[group]);
    }

    /// <summary>
    /// Takes scaled inputs back to what they were, up to rounding; <paramref name="destination"/> may be <paramref name="scaled"/> itself.
    /// </summary>
    /// <param name="scaled">Whole scaled inputs, one after the other.</param>
    /// <param name="destination">Where to; as long.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Inverse<T>(ReadOnlySpan<T> scaled, Span<T> destination)
        where T : unmanaged, INumberBase<T>
    {
        Check(scaled.Length, destination.Length);
        for (int i = 0, group = 0; i < scaled.Length; i++, group = group + 1 == Offsets.Length ? 0 : group + 1)
            destination[i] = T.CreateTruncating((double.CreateTruncating(scaled[i]) * Scales[group]) + Offsets[group]);
    }

    /// <summary>How many groups of columns have statistics of their own.</summary>
    private protected static int Groups(Dataset data, ScalerScope scope) => scope switch
    {
        ScalerScope.Column => data.InputSize,
        ScalerScope.Channel => data.InputShape[^1],
        ScalerScope.All => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(scope), $"Expected Column, Channel or All, got {scope}."),
    };

    /// <summary>The least and the greatest number of each group.</summary>
    /// <exception cref="InvalidDataException">A number is NaN or infinite.</exception>
    private protected static (double[] Least, double[] Greatest) Range(Dataset data, int groups)
    {
        var least = new double[groups];
        var greatest = new double[groups];
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(greatest, double.NegativeInfinity);
        for (int sample = 0; sample < data.Count; sample++)
        {
            for (int column = 0; column < data.InputSize; column++)
            {
                double value = data.Input(sample, column);
                if (!double.IsFinite(value))
                    throw new InvalidDataException(
                        FormattableString.Invariant(
                        $"Expected finite numbers to scale, got {value} in column {column} of sample {sample}."));
                least[column % groups] = Math.Min(least[column % groups], value);
                greatest[column % groups] = Math.Max(greatest[column % groups], value);
            }
        }

        return (least, greatest);
    }

    private Dataset Transformed<T>(Dataset data)
        where T : unmanaged, INumberBase<T>
    {
        if (data.InputSize != Columns)
            throw new ArgumentException(
                $"Expected inputs of {Columns} numbers, as the scaler was fitted on, got {data.InputSize}.", nameof(data));
        if ((long)data.Count * Columns > Array.MaxLength)
            throw new ArgumentException(
                $"Expected inputs of at most {Array.MaxLength} numbers in all, got {data.Count} of {Columns}.", nameof(data));
        var inputs = new T[data.Count * Columns];
        data.CopyInputs<T>(0, inputs);
        Transform<T>(inputs, inputs);
        return data.WithInputs(inputs);
    }

    private void Check(int inputs, int destination)
    {
        if (inputs % Columns != 0)
            throw new ArgumentException(
                $"Expected a multiple of {Columns} numbers, as the scaler was fitted on, got {inputs}.", nameof(inputs));
        if (destination != inputs)
            throw new ArgumentException($"Expected room for {inputs} numbers, got {destination}.", nameof(destination));
    }
}
