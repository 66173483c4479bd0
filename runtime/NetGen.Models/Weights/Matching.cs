using System.Collections.Immutable;

namespace NetGen.Models.Weights;

/// <summary>
/// Finds the layer of each module: as it was told, then by name, then in order among those of one kind and shape. What is left over, and
/// what names and order contradict each other about, is refused.
/// </summary>
internal sealed class Matching
{
    private readonly ImmutableArray<SourceModule> _modules;
    private readonly ImmutableArray<TargetLayer> _layers;
    private readonly Action<Fitting> _fit;
    private readonly IReadOnlyDictionary<string, SourceModule> _norms;

    /// <summary>The names of the modules, without a module that all of them are in, and without what languages write differently.</summary>
    private readonly string[] _names;

    /// <summary>For each layer the module, or -1.</summary>
    private readonly int[] _moduleOf;

    private Matching(ToldModules told, bool isKeras, ImmutableArray<TargetLayer> layers)
    {
        (_modules, _layers, _fit, _norms) = (told.Modules, layers, isKeras ? KerasFit.Apply : TorchFit.Apply, told.Norms);
        int prefix = CommonPrefix([.. _modules.Select(module => module.Name)]);
        _names = [.. _modules.Select(module => Plain(module.Name[prefix..]))];
        _moduleOf = new int[layers.Length];
        Array.Fill(_moduleOf, -1);
    }

    /// <summary>The fills of every layer.</summary>
    /// <exception cref="ModelImportException">There is no match, or more than one; a problem for each tensor and layer left
    /// over.</exception>
    public static ImmutableArray<(TargetLayer Layer, ImmutableArray<SlotFill> Fills)> Of(
        WeightFile file, ImmutableArray<TargetLayer> layers, WeightOptions options)
    {
        ToldModules modules = ToldModules.Of(file, layers, options);
        var matching = new Matching(modules, file.IsKeras, layers);
        matching.AsTold(modules.Map);
        int[] told = [.. matching._moduleOf];
        matching.ByName(_ => true);
        int[] named = [.. matching._moduleOf];
        matching.InOrder();
        if (matching.Crossing(named) is not null)
        {
            // Numbers behind the kinds of layers, which may begin at 0 there and at 1 here, are no names.
            told.CopyTo(matching._moduleOf, 0);
            matching.ByName(layer => !char.IsAsciiDigit(layer.Name[^1]));
            named = [.. matching._moduleOf];
            matching.InOrder();
        }

        matching.CheckComplete();
        if ((matching.Crossing(named) ?? (file.IsSorted ? matching.Guess(named) : null)) is { } ambiguous)
            throw new ModelImportException(ambiguous);
        return [.. layers.Select((layer, i) => (layer, matching.Fit(matching._moduleOf[i], i).Fills))];
    }

    private Fitting Fit(int module, int layer)
    {
        TargetLayer target = _layers[layer];
        SourceModule source = _modules[module];
        SourceModule? whole = _norms.TryGetValue(target.Name, out SourceModule? norm) ? NormFold.Of(source, norm, target) : source;
        var fitting = new Fitting(whole ?? source, target);
        if (whole is null)
            fitting.Fail($"its outputs are not the channels of '{norm!.Name}', {norm.Text}");
        _fit(fitting);
        return fitting;
    }

    private void AsTold(IReadOnlyDictionary<string, string> map)
    {
        foreach ((string name, string target) in map)
        {
            int module = _modules.ToList().FindIndex(each => each.Name == name),
                layer = _layers.ToList().FindIndex(each => each.Name == target);
            if (_moduleOf[layer] >= 0)
                throw new ModelImportException(target, _layers[layer].Kind, "two modules are mapped to it");
            if (Fit(module, layer).Problem is { } problem)
                throw new ModelImportException(name, string.Empty, $"it does not fit {target}: {problem}");
            _moduleOf[layer] = module;
        }
    }

