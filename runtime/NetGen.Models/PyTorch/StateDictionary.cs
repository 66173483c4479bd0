using System.Collections;
using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>Finds the state dictionary in what a file holds: the dictionary itself, or one of the entries of a checkpoint.</summary>
internal static class StateDictionary
{
    /// <summary>What checkpoints call it, the usual names first.</summary>
    private static readonly string[] s_names = ["state_dict", "model_state_dict", "model_state", "model", "net", "network", "weights",
        "params"];

    /// <summary>Names with their tensors, in the order of the file.</summary>
    /// <exception cref="InvalidDataException">There is none, or several.</exception>
    public static List<KeyValuePair<string, TorchTensor>> Of(object? content)
    {
        if (content is not Hashtable top)
            throw new InvalidDataException($"Expected a dictionary of tensors, got {Name(content)}. {TorchFile.Advice}");
        List<KeyValuePair<string, TorchTensor>> tensors = [];
        foreach (DictionaryEntry entry in Find(top, 0))
        {
            if (entry is { Key: string name, Value: TorchTensor tensor })
                tensors.Add(new(name, tensor));
        }

        tensors.Sort((one, other) => (one.Value.Ordinal, one.Key).CompareTo((other.Value.Ordinal, other.Key)));
        return tensors;
    }

    /// <summary>
    /// Names without what wrappers put before them: <c>module.</c> of parallel training, and <c>_orig_mod.</c> of compiled modules.
    /// </summary>
    /// <exception cref="InvalidDataException">Two names are the same without it.</exception>
    public static List<SourceTensor> WithoutPrefixes(List<SourceTensor> tensors)
    {
        const string parallel = "module.", compiled = "_orig_mod.";
        List<SourceTensor> result =
            [.. tensors.Select(tensor => tensor with { Name = tensor.Name.Replace(compiled, string.Empty, StringComparison.Ordinal) })];
        while (result.Count > 0 && result.TrueForAll(tensor => tensor.Name.StartsWith(parallel, StringComparison.Ordinal)))
            result = [.. result.Select(tensor => tensor with { Name = tensor.Name[parallel.Length..] })];
        return result.DistinctBy(tensor => tensor.Name).Count() == result.Count ? result
            : throw new InvalidDataException($"Expected names that differ without '{parallel}' and '{compiled}', got a name twice.");
    }

    private static Hashtable Find(Hashtable dictionary, int depth)
    {
        const int deepest = 8;
        if (HasTensors(dictionary))
            return dictionary;
        if (depth < deepest && s_names.Select(name => dictionary[name]).OfType<Hashtable>().FirstOrDefault() is { } named)
            return Find(named, depth + 1);
        string[] keys = [.. dictionary.Keys.OfType<string>().Order(StringComparer.Ordinal)];
        string[] candidates = [.. keys.Where(key => dictionary[key] is Hashtable inner && HasTensors(inner))];
        return candidates.Length == 1 ? (Hashtable)dictionary[candidates[0]]!
            : throw new InvalidDataException(candidates.Length == 0
                ? "Expected a dictionary of tensors, got "
                    + $"{(keys.Length == 0 ? "an empty one" : $"one of {string.Join(", ", keys.Take(10))}")}. {TorchFile.Advice}"
                : $"Expected one state dictionary, got several: {string.Join(", ", candidates.Take(10))}. Save the one that is meant by "
                    + "itself.");
    }

    private static bool HasTensors(Hashtable dictionary) =>
        dictionary.Cast<DictionaryEntry>().Any(entry => entry is { Key: string, Value: TorchTensor });

    private static string Name(object? content) => content switch
    {
        null => "nothing",
        TorchTensor => "a tensor",
        ArrayList or object[] => "a list",
        _ => "something else",
    };
}
