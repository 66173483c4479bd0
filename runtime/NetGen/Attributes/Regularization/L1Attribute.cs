namespace NetGen;

/// <summary>
/// Adds <c>lambda * sum of |w|</c> to the loss (Tibshirani, "Regression shrinkage and selection via the lasso", 1996); its gradient is
/// <c>lambda * sign(w), 0 at 0</c>.
/// </summary>
/// <inheritdoc cref="PenaltyAttribute"/>
/// <param name="lambda">The factor of the penalty, finite and at least 0.</param>
public sealed class L1Attribute(double lambda) : PenaltyAttribute(lambda);
