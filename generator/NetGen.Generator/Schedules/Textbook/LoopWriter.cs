using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>
/// Writes every statement as the loops a textbook would show: one number at a time, every intermediate an array under its
/// layer's name. Who derives from it says where a sample's numbers are.
/// </summary>
internal abstract class LoopWriter
{
    private readonly LoopParts _parts;

    /// <summary>The axis whose loop stands around the statements: time.</summary>
    private Axis? _time;
    private readonly Dictionary<Tensor, string> _names = [];

    /// <summary>What the methods call their own, so that no layer is called the same.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal)
    {
        "_parameters", "_buffers", "parameters", "buffers", "lengths", "initialStates", "inputs", "input", "outputs", "activations", "masks", "targets", "sampleWeights", "outputGradients", "parameterGradients", "inputGradients", "sample", "count", "divisor", "total", "weight", "largest", "place", "candidate",
    };

    protected LoopWriter(LoopParts parts)
    {
        _parts = parts;
        NetworkProgram program = parts.Program;
        IEnumerable<Statement> statements = program.Inference.Blocks.Concat(program.Training.Blocks).SelectMany(block => block.Statements).Concat(program.Training.Updates).Concat(program.Backward.Statements);
        foreach (LossProgram loss in new[] { program.Loss, program.InferenceLoss }.OfType<LossProgram>())
            statements = statements.Concat(loss.Statements).Concat(loss.Backward.Statements);
        _taken.UnionWith(statements.SelectMany(statement => statement.Axes).Select(axis => axis.Name));
    }

    protected NetworkProgram Program => _parts.Program;

    protected CodeWriter Code => _parts.Code;

    protected string Number => _parts.Number;

    /// <summary>Writes layers under their names and formulas.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="after">Writes what comes after each layer.</param>
    public void Layers(IEnumerable<Block> layers, Action<Block>? after = null)
    {
        foreach (Block block in layers)
        {
            Code.Line($"// {block.Node.Name}: {block.Node.Input} -> {block.Node.Output}");
            Code.Line($"//     {block.Node.Layer.Formula(block.Node.Input)}");
            Write(block.Statements);
            after?.Invoke(block);
            Code.Line();
        }
    }

    /// <summary>Writes the statements that lead from the end back to the start.</summary>
    public void Backward(Adjoint backward)
    {
        Code.Line();
        Code.Line("// Backward: every gradient by the chain rule, from the end to the start.");
        Write(backward.Statements);
    }

    /// <summary>Writes statements in order, those of a loop over time within that loop.</summary>
    public void Write(IReadOnlyList<Statement> statements)
    {
        foreach (IReadOnlyList<Statement> part in Recurrence.Split(statements))
        {
            if (part[0].Within is not { } loop)
            {
                WriteOne(part[0]);
                continue;
            }

            string time = loop.Time.Name, last = Literal.Of(loop.Time.Extent - 1);
            using (Code.Block(loop.IsDescending ? $"for (int {time} = {last}; {time} >= 0; {time}--)" : $"for (int {time} = 0; {time} <= {last}; {time}++)"))
            {
                _time = loop.Time;
                foreach (Statement statement in part)
                    WriteOne(statement);
                _time = null;
            }
        }
    }

    /// <summary>Gradients of parameters are skipped where the caller wants none.</summary>
    private void WriteOne(Statement statement)
    {
        if (statement.Target.Tensor.Role != TensorRole.ParameterGradient)
        {
            Write(statement);
            return;
        }

        using (Code.Block("if (!parameterGradients.IsEmpty)"))
            Write(statement);
    }

    /// <summary>Arrays for everything the statements compute.</summary>
    public void Declare(IEnumerable<Statement> statements, params Tensor[] others)
    {
        foreach (Tensor tensor in statements.Select(statement => statement.Target.Tensor).Concat(others).Distinct())
        {
            if (tensor.PerSample || tensor.Role == TensorRole.Statistic)
                Code.Line($"{Number}[] {Name(tensor)} = new {Number}[{Length(tensor)}];");
        }
    }

    /// <summary>The array of a tensor: its name, unless that means something else here.</summary>
    public string Name(Tensor tensor)
    {
        if (_names.TryGetValue(tensor, out string? name))
            return name;
        name = tensor.Name;
        while (!_taken.Add(name))
            name += "_";
        name = Keywords.Escape(name);
        _names.Add(tensor, name);
        return name;
    }

    /// <summary>All numbers of a tensor, as a span.</summary>
    public string Source(Tensor tensor) => tensor.Role == TensorRole.Input ? Input : Span(tensor);

