using NetGen.Generator.Declaration;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Graph;

/// <summary>
/// Follows the attributes of a network, puts the layers of blocks where they are used and projections where they are needed, and
/// follows the shapes as far as they fit.
/// </summary>
internal sealed class OutlineBuilder(EquatableArray<AttributeRecord> attributes)
{
    /// <summary>Blocks that repeat blocks soon make more than any network has.</summary>
    private const int MostItems = 20_000;

    /// <summary>In place of an attribute: what comes into a block.</summary>
    private const int NoPlace = -1;

    private readonly List<OutlineItem> _items = [];
    private readonly bool _hasSeveralInputs = attributes.Count(attribute => attribute.Kind == "Input") > 1;

    private readonly Dictionary<string, int> _owners = [];

    /// <summary>The item that a layer reads if it names none.</summary>
    private OutlineItem? _running;

    public EquatableArray<OutlineItem> Items()
    {
        BlockScope network = new(string.Empty, null, null, null);
        for (int i = 0; i < attributes.Count; i++)
            Add(attributes[i], network, i, isWritten: true);
        return _items.ToEquatableArray();
    }

    /// <summary>The items of a block by itself, whose input has no shape. What stands for the input is the first.</summary>
    public EquatableArray<OutlineItem> BlockItems()
    {
        AttributeRecord mark = new("Block", EquatableArray<Argument>.Empty, EquatableArray<Argument>.Empty, 0);
        _running = new OutlineItem(0, mark, null, null, BlockScope.InputName, null, null) { Place = NoPlace };
        _items.Add(_running);
        BlockScope block = new(string.Empty, _running, null, null);
        for (int i = 0; i < attributes.Count; i++)
            Add(attributes[i], block, i, isWritten: true);
        return _items.ToEquatableArray();
    }

    private void Add(AttributeRecord attribute, BlockScope scope, int place, bool isWritten)
    {
        if (attribute.Kind == "Use" && !attribute.IsMalformed)
            Use(attribute, scope, place, isWritten);
        else if (LayerCatalogue.Layer(attribute) is { } layer)
            Layer(attribute, layer, scope, place, isWritten);
        else
            Other(attribute, scope, place, isWritten);
    }

    private OutlineItem Put(OutlineItem item, BlockScope scope, int place, bool isWritten)
    {
        _items.Add(item with { Name = item.Loss is null && scope.Prefix.Length > 0 ? scope.Prefix + item.Name : item.Name, LocalName = item.Name, Place = place, IsWritten = isWritten });
        return _items[_items.Count - 1];
    }

    private void Other(AttributeRecord attribute, BlockScope scope, int place, bool isWritten)
    {
        Loss? loss = LayerCatalogue.Loss(attribute);
        bool isInput = attribute.Kind == "Input";
        string name = loss is null ? scope.NameOf(attribute, attribute.Kind, isInput && _hasSeveralInputs) : "Loss";
        // Whatever an unknown layer was meant to do to the shape, nothing is known after it.
        OutlineItem item = Put(new OutlineItem(_items.Count, attribute, null, loss, name, null, isInput ? InputShape(attribute) : null) { Penalty = LayerCatalogue.Penalty(attribute) }, scope, place, isWritten);
        if (item.IsOutput)
            _items[item.Index] = item.Reading(scope.Find(name) is { } named && _items[named].Layer is not null ? _items[named] : null);
        if (isInput)
            scope.Declare(name, item.Index);
        if (isInput || attribute.Family == "Layer" || attribute.IsStranger)
            _running = item;
    }

