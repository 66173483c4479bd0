using System.Collections.Immutable;

namespace NetGen;

/// <summary>How a tensor of parameters moved in the last step of an epoch.</summary>
/// <param name="Name">Its name in the layer, such as <c>weights</c>.</param>
/// <param name="GradientNorm">The Euclidean norm of its gradient, in units of the loss per unit of the parameter, before it was
/// clipped.</param>
/// <param name="UpdateRatio">The norm of what the step added to it over its norm before the step; null if that was 0.</param>
public sealed record SlotDiagnostics(string Name, double GradientNorm, double? UpdateRatio);

/// <summary>What was seen of a layer at the end of an epoch: see <see cref="RunDiagnostics"/>.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Slots">Its parameters, in order; none for a layer without.</param>
/// <param name="GradientNorm">
/// The Euclidean norm of the gradient of all its parameters, before it was clipped; null without parameters. Of a layer declared frozen no
/// gradient is computed, and it is 0.
/// </param>
/// <param name="UpdateRatio">
/// The norm of what the step added to its parameters over their norm before the step; null without parameters, or if these were all 0.
/// Around 1e-3 is usual (Karpathy, notes of the course CS231n, Stanford University, "Ratio of weights:updates").
/// </param>
/// <param name="DeadShare">
/// After a ReLU: the share of its units whose output is 0 for every sample looked at. A unit is an entry of the last axis: in an image a
/// channel, which is dead if it is 0 at all places. Null for other layers, and for networks without <c>Trace = true</c>.
/// </param>
/// <param name="SaturatedShare">
/// After sigmoid, tanh, softsign, hard sigmoid and hard tanh: the share of all activations where the curve is flat, as
/// <see cref="RunDiagnostics.SaturationSlope"/> says. The hard ones are flat where they are cut off. Null for other layers, and for
/// networks without <c>Trace = true</c>.
/// </param>
public sealed record LayerDiagnostics(
    string Layer,
    ImmutableArray<SlotDiagnostics> Slots,
    double? GradientNorm,
    double? UpdateRatio,
    double? DeadShare,
    double? SaturatedShare);
