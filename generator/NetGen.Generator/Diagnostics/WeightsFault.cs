using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>Why a network cannot have the weights of a file. Of several reasons the first: the others may follow from it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Message">What a message says of it.</param>
internal sealed record WeightsFault(WeightsFaultKind Kind, EquatableArray<string> Message)
{
    private WeightsFault(WeightsFaultKind kind, params string[] message)
        : this(kind, new EquatableArray<string>(message))
    {
    }

    /// <summary>
    /// What is wrong with the weights of a network; null where nothing is, where it has none, or where its own shapes are not known.
    /// </summary>
    public static WeightsFault? Of(Outline outline)
    {
        if (outline.Declaration.WeightsName is not { } asked || outline.Declaration.Weights is not { } choice)
            return null;
        if (choice.File is not { } file)
            return OfName(asked, choice);
        if (file.Fault is not null)
            return new WeightsFault(WeightsFaultKind.Damaged, file.Name, file.Fault);
        if (outline.Output is null || outline.Layers.Any(layer => layer.Input is null || layer.Output is null))
            return null;
        // What is too large to be made has been reported.
        if (new SizeRule().Check(outline).Any())
            return null;
        NetworkTensor[] own = [.. NetworkTensor.Of(outline)];
        // Layers of one name are a mistake of their own.
        if (own.Select(tensor => tensor.Key).Distinct().Count() != own.Length)
            return null;
        if (file.HasScaler)
            return new WeightsFault(WeightsFaultKind.Scaler, file.Name);
        return OfNames(outline, file, own) ?? OfTensors(outline, file, own);
    }

    private static WeightsFault OfName(string asked, WeightsChoice choice)
    {
        string shown = asked.Length == 0 ? "FILE.safetensors" : asked.Replace('\\', '/');
        string add = $"add <NetGenWeights Include=\"{shown}\" /> to an ItemGroup of the project";
        string remedy = choice.IsAmbiguous ? $"it is the name of {Quoted(choice.Names)}: give the path of one, from the project file"
            : Nearest(asked, choice.Names) is { } near ? $"did you mean '{near}'? Otherwise {add}"
            : add;
        return new WeightsFault(WeightsFaultKind.NoFile, asked, remedy);
    }

    /// <summary>The nearest name or path. The ending, which all have, makes none nearer.</summary>
    private static string? Nearest(string asked, IEnumerable<string> paths)
    {
        ILookup<string, string> known = paths.SelectMany(path => new[] { path, path.Substring(path.LastIndexOf('/') + 1) }).ToLookup(Stem);
        return NearestName.Of(Stem(asked), known.Select(group => group.Key)) is { } near ? known[near].First() : null;
    }

    private static string Stem(string path) => path.EndsWith(Ending, StringComparison.Ordinal) ? path.Substring(0, path.Length - Ending.Length) : path;

    private const string Ending = ".safetensors";

    /// <summary>Tensors of the network that the file does not have, or of the file that the network does not have.</summary>
    private static WeightsFault? OfNames(Outline outline, WeightsFile file, NetworkTensor[] own)
    {
        NetworkTensor[] missing = [.. own.Where(tensor => file.Tensors.All(other => other.Name != tensor.Key))];
        WeightsTensor[] unexpected = [.. file.Tensors.Where(tensor => own.All(other => other.Key != tensor.Name))];
        if (missing.Length > 0)
        {
            string names = Quoted(missing.Select(tensor => tensor.Key));
            return new WeightsFault(WeightsFaultKind.Missing, file.Name, names, Extents(missing[0].Shape), Instead(missing[0], unexpected));
        }

        if (unexpected.Length == 0)
            return null;
        string others = Quoted(unexpected.Select(tensor => tensor.Name));
        return new WeightsFault(WeightsFaultKind.Unexpected, file.Name, others, Extents(unexpected[0].Shape), outline.Declaration.Type.Name);
    }