    private void Layer(AttributeRecord attribute, Layer layer, BlockScope scope, int place, bool isWritten)
    {
        string name = scope.NameOf(attribute, layer.Prefix, isCounted: true);
        (OutlineItem?[] sources, string[] missing) = Sources(attribute, layer, scope);
        if (layer is Add { Projection: not Projection.None } add && missing.Length == 0)
        {
            foreach (int i in Enumerable.Range(1, Math.Max(0, sources.Length - 1)))
                sources[i] = Projected(add, sources[i]!, sources[0], name + "Projection" + (i == 1 ? string.Empty : Numbers.Text(i)), attribute, scope, place);
        }

        string? share = scope.ShareOf(attribute, name);
        int? owner = share is not null && _owners.TryGetValue(share, out int first) ? first : null;
        if (share is not null && owner is null)
            _owners.Add(share, _items.Count);
        Shape?[] inputs = [.. sources.Select(source => source?.Output)];
        Shape? output = inputs.Any(each => each is null) || layer.Arguments.Any() ? null
            : layer is Join join ? join.Output([.. inputs.Select(each => each!)])
            : layer is InputDerivatives derivatives ? OfDerivatives(derivatives, inputs[0]!)
            : layer.Output(inputs[0]!);
        _running = Put(
            new OutlineItem(_items.Count, attribute, layer, null, name, inputs[0], output)
            {
                Sources = new([.. sources.Where(source => source is not null).Select(source => source!.Index)]),
                Share = share,
                Owner = owner,
                Missing = new(missing),
                Known = missing.Length == 0 ? EquatableArray<string>.Empty : scope.Names.ToEquatableArray(),
            },
            scope,
            place,
            isWritten);
        scope.Declare(name, _running.Index);
    }

    /// <summary>Derivatives are taken by the only input, through vectors.</summary>
    private Shape? OfDerivatives(InputDerivatives derivatives, Shape input)
    {
        OutlineItem[] inputs = [.. _items.Where(item => item.Attribute.Kind == "Input")];
        return inputs.Length == 1 && inputs[0].Output is { } shape && _items.All(item => item.Layer is null || item.Output is null or { IsVector: true }) ? derivatives.Output(input, shape) : null;
    }

    /// <summary>What a layer reads, in order, null for a name that nothing before it has; and those names.</summary>
    private (OutlineItem?[] Sources, string[] Missing) Sources(AttributeRecord attribute, Layer layer, BlockScope scope)
    {
        List<OutlineItem?> sources = [];
        List<string> missing = [];
        if (attribute.String("From") is { } from)
            Find(from);
        else
            sources.Add(_running);
        foreach (string name in layer is Join join ? join.Names : [])
            Find(name);
        return ([.. sources], [.. missing.Distinct()]);

        void Find(string name)
        {
            int? found = scope.Find(name);
            sources.Add(found is { } index ? _items[index] : null);
            if (found is null)
                missing.Add(name);
        }
    }

    /// <summary>A value brought to the shape of another, as far as a projection can.</summary>
    private OutlineItem Projected(Add add, OutlineItem source, OutlineItem? target, string name, AttributeRecord attribute, BlockScope scope, int place)
    {
        if (source.Output is not { } from || target?.Output is not { } to || from == to || ProjectionLayers.Between(from, to, attribute, name) is not { } linear)
            return source;
        OutlineItem? running = _running;
        _running = source;
        Add(linear, scope, place, isWritten: false);
        if (add.Projection == Projection.Normalized)
            Add(ProjectionLayers.Normalization(attribute, name + "Norm"), scope, place, isWritten: false);
        OutlineItem projected = _running;
        _running = running;
        return projected;
    }