    /// <summary>Writes one statement.</summary>
    public virtual void Write(Statement statement)
    {
        switch (statement)
        {
            case Reshape reshape:
                Code.Line($"{Source(reshape.Source.Tensor)}.CopyTo({Name(reshape.Target.Tensor)});");
                break;
            case Contraction product:
                Clear(product);
                Each(product, product.Axes, () => Code.Line($"{Element(product.Target)} += {Element(product.Left)} * {Element(product.Right)};"));
                break;
            case Map map:
                Each(map, map.Axes, () => Code.Line($"{Element(map.Target)} {(map.Accumulate ? "+=" : "=")} {Value(map.Value)};"));
                break;
            case Reduce { Folding: Folding.Sum } sum when IsSingle(sum):
                Each(sum, sum.Axes, () => Code.Line($"{Element(sum.Target)} {(sum.Accumulate ? "+=" : "=")} {Value(sum.Value)};"));
                break;
            case Reduce { Folding: Folding.Sum } sum:
                Clear(sum);
                Each(sum, sum.Axes, () => Code.Line($"{Element(sum.Target)} += {Value(sum.Value)};"));
                break;
            case Reduce { Folding: Folding.Place } place:
                Each(place, place.Target.Axes, () => Place(place));
                break;
            case Reduce maximum:
                Code.Line($"{Span(maximum.Target.Tensor)}.Fill({Number}.NegativeInfinity);");
                Each(maximum, maximum.Axes, () => Code.Line($"{Element(maximum.Target)} = Math.Max({Element(maximum.Target)}, {Value(maximum.Value)});"));
                break;
            case Pad pad:
                Code.Line($"{Span(pad.Target.Tensor)}.Fill({_parts.Dialect.Number(pad.Fill)});");
                Each(pad, pad.Axes, () => Code.Line($"{Element(pad.Target)} = {Element(pad.Source)};"));
                break;
            case Gather gather:
                Each(gather, Outer(gather.Axes, gather.Along), () => Code.Line($"{Element(gather.Target)} {(gather.Accumulate ? "+=" : "=")} {Element(gather.Source, gather.Along, gather.Index)};"));
                break;
            case Scatter scatter:
                Each(scatter, Outer(scatter.Axes, scatter.Along), () => Code.Line($"{Element(scatter.Target, scatter.Along, scatter.Index)} += {Element(scatter.Source)};"));
                break;
            case Mask mask:
                Each(mask, mask.Axes, () => Code.Line($"{Element(mask.Target)} = {Kept(mask)} == {_parts.Dialect.Number(0)} ? {_parts.Dialect.Number(0)} : {_parts.Dialect.Number(1 / (1 - mask.Rate))};"));
                break;
            default:
                throw new InvalidOperationException($"No loops for {statement.GetType().Name}.");
        }
    }

    /// <summary>The numbers of one input sample or of all, as a span.</summary>
    protected abstract string Input { get; }

    /// <summary>The length of the array of a tensor.</summary>
    protected abstract string Length(Tensor tensor);

    /// <summary>An element of the input, the target, or the array of a tensor.</summary>
    protected abstract string Element(Tensor tensor, string offset);

    /// <summary>The loops of a statement.</summary>
    protected virtual void Each(Statement statement, IEnumerable<Axis> axes, Action body) => Loops(axes, body);

    protected void Loops(IEnumerable<Axis> axes, Action body)
    {
        Axis[] remaining = axes.Where(axis => axis != _time).ToArray();
        if (remaining.Length == 0)
        {
            body();
            return;
        }

        using (Code.Block($"for (int {remaining[0].Name} = 0; {remaining[0].Name} < {Literal.Of(remaining[0].Extent)}; {remaining[0].Name}++)"))
            Loops(remaining.Skip(1), body);
    }

    private void Place(Reduce place)
    {
        Code.Line($"{Number} largest = {Number}.NegativeInfinity, place = 0;");
        Loops(place.Folded, () =>
        {
            Code.Line($"{Number} candidate = {Value(place.Value)};");
            using (Code.Block($"if (candidate > largest || ({Number}.IsNaN(candidate) && !{Number}.IsNaN(largest)))"))
            {
                Code.Line("largest = candidate;");
                Code.Line($"place = {Value(place.PlaceOfAxes)};");
            }
        });
        Code.Line($"{Element(place.Target)} = place;");
    }

    /// <summary>Zeros for a sum to start from. The gradients of parameters have them from the start: they add up over the samples.</summary>
    private void Clear(Statement sum)
    {
        if (sum.Accumulate || sum.Target.Tensor.Role == TensorRole.ParameterGradient)
            return;
        if (_time is null)
            Code.Line($"{Span(sum.Target.Tensor)}.Clear();");
        else
            Each(sum, sum.Target.Axes, () => Code.Line($"{Element(sum.Target)} = {_parts.Dialect.Number(0)};"));
    }

    /// <summary>Whether a sum has one term: between numbers that the batch has once, over no axis.</summary>
    private static bool IsSingle(Reduce sum) =>
        sum.Target.Tensor.Role == TensorRole.Statistic && sum.Reads.All(read => !read.Tensor.PerSample) && !sum.Folded.Any() && sum.Target.CoversOnce;

    private static IEnumerable<Axis> Outer(IEnumerable<Axis> axes, Axis along) => axes.Where(axis => !axis.Equals(along));

    private string Value(Expression expression) =>
        new InlinePrinter(_parts.Dialect, access => Element(access), table => _parts.Tables.Add(table.Name, (text, name) => text.Line(_parts.Dialect.TableOf(name, table))), _parts.Calls).Print(expression);

    private string Element(Access access, Axis? along = null, Expression? index = null)
    {
        string offset = Indexing.Offset(access, along, index is null ? null : $"(int){Value(index)}");
        Tensor tensor = access.Tensor;
        return tensor.Role switch
        {
            TensorRole.Parameter => $"parameters[{Indexing.Join(Literal.Of(Program.Parameters[tensor].Offset), offset)}]",
            TensorRole.Buffer => $"buffers[{Indexing.Join(Literal.Of(Program.Buffers[tensor].Offset), offset)}]",
            TensorRole.ParameterGradient => $"parameterGradients[{Indexing.Join(Literal.Of(ParameterOf(tensor).Offset), offset)}]",
            _ => Element(tensor, offset),
        };
    }

    private string Kept(Mask mask) =>
        $"masks[{Indexing.Join(Indexing.Join($"sample * {Literal.Of(Program.Masks.Elements)}", Literal.Of(mask.Before)), Indexing.Offset(mask.Target))}]";

    private NodeParameter ParameterOf(Tensor gradient) =>
        Program.Parameters.First(pair => pair.Key.Name + "Gradient" == gradient.Name).Value;

    private string Span(Tensor tensor) => $"{Name(tensor)}.AsSpan()";
}