    /// <summary>What the file has in place of a tensor: one of its shape that no layer takes, which is that of a renamed layer.</summary>
    private static string Instead(NetworkTensor missing, WeightsTensor[] unexpected)
    {
        IEnumerable<WeightsTensor> ofShape = unexpected.Where(tensor => tensor.Name.Length <= LongestName && tensor.Shape.Equals(missing.Shape));
        string[] alike = [.. ofShape.Select(tensor => tensor.Name)];
        string? renamed = NearestName.Of(missing.Key, alike)
            ?? alike.FirstOrDefault(name => name.EndsWith("." + missing.Slot, StringComparison.Ordinal));
        if (renamed is not null && Owner(renamed) is { Length: > 0 } layer && layer != missing.Layer)
            return $"it has '{renamed}' of that shape: if '{missing.Layer}' was called so, give it Name = \"{layer}\"";
        if (renamed is not null)
            return $"it has '{renamed}' of that shape";
        return unexpected.Length == 0
            ? "everything else of the file belongs to a layer"
            : $"it has {Quoted(unexpected.Select(tensor => tensor.Name))}, which no layer has";
    }

    private static string Owner(string key) => key.LastIndexOf('.') is > 0 and int point ? key.Substring(0, point) : string.Empty;

    /// <summary>Tensors of the right names that the network cannot take.</summary>
    private static WeightsFault? OfTensors(Outline outline, WeightsFile file, NetworkTensor[] own)
    {
        (NetworkTensor Own, WeightsTensor Given)[] pairs =
            [.. own.Select(tensor => (tensor, file.Tensors.First(other => other.Name == tensor.Key)))];
        if (pairs.FirstOrDefault(pair => !pair.Own.Shape.Equals(pair.Given.Shape)) is { Own: { } expected, Given: { } given })
        {
            string shape = Extents(expected.Shape);
            return new WeightsFault(WeightsFaultKind.Shape, file.Name, given.Name, Extents(given.Shape), shape, expected.Title);
        }

        bool isDouble = outline.Declaration.Precision == Precision.Double;
        if (pairs.FirstOrDefault(pair => !(pair.Given.Stored == "F32" || (isDouble && pair.Given.Stored == "F64"))) is { Given: { } other })
        {
            string taken = isDouble ? "F32, F16 and BF16, and F64" : "F32, F16 and BF16";
            return new WeightsFault(WeightsFaultKind.Type, file.Name, other.Name, other.Type, taken, outline.Declaration.Type.Name);
        }

        return pairs.FirstOrDefault(pair => pair.Given.NotFinite is not null) is { Given: { } wrong }
            ? new WeightsFault(WeightsFaultKind.NotFinite, file.Name, wrong.Name, wrong.NotFinite!)
            : null;
    }

    private static string Extents(EquatableArray<int> shape) => $"[{string.Join(", ", shape.Select(Numbers.Text))}]";

    private const int MostNames = 4;
    private const int LongestName = 80;

    private static string Quoted(IEnumerable<string> names)
    {
        string[] all = [.. names];
        string first = string.Join(", ", all.Take(MostNames).Select(name => $"'{Excerpt(name)}'"));
        return all.Length <= MostNames ? first : $"{first} and {Numbers.Text(all.Length - MostNames)} more";
    }

    /// <summary>A name of a file in a message: short, whatever the file has.</summary>
    private static string Excerpt(string name) => name.Length <= LongestName ? name : name.Substring(0, LongestName) + "...";
}

/// <summary>What can be wrong with the weights of a network.</summary>
internal enum WeightsFaultKind
{
    /// <summary>No file of the project has the name, or several have.</summary>
    NoFile,

    /// <summary>The file cannot be read.</summary>
    Damaged,

    /// <summary>The file has no tensor for a parameter or a buffer.</summary>
    Missing,

    /// <summary>The file has a tensor that no layer takes.</summary>
    Unexpected,

    /// <summary>A tensor has the numbers of another type.</summary>
    Type,

    /// <summary>A tensor has another shape.</summary>
    Shape,

    /// <summary>A number is NaN or infinite.</summary>
    NotFinite,

    /// <summary>The network was saved with a scaler.</summary>
    Scaler,
}