    private void ByName(Func<TargetLayer, bool> tells)
    {
        ILookup<string, int> modules = Enumerable.Range(0, _modules.Length).ToLookup(i => _names[i]);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            if (_moduleOf[layer] >= 0 || !tells(_layers[layer]))
                continue;
            int[] same = [.. modules[Plain(_layers[layer].Name)]];
            if (same.Length == 1 && !_moduleOf.Contains(same[0]) && Fit(same[0], layer).Problem is null)
                _moduleOf[layer] = same[0];
        }
    }

    private void InOrder()
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            if (_moduleOf[layer] < 0)
                _moduleOf[layer] = Enumerable.Range(0, _modules.Length).FirstOrDefault(module => !_moduleOf.Contains(module)
                    && Fit(module, layer).Problem is null, -1);
        }
    }

    /// <summary>
    /// A layer that was matched by name and one that was matched in order, each of which could have the module of the other, with the
    /// modules the other way round.
    /// </summary>
    private ImmutableArray<ImportProblem>? Crossing(int[] named)
    {
        for (int one = 0; one < _layers.Length; one++)
        {
            for (int other = 0; other < _layers.Length; other++)
            {
                if (named[one] < 0 || named[other] >= 0 || _moduleOf[other] < 0 || (one < other) == (_moduleOf[one] < _moduleOf[other])
                    || Fit(_moduleOf[one], other).Problem is not null || Fit(_moduleOf[other], one).Problem is not null)
                    continue;
                string Pair(int layer) => $"'{_modules[_moduleOf[layer]].Name}' to {_layers[layer].Name}";
                return
                [
                    .. new[] { one, other }.Select(layer => new ImportProblem(_layers[layer].Name, _layers[layer].Kind,
                        $"names and order contradict each other: they give {Pair(one)} and {Pair(other)}, which could be the other way "
                            + "round; say which by a map of names")),
                ];
            }
        }

        return null;
    }

    /// <summary>
    /// Two layers that were matched in the order of names, where the order says nothing: the names differ in more than numbers.
    /// </summary>
    private ImmutableArray<ImportProblem>? Guess(int[] named)
    {
        int[] ordered = [.. Enumerable.Range(0, _layers.Length).Where(layer => named[layer] < 0)];
        foreach (int one in ordered)
        {
            foreach (int other in ordered.Where(other => other > one))
            {
                string first = _modules[_moduleOf[one]].Name, second = _modules[_moduleOf[other]].Name;
                if (WithoutDigits(first) != WithoutDigits(second) && Fit(_moduleOf[one], other).Problem is null
                    && Fit(_moduleOf[other], one).Problem is null)
                    return [.. new[] { one,
                        other }.Select(layer =>
                            new ImportProblem(_layers[layer].Name, _layers[layer].Kind,
                                $"'{first}' and '{second}' both fit, and the file is sorted by name, so that its order does not tell; say "
                                    + "which by a map of names"))];
            }
        }

        return null;
    }

    private void CheckComplete()
    {
        int[] left = [.. Enumerable.Range(0, _modules.Length).Where(module => !_moduleOf.Contains(module))];
        int[] empty = [.. Enumerable.Range(0, _layers.Length).Where(layer => _moduleOf[layer] < 0)];
        if (left.Length == 0 && empty.Length == 0)
            return;
        throw new ModelImportException(
        [
            .. left.SelectMany(module =>
                _modules[module].Tensors.Select(pair => new ImportProblem(pair.Value.ToString(), string.Empty, WhyNot(module, empty)))),
            .. empty.Select(layer => new ImportProblem(
                _layers[layer].Name, _layers[layer].Kind,
                left.Length == 0 ? $"no module is left for {_layers[layer].Text}" : $"no module fits {_layers[layer].Text}")),
        ]);
    }

    private string WhyNot(int module, int[] empty)
    {
        if (empty.Length == 0)
            return _modules[module].Find(NormFold.Mean) is null
                ? "no layer is left for it; where the network does without it, say that it is to be skipped"
                : "no layer is left for it; where the network has it in the weights of the layer before, map it to that layer";
        // The layer of the same name tells most, then the first whose only fault is a shape.
        int layer = empty.OrderBy(each => Plain(_layers[each].Name) == _names[module] ? 0 : Fit(module,
            each).Problem!.Contains("and the layer takes", StringComparison.Ordinal) ? 1 : 2).First();
        return $"it does not fit {_layers[layer].Name}: {Fit(module, layer).Problem}";
    }

    /// <summary>The length of the path that all names begin with.</summary>
    private static int CommonPrefix(string[] names)
    {
        if (names.Length == 0)
            return 0;
        int length = names[0].LastIndexOf('.') + 1;
        while (length > 0 && !Array.TrueForAll(
            names, name => name.Length > length && name.StartsWith(names[0][..length], StringComparison.Ordinal)))
            length = length > 1 ? names[0].LastIndexOf('.', length - 2) + 1 : 0;
        return length;
    }

    private static string WithoutDigits(string name) => string.Concat(Plain(name).Where(character => !char.IsAsciiDigit(character)));

    /// <summary>A name without what languages write differently.</summary>
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
