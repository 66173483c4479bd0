using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Declaration;

/// <summary>The file that a network's <c>[Weights]</c> names, among those of the project.</summary>
/// <param name="File">The file; null where it is none, or one of several.</param>
/// <param name="Names">In its place, the files with that name, or where there is none, all.</param>
internal sealed record WeightsChoice(WeightsFile? File, EquatableArray<string> Names)
{
    /// <summary>The kind of the attribute.</summary>
    public const string Kind = "Weights";

    /// <summary>Whether several files have the name.</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>The declaration with the file that it names; as it is where it names none.</summary>
    public static NetworkDeclaration Into(NetworkDeclaration declaration, EquatableArray<WeightsFile> files) =>
        declaration.WeightsName is { } name ? declaration with { Weights = Of(name, files) } : declaration;

    /// <summary>The files that are described among the additional files of a project.</summary>
    public static EquatableArray<WeightsFile> Files(IEnumerable<AdditionalText> texts, CancellationToken cancellation) =>
        texts.Select(text => Read(text, cancellation)).OfType<WeightsFile>().ToEquatableArray();

    /// <summary>The file that an additional file describes; null where it describes none.</summary>
    public static WeightsFile? Read(AdditionalText text, CancellationToken cancellation) =>
        IsDescription(text) && text.GetText(cancellation) is { } description ? WeightsDescription.Parse(description.ToString()) : null;

    /// <summary>Whether an additional file describes weights.</summary>
    public static bool IsDescription(AdditionalText text) => text.Path.EndsWith(WeightsDescription.Extension, StringComparison.Ordinal);

    private static WeightsChoice Of(string name, EquatableArray<WeightsFile> files)
    {
        string path = name.Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path.Substring(2) : path;
        WeightsFile[] found = [.. files.Where(file => file.Name == path).Take(1)];
        if (found.Length == 0 && path.Length > 0 && !path.Contains('/'))
            found = [.. files.Where(file => file.Name.EndsWith("/" + path, StringComparison.Ordinal))];
        if (found.Length == 1)
            return new WeightsChoice(found[0], EquatableArray<string>.Empty);
        IEnumerable<WeightsFile> shown = found.Length > 1 ? found : files;
        return new WeightsChoice(null, shown.Select(file => file.Name).ToEquatableArray()) { IsAmbiguous = found.Length > 1 };
    }
}