    private void Use(AttributeRecord attribute, BlockScope scope, int place, bool isWritten)
    {
        BlockRecord block = attribute.Block!;
        string name = scope.NameOf(attribute, block.Name, isCounted: true);
        string? from = attribute.String("From");
        OutlineItem? source = from is null ? _running : scope.Find(from) is { } index ? _items[index] : null;
        string[] missing = from is not null && source is null ? [from] : [];
        OutlineItem use = Put(
            new OutlineItem(_items.Count, attribute, null, null, name, source?.Output, null)
            {
                Sources = source is null ? EquatableArray<int>.Empty : new([source.Index]),
                Share = attribute.String("Share") is null ? null : scope.ShareOf(attribute, name),
                Fault = Fault(block, attribute),
                Missing = new(missing),
                Known = missing.Length == 0 ? EquatableArray<string>.Empty : scope.Names.ToEquatableArray(),
            },
            scope,
            place,
            isWritten);
        if (use.Fault is not null || source is null)
        {
            _running = use;
            scope.Declare(name, use.Index);
            return;
        }

        _running = source;
        int times = attribute.Int("Repeat", 1);
        for (int time = 1; time <= times; time++)
        {
            // By default each has an ordinal of its own; a given name gets one where it stands for several.
            string own = time == 1 && (times == 1 || attribute.String("Name") is null) ? name
                : attribute.String("Name") is { } given ? given + Numbers.Text(time) : scope.NameOf(attribute, block.Name, isCounted: true);
            string? share = attribute.String("Share") is not null || scope.Share is not null ? scope.ShareOf(attribute, own) : null;
            BlockScope inside = new(scope.Prefix + own, _running, share, place);
            for (int i = 0; i < block.Attributes.Count; i++)
            {
                int first = _items.Count;
                Add(BlockArguments.Bind(block.Attributes[i], attribute.Doubles("arguments") ?? [], out _) with { Part = attribute.Part }, inside, place, isWritten: false);
                // What blocks within this one bring along has an origin already.
                for (int item = first; item < _items.Count; item++)
                    _items[item] = _items[item] with { Origin = _items[item].Origin ?? new BlockPlace(block, i) };
                _running = _items[_running!.Index];
            }

            scope.Declare(own, _running.Index);
        }

        scope.Declare(name, _running.Index);
    }

    /// <summary>What is wrong with the use of a block, before any of its layers is looked at.</summary>
    private BlockFault? Fault(BlockRecord block, AttributeRecord use)
    {
        if (block.Cycle.Count > 0)
            return new BlockFault(BlockFaultKind.Cycle, block.Name, string.Join(" -> ", block.Cycle));
        if (!block.IsBlock)
            return new BlockFault(BlockFaultKind.Content, block.Name, "is not marked with [Block]");
        if (BlockFault.OfContent(block) is { } content)
            return content;
        if (block.Attributes.Select(BlockArguments.Arithmetic).FirstOrDefault(fault => fault is not null) is { } arithmetic)
            return new BlockFault(BlockFaultKind.Arguments, block.Name, arithmetic) { IsOfBlock = true };
        IReadOnlyList<double> given = use.Doubles("arguments") ?? [];
        int expected = BlockArguments.Count(block);
        if (given.Count != expected)
            return new BlockFault(BlockFaultKind.Arguments, block.Name, $"the block takes {Count(expected)}, and {Numbers.Text(given.Count)} {(given.Count == 1 ? "is" : "are")} given");
        if (use.Int("Repeat", 1) < 1)
            return new BlockFault(BlockFaultKind.Arguments, block.Name, $"Repeat must be at least 1, not {Numbers.Text(use.Int("Repeat", 1))}");
        if (Size(use) + _items.Count > MostItems)
            return new BlockFault(BlockFaultKind.Arguments, block.Name, $"Repeat makes more than {Numbers.Grouped(MostItems)} layers");
        return block.Attributes.Select(attribute => (BlockArguments.Bind(attribute, given, out string? fault), fault).fault).FirstOrDefault(fault => fault is not null) is { } wrong
            ? new BlockFault(BlockFaultKind.Arguments, block.Name, wrong)
            : null;
    }

    private static string Count(int arguments) => arguments == 0 ? "no arguments" : $"{Numbers.Text(arguments)} argument{(arguments == 1 ? string.Empty : "s")}";

    /// <summary>How many layers a use makes.</summary>
    private static long Size(AttributeRecord use) =>
        Math.Min(MostItems + 1L, Math.Max(1, use.Int("Repeat", 1))) * (use.Block?.Attributes.Aggregate(1L, (sum, attribute) => Math.Min(MostItems + 1L, sum + (attribute.Kind == "Use" ? Size(attribute) : 1))) ?? 1);

    private static Shape? InputShape(AttributeRecord input)
    {
        int[] extents = input.Positional.Select(argument => argument.Value is int extent ? extent : 0).ToArray();
        return extents.Length > 0 && extents.All(extent => extent >= 1) && Numbers.Product(extents.Select(extent => (long)extent)) <= int.MaxValue
            ? new Shape(extents)
            : null;
    }
}
