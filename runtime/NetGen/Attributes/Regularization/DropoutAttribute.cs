namespace NetGen;

/// <summary>
/// Dropout (Srivastava et al., 2014), inverted: in training each number becomes 0 with the probability <paramref name="rate"/> and is
/// else multiplied by <c>1 / (1 - rate)</c>; in inference nothing happens. What is dropped is a function of the seed, the step, the
/// sample, the layer and the element, given by <see cref="TrainingContext{T}"/>.
/// </summary>
/// <param name="rate">The probability of a number to be dropped, from 0 up to, but not including, 1.</param>
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The probability of a number to be dropped.</summary>
    public double Rate { get; } = rate;
}
