namespace NetGen;

/// <summary>The loss of a network: the last of its attributes, or with several outputs the one behind <c>[Output]</c>, and their weighted sum is the loss. Gives the class <c>Loss</c>, <c>LossAndGradient</c> and <c>TargetSize</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of the samples become the loss of the batch. Default: their mean.</summary>
    public Reduction Batch { get; set; }

    /// <summary>What the loss counts: it is multiplied by this. Default: 1.</summary>
    public double Weight { get; set; } = 1;
}
