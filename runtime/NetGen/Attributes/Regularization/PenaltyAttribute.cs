namespace NetGen;

/// <summary>
/// A penalty on parameters, added to the loss of the batch once: never scaled by the batch or divided by its samples. Behind a
/// layer it is on the weights of that layer, or of the nearest one before it that has weights; before the first layer or behind the loss,
/// on those of all layers. Where layers stand before it and none of them has weights it is on nothing, which is a warning.
/// </summary>
/// <remarks>An optimiser's weight decay moves the weights without being part of the loss; the two add up.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class PenaltyAttribute : Attribute
{
    private protected PenaltyAttribute(double lambda) => Lambda = lambda;

    /// <summary>The factor of the penalty, finite and at least 0.</summary>
    public double Lambda { get; }

    /// <summary>Whether biases are penalised as weights are. Default: false. Normalisations and slopes never are.</summary>
    public bool Biases { get; set; }
}
