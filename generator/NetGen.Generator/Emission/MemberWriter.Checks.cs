using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Emission;

/// <content>What members check before anything is written.</content>
internal sealed partial class MemberWriter
{
    /// <summary>Takes the workspace until the end of the method.</summary>
    private const string Taken = "using var use = workspace.Use();";

    /// <summary>Refuses a batch that leaves a layer without statistics.</summary>
    private void LeastBatch()
    {
        if (_graph.Nodes.FirstOrDefault(node => node.Layer.LeastBatch(node.Input) > 1) is { } node)
            code.Line($"NetworkArguments.LeastBatch(\"{node.Name}\", {Literal.Of(node.Layer.LeastBatch(node.Input))}, batch);");
    }

    /// <summary>Refuses a span to be written that shares memory with what the network owns.</summary>
    private void Unowned(string written, string parameters = "_parameters.Span")
    {
        code.Line($"NetworkArguments.Separate<{_number}>(nameof(Parameters), {parameters}, nameof({written}), {written});");
        if (HasBuffers)
            code.Line($"NetworkArguments.Separate<{_number}>(nameof(Buffers), _buffers.Span, nameof({written}), {written});");
    }

    /// <summary>Refuses given masks of another size.</summary>
    private void CheckMasks(string batch = "batch")
    {
        if (schedule.Draws)
            code.Line($"NetworkArguments.Masks({batch}, MaskElements, context);");
    }

    /// <summary>Refuses inputs that are no indices, where a layer takes them for such.</summary>
    private void CheckIndices(string inputs = "inputs", bool ofSteps = false)
    {
        NetworkGraph graph = ofSteps ? _graph.ForOneStep() : _graph;
        foreach (IndexedRange range in IndexedRange.Of(graph))
        {
            string part = range.Length == graph.Input.Size ? string.Empty
                : $", {(ofSteps ? "StepInputSize" : "InputSize")}, {Literal.Of(range.Start)}, {Literal.Of(range.Length)}";
            code.Line($"NetworkArguments.Indices({inputs}, {Literal.Of(range.Below)}, nameof({inputs}){part});");
        }
    }

    /// <summary>Checks the targets that are class indices among those of several outputs.</summary>
    private void ClassesOf(WeightedLoss loss)
    {
        foreach (LossTerm term in loss.Terms.Where(term => term.Loss.IsSparse))
            code.Line($"NetworkArguments.Classes(targets, {Literal.Of(term.Target.Offset)}, {Literal.Of(term.Target.Size)}, TargetSize, {Literal.Of(term.Output.Channels)});");
    }

    /// <summary>Checks the weights of the steps, and the class indices before them.</summary>
    private void StepTargets(WeightedLoss loss)
    {
        LossTerm term = loss.Terms[0];
        code.Line($"NetworkArguments.StepWeights(targets, {Literal.Of(loss.StepWeights)}, TargetSize);");
        if (loss.IsSparse)
            code.Line($"NetworkArguments.StepClasses(targets, {Literal.Of(loss.StepWeights)}, TargetSize, {Literal.Of(term.Output.Channels)}{(loss.IgnoreIndex is { } index ? ", " + Literal.Of(index) : string.Empty)});");
    }
}
