namespace NetGen;

/// <summary>Reads monitored values.</summary>
internal static class Monitoring
{
    /// <summary>Checks that a value is one of the enumeration.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static MonitoredValue Known(MonitoredValue value, string name) => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, $"Expected ValidationLoss, ValidationAccuracy or TrainingLoss, got {value}.");

    /// <summary>Whether higher values are better.</summary>
    public static bool Rises(this MonitoredValue value) => value == MonitoredValue.ValidationAccuracy;

    /// <summary>The worst that a value can be: anything is better.</summary>
    public static double Worst(this MonitoredValue value) => value.Rises() ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The value in an epoch.</summary>
    /// <exception cref="InvalidOperationException">The epoch has none.</exception>
    public static double Of(this MonitoredValue value, EpochRecord epoch)
    {
        double? found = value switch
        {
            MonitoredValue.ValidationLoss => epoch.ValidationLoss,
            MonitoredValue.ValidationAccuracy => epoch.ValidationAccuracy,
            _ => epoch.Loss,
        };
        return found ?? throw new InvalidOperationException($"Expected an epoch with a {value}, got one without: it takes a validation "
            + $"set{(value.Rises() ? " whose targets are classes" : string.Empty)}.");
    }
}
