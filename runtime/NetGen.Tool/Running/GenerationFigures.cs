namespace NetGen.Tool.Running;

/// <summary>What a class takes to be generated and compiled.</summary>
/// <param name="Generation">The time of the generator, parsing of its text included.</param>
/// <param name="Compilation">The time of the C# compiler.</param>
/// <param name="Characters">The length of the generated text.</param>
internal sealed record GenerationFigures(TimeSpan Generation, TimeSpan Compilation, long Characters);
