using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Diagnostics;

/// <summary>Tries another form of an attribute, to see what becomes of the network before it is offered.</summary>
internal sealed class Trial(Outline outline, OutlineItem item)
{
    private readonly HashSet<(string Id, int Attribute)> _before = [.. Faults(outline)];

    /// <summary>Whether the layer itself fits and reads all of its input.</summary>
    public bool Fits(AttributeRecord attribute)
    {
        if (item.Input is not { } input || LayerCatalogue.Layer(attribute) is not { } layer || layer.Arguments.Any() || layer.Output(input) is not { } output)
            return false;
        return WindowedItem.Of(item with { Attribute = attribute, Layer = layer, Output = output }) is not { } windowed || windowed.IsWhole;
    }

    /// <summary>Whether the whole network is as sound as before with a form that fits, and the layer itself more so.</summary>
    public bool Helps(AttributeRecord attribute)
    {
        return Faults(outline.With(item.Place, attribute)).All(fault => fault.Attribute != item.Index && _before.Contains(fault));
    }

    // Everything that a change of shapes can bring about.
    private static IEnumerable<(string Id, int Attribute)> Faults(Outline outline) => RuleSet.Rules
        .Where(rule => !outline.IsBlock || rule.JudgesBlocks)
        .Where(rule => rule is UnreadRule or GapRule || rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        .SelectMany(rule => rule.Check(outline))
        .Select(problem => (problem.Id, problem.Attribute));
}
