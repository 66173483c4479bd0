using System.Globalization;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>The project is compiled as a version of C# that the generated code is written in.</summary>
internal sealed class LanguageRule() : Rule(Descriptors.Language)
{
    /// <summary>Results of kernels are stored by a ref struct that implements an interface.</summary>
    public const int Least = 1300;

    /// <summary>A class cannot implement the static members of an interface before.</summary>
    public const int LeastForInterfaces = 1100;

    /// <summary>A file cannot have a namespace without braces before.</summary>
    public const int LeastForFileNamespaces = 1000;

    /// <summary>A file cannot say what may be null before.</summary>
    private const int LeastForNullable = 800;

    public override bool NeedsWhole => false;

    // Members that only throw are written for older versions as well, so that calls to them are no errors of their own.
    public override bool ForbidsGeneration => false;

    /// <summary>Whether not even members that throw can be written.</summary>
    public static bool IsTooOld(Outline outline) => outline.Declaration.Class.Language < LeastForNullable;

    public override IEnumerable<Problem> Check(Outline outline)
    {
        int language = outline.Declaration.Class.Language;
        if (language < Least)
            yield return AtClass(outline.Declaration.Type.Name, Title(language));
    }

    /// <summary>The name of a version: 7.3 for 703.</summary>
    private static string Title(int language)
    {
        int major = language < 100 ? language : language / 100, minor = language < 100 ? 0 : language % 100;
        return major.ToString(CultureInfo.InvariantCulture) + (minor == 0 ? string.Empty : "." + minor.ToString(CultureInfo.InvariantCulture));
    }
}
