using NetGen.Generator.Algebra;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>The statements of a backward pass apart by where they run.</summary>
/// <param name="Rows">Those on rows, which run first.</param>
/// <param name="Lanes">Those with samples in lanes.</param>
internal sealed record BackwardParts(IReadOnlyList<Statement> Rows, IReadOnlyList<Statement> Lanes);
