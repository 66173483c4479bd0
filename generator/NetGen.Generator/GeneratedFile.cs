namespace NetGen.Generator;

/// <summary>A file to add to the compilation.</summary>
/// <param name="HintName">Its name, which another file may have as well.</param>
/// <param name="Owner">What it belongs to, by a name that nothing else has.</param>
/// <param name="Text">Its content.</param>
internal sealed record GeneratedFile(string HintName, string Owner, string Text);
