namespace NetGen;

/// <summary>
/// Adds <c>lambda * sum of w^2</c> to the loss (Hoerl and Kennard, "Ridge regression", 1970; without the factor 1/2 of some texts); its
/// gradient is <c>2 * lambda * w</c>.
/// </summary>
/// <inheritdoc cref="PenaltyAttribute"/>
/// <param name="lambda">The factor of the penalty, finite and at least 0.</param>
public sealed class L2Attribute(double lambda) : PenaltyAttribute(lambda);
