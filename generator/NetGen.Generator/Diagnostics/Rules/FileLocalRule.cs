using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The class can be named in the generated file.</summary>
internal sealed class FileLocalRule() : Rule(Descriptors.FileLocal)
{
    public override bool NeedsWhole => false;

    public override bool ForbidsGeneration => true;

    public override IEnumerable<Problem> Check(Outline outline) =>
        outline.Declaration.Class.IsFileLocal ? [AtClass(outline.Declaration.Type.Name)] : [];
}
