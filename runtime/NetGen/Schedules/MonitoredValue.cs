namespace NetGen;

/// <summary>A value of an epoch that tells whether training still makes progress.</summary>
public enum MonitoredValue
{
    /// <summary>The loss on the validation set; lower is better.</summary>
    ValidationLoss,

    /// <summary>The accuracy on the validation set; higher is better.</summary>
    ValidationAccuracy,

    /// <summary>The training loss; lower is better.</summary>
    TrainingLoss,
}
