using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Direct;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Segments;

/// <summary>What a reader is told above the call of a stage: the layer that begins there, and the formulas of its statements.</summary>
internal sealed class StageNotes(NetworkProgram program, Flattening rows)
{
    private readonly Notation _notation = new(rows);
    private readonly HashSet<string> _explained = [];
    private string _last = string.Empty;

    /// <summary>The lines above the call of a stage; for one that was explained before, the layer where it begins.</summary>
    /// <param name="call">The call.</param>
    /// <param name="planes">The images that lie plane by plane.</param>
    public IEnumerable<string> Of(SegmentCall call, PlaneLayout? planes = null)
    {
        _notation.Loop = call.Loop;
        _notation.Planes = planes;
        SegmentStage stage = call.Stage;
        Statement[] statements = [.. Statements(stage)];
        string[] formulas = [.. Formulas(stage)];
        bool isNew = _explained.Add(string.Join("\n", formulas));
        IEnumerable<string> heading = Heading(statements);
        return isNew ? [.. heading, .. formulas.Select(formula => "    " + formula)] : heading.Select(line => line.Split(':')[0] + ", as above");
    }

    /// <summary>Writes notes apart from what stands above them. What has none goes on from there.</summary>
    public static void Write(CodeWriter code, IEnumerable<string>? notes)
    {
        string[] lines = [.. notes ?? []];
        if (lines.Length == 0 && notes is not null)
            return;
        code.Gap();
        foreach (string line in lines)
            code.Line("// " + line);
    }

    private static IEnumerable<Statement> Statements(SegmentStage stage) => stage switch
    {
        ProductStage { Start: { } start } product => [start, product.Product, .. product.Epilogue],
        ProductStage product => [product.Product, .. product.Epilogue],
        WeightGradientStage gradient => [gradient.Product],
        LoopStage { Maximum: { } maximum } loop => [loop.Statement, maximum],
        LoopStage loop => [loop.Statement],
        MapsStage maps => maps.Maps,
        CellStage cell => [.. cell.Products.SelectMany(Statements), .. Statements(cell.Maps)],
        _ => throw new InvalidOperationException($"{stage.GetType().Name} has no statements."),
    };

    private IEnumerable<string> Formulas(SegmentStage stage)
    {
        if (stage is CellStage cell)
            return [.. cell.Products.SelectMany(Formulas), .. Formulas(cell.Maps)];
        if (stage is not ProductStage product)
            return Statements(stage).Select(_notation.Of);
        string sums = product.Start is { } start ? _notation.Of(start, product.Product) : _notation.Of(product.Product);
        return [sums, .. product.Epilogue.Select(map => $"{map.Target.Tensor} = {Formula.Of(map.Value)}, in the store")];
    }

    /// <summary>The layer that begins with these statements, forward or backward.</summary>
    private IEnumerable<string> Heading(Statement[] statements)
    {
        if (_notation.TurnsOver(statements[0]))
            return [];
        string[] heading = [.. BlockOf(statements[0]) is { } block ? Forward(block, statements) : Backward(statements)];
        if (heading.Length == 0 || heading[0] == _last)
            return [];
        _last = heading[0];
        return heading;
    }

    private IEnumerable<string> Forward(Block block, Statement[] statements)
    {
        Block[] blocks = [block, .. statements.Skip(1).Select(BlockOf).OfType<Block>().Where(other => other != block).Distinct()];
        long parameters = blocks.Sum(each => each.Node.Parameters.Sum(parameter => parameter.Spec.Shape.Size));
        return [$"{string.Join(", ", blocks.Select(each => each.Node.Name).Distinct())}: {block.Node.Input} -> {block.Node.Output}{(parameters == 0 ? string.Empty : $", {Numbers.Grouped(parameters)} parameters")}"];
    }

    /// <summary>Errors go back through the layer whose weights they meet.</summary>
    private IEnumerable<string> Backward(Statement[] statements)
    {
        Tensor[] tensors = [.. statements.SelectMany(statement => statement.Reads.Select(read => read.Tensor).Append(statement.Target.Tensor))];
        foreach (KeyValuePair<Tensor, NodeParameter> parameter in program.Parameters)
        {
            if (tensors.Any(tensor => tensor == parameter.Key || tensor.Name == parameter.Key.Name + "Gradient"))
            {
                Node node = program.Graph.Nodes.First(node => node.Parameters.Contains(parameter.Value));
                return [$"Backward through {node.Name}: {node.Output} -> {node.Input}"];
            }
        }

        return [];
    }

    private Block? BlockOf(Statement statement) => program.Inference.Blocks.Concat(program.Training.Blocks)
        .FirstOrDefault(block => block.Statements.Any(own => own.Target.Tensor.Name == _notation.Whole(statement.Target.Tensor).Name));
}
