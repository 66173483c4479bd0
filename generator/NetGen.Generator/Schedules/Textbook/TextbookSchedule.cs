using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>
/// Writes every statement as the loops a textbook would show: one sample at a time, one number at a time, every
/// intermediate an array under its layer's name. It is read by people and it is what the vector code is tested against.
/// </summary>
internal sealed class TextbookSchedule
{
    private readonly NetworkProgram _program;
    private readonly CodeWriter _code;
    private readonly TextbookDialect _dialect;
    private readonly string _number;
    private readonly HashSet<Function> _calls = [];
    private readonly MethodPool _tables = new();
    private readonly Dictionary<Tensor, string> _names = [];

    /// <summary>What the methods call their own, so that no layer is called the same.</summary>
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal)
    {
        "parameters", "inputs", "outputs", "targets", "sampleWeights", "outputGradients", "parameterGradients", "inputGradients", "sample", "count", "divisor", "total", "weight", "largest", "place", "candidate",
    };

    private TextbookSchedule(NetworkProgram program, CodeWriter code)
    {
        _program = program;
        _code = code;
        _dialect = new TextbookDialect(program.Graph.Declaration.Precision);
        _number = _dialect.Scalar;
        IEnumerable<Statement> statements = program.Inference.Blocks.Concat(program.Training.Blocks).SelectMany(block => block.Statements).Concat(program.Backward.Statements);
        if (program.Loss is { } loss)
            statements = statements.Concat(loss.Statements).Concat(loss.Backward.Statements);
        _taken.UnionWith(statements.SelectMany(statement => statement.Axes).Select(axis => axis.Name));
    }

    /// <summary>Writes the class, or why there is none: loops over one sample after the other cannot show statistics of a batch.</summary>
    public static void Write(NetworkProgram program, CodeWriter code)
    {
        if (program.DiffersInTraining)
            code.Line("// There is no Textbook class: a layer does in training what it does not do in inference, which loops over single samples do not show.");
        else
            new TextbookSchedule(program, code).Write();
    }

    private void Write()
    {
        _code.Line("/// <summary>The same network as plain loops, for reading and for checking the fast code against.</summary>");
        using (_code.Block("public static class Textbook"))
        {
            Forward();
            Backward();
            if (_program.Loss is { } loss)
            {
                Loss(loss);
                LossAndGradient(loss);
            }

            Functions();
            foreach (string table in _tables.Texts)
            {
                _code.Line();
                _code.Line(table.TrimEnd('\n'));
            }
        }
    }

    private void Forward()
    {
        Summary("The outputs of a batch.");
        using (_code.Block($"public static void Forward(ReadOnlySpan<{_number}> parameters, ReadOnlySpan<{_number}> inputs, Span<{_number}> outputs)"))
        {
            HashSet<Statement> needed = new(Needed.For([.. _program.Inference.Blocks.SelectMany(block => block.Statements)], [_program.Inference.Output]), ReferenceEquality<Statement>.Instance);
            Block[] blocks = [.. _program.Inference.Blocks.Select(block => block with { Statements = [.. block.Statements.Where(needed.Contains)] })];
            Declare(blocks.SelectMany(block => block.Statements));
            using (Samples())
            {
                Layers(blocks);
                Copy(_program.Inference.Output, "outputs", "OutputSize", from: true);
            }
        }
    }

    private void Backward()
    {
        _code.Line();
        Summary("The gradients of parameters (summed over the batch) and inputs for given gradients of the outputs; an empty span skips that result.");
        using (_code.Block($"public static void Backward(ReadOnlySpan<{_number}> parameters, ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> outputGradients, Span<{_number}> parameterGradients, Span<{_number}> inputGradients)"))
        {
            Gradients(_program.Training.Blocks, [], _program.Backward, _program.Training.Output, () => Copy(_program.Backward.Gradients[_program.Training.Output], "outputGradients", "OutputSize", from: false));
        }
    }

    private void Loss(LossProgram loss)
    {
        _code.Line();
        Summary($"The loss of a batch: the {Name(loss.Loss.Batch)} over its samples of {loss.Loss.Formula}.");
        using (_code.Block($"public static {_number} Loss(ReadOnlySpan<{_number}> parameters, ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, ReadOnlySpan<{_number}> sampleWeights)"))
            _code.Line("return LossAndGradient(parameters, inputs, targets, sampleWeights, default, default);");
    }

    private void LossAndGradient(LossProgram loss)
    {
        _code.Line();
        Summary("The loss of a batch and its gradients; an empty span skips that result.");
        using (_code.Block($"public static {_number} LossAndGradient(ReadOnlySpan<{_number}> parameters, ReadOnlySpan<{_number}> inputs, ReadOnlySpan<{_number}> targets, ReadOnlySpan<{_number}> sampleWeights, Span<{_number}> parameterGradients, Span<{_number}> inputGradients)"))
        {
            // The weights of the samples come first: what a mean divides by is their sum.
            _code.Line("int count = inputs.Length / InputSize;");
            _code.Line("double divisor = 0;");
            using (_code.Block("for (int sample = 0; sample < count; sample++)"))
                _code.Line("divisor += WeightOf(sample, targets, sampleWeights);");
            if (loss.Loss.Batch == Reduction.Sum)
                _code.Line("divisor = 1;");
            _code.Line("double total = 0;");
            Gradients(loss.Layers, loss.Statements, loss.Backward, loss.Value, () =>
            {
                _code.Line($"{_number} weight = ({_number})(WeightOf(sample, targets, sampleWeights) / divisor);");
                _code.Line($"total += weight * {Name(loss.Value)}[0];");
                if (loss.Backward.Gradients.TryGetValue(loss.Value, out Tensor? seed))
                    _code.Line($"{Name(seed)}[0] = weight;");
            });
            Penalties();
            _code.Line($"return ({_number})total;");
        }

        _code.Line();
        using (_code.Block($"private static double WeightOf(int sample, ReadOnlySpan<{_number}> targets, ReadOnlySpan<{_number}> sampleWeights)"))
        {
            if (loss.Loss.IgnoreIndex is { } ignored)
            {
                _code.Line($"if (targets[sample] == {Literal.Of(ignored)})");
                _code.Line("    return 0;");
            }

            _code.Line("return sampleWeights.IsEmpty ? 1 : sampleWeights[sample];");
        }
    }

    /// <summary>Penalties on parameters, once for the batch.</summary>
    private void Penalties()
    {
        foreach (PenalizedRange range in _program.Graph.Penalties)
        {
            _code.Line();
            _code.Line($"// {range.Formula}");
            using (_code.Block($"for (int i = {Literal.Of(range.Offset)}; i < {Literal.Of(range.Offset + range.Length)}; i++)"))
            {
                _code.Line($"total += {Literal.Of(range.Absolute)} * Math.Abs((double)parameters[i]) + {Literal.Of(range.Squares)} * parameters[i] * parameters[i];");
                if (range.Frozen)
                    continue;
                _code.Line("if (!parameterGradients.IsEmpty)");
                _code.Line($"    parameterGradients[i] += ({_number})({Literal.Of(range.Absolute)} * Math.Sign(parameters[i]) + 2 * {Literal.Of(range.Squares)} * parameters[i]);");
            }
        }
    }

    private void Gradients(IReadOnlyList<Block> layers, IReadOnlyList<Statement> loss, Adjoint backward, Tensor end, Action seed)
    {
        Statement[] forward = [.. layers.SelectMany(block => block.Statements), .. loss];
        Declare([.. forward, .. backward.Statements], backward.Gradients[end]);
        _code.Line("parameterGradients.Clear();");
        _code.Line("inputGradients.Clear();");
        using (Samples())
        {
            Layers(layers);
            foreach (Statement statement in loss)
                Write(statement);
            seed();
            _code.Line();
            _code.Line("// Backward: every gradient by the chain rule, from the end to the start.");
            foreach (Statement statement in backward.Statements)
            {
                if (statement.Target.Tensor.Role == TensorRole.ParameterGradient)
                {
                    using (_code.Block("if (!parameterGradients.IsEmpty)"))
                        Write(statement);
                }
                else
                {
                    Write(statement);
                }
            }

            if (backward.Gradients.TryGetValue(_program.Input, out Tensor? input))
            {
                using (_code.Block("if (!inputGradients.IsEmpty)"))
                    Copy(input, "inputGradients", "InputSize", from: true);
            }
        }
    }

    private CodeWriter.Scope Samples()
    {
        _code.Line();
        return _code.Block("for (int sample = 0; sample < inputs.Length / InputSize; sample++)");
    }

    private void Layers(IReadOnlyList<Block> layers)
    {
        foreach (Block block in layers)
        {
            _code.Line($"// {block.Node.Name}: {block.Node.Input} -> {block.Node.Output}");
            _code.Line($"//     {block.Node.Layer.Formula(block.Node.Input)}");
            foreach (Statement statement in block.Statements)
                Write(statement);
            _code.Line();
        }
    }

    /// <summary>Arrays for everything the statements compute.</summary>
    private void Declare(IEnumerable<Statement> statements, params Tensor[] others)
    {
        foreach (Tensor tensor in statements.Select(statement => statement.Target.Tensor).Concat(others).Distinct())
        {
            if (tensor.PerSample)
                _code.Line($"{_number}[] {Name(tensor)} = new {_number}[{Literal.Of(tensor.Size)}];");
        }
    }

    private void Copy(Tensor tensor, string span, string size, bool from)
    {
        string element = $"{span}[sample * {size} + i]";
        using (_code.Block($"for (int i = 0; i < {Literal.Of(tensor.Size)}; i++)"))
            _code.Line(from ? $"{element} = {Name(tensor)}[i];" : $"{Name(tensor)}[i] = {element};");
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case Reshape reshape:
                _code.Line($"{Source(reshape.Source.Tensor)}.CopyTo({Name(reshape.Target.Tensor)});");
                break;
            case Contraction product:
                if (!product.Accumulate && product.Target.Tensor.PerSample)
                    _code.Line($"{Span(product.Target.Tensor)}.Clear();");
                Loops(product.Axes, () => _code.Line($"{Element(product.Target)} += {Element(product.Left)} * {Element(product.Right)};"));
                break;
            case Map map:
                Loops(map.Axes, () => _code.Line($"{Element(map.Target)} {(map.Accumulate ? "+=" : "=")} {Value(map.Value)};"));
                break;
            case Reduce { Folding: Folding.Sum } sum:
                if (!sum.Accumulate && sum.Target.Tensor.PerSample)
                    _code.Line($"{Span(sum.Target.Tensor)}.Clear();");
                Loops(sum.Axes, () => _code.Line($"{Element(sum.Target)} += {Value(sum.Value)};"));
                break;
            case Reduce { Folding: Folding.Place } place:
                Loops(place.Target.Axes, () =>
                {
                    _code.Line($"{_number} largest = {_number}.NegativeInfinity, place = 0;");
                    Loops(place.Folded, () =>
                    {
                        _code.Line($"{_number} candidate = {Value(place.Value)};");
                        using (_code.Block($"if (candidate > largest || ({_number}.IsNaN(candidate) && !{_number}.IsNaN(largest)))"))
                        {
                            _code.Line("largest = candidate;");
                            _code.Line($"place = {Value(place.PlaceOfAxes)};");
                        }
                    });
                    _code.Line($"{Element(place.Target)} = place;");
                });
                break;
            case Reduce maximum:
                _code.Line($"{Span(maximum.Target.Tensor)}.Fill({_number}.NegativeInfinity);");
                Loops(maximum.Axes, () => _code.Line($"{Element(maximum.Target)} = {_dialect.Math}.Max({Element(maximum.Target)}, {Value(maximum.Value)});"));
                break;
            case Pad pad:
                _code.Line($"{Span(pad.Target.Tensor)}.Fill({_dialect.Number(pad.Fill)});");
                Loops(pad.Axes, () => _code.Line($"{Element(pad.Target)} = {Element(pad.Source)};"));
                break;
            case Gather gather:
                Loops(Outer(gather.Axes, gather.Along), () => _code.Line($"{Element(gather.Target)} {(gather.Accumulate ? "+=" : "=")} {Element(gather.Source, gather.Along, gather.Index)};"));
                break;
            case Scatter scatter:
                Loops(Outer(scatter.Axes, scatter.Along), () => _code.Line($"{Element(scatter.Target, scatter.Along, scatter.Index)} += {Element(scatter.Source)};"));
                break;
        }
    }

    private static IEnumerable<Axis> Outer(IEnumerable<Axis> axes, Axis along) => axes.Where(axis => !axis.Equals(along));

    private void Loops(IEnumerable<Axis> axes, Action body)
    {
        Axis[] remaining = axes.ToArray();
        if (remaining.Length == 0)
        {
            body();
            return;
        }

        using (_code.Block($"for (int {remaining[0].Name} = 0; {remaining[0].Name} < {Literal.Of(remaining[0].Extent)}; {remaining[0].Name}++)"))
            Loops(remaining.Skip(1), body);
    }

    private string Value(Expression expression) => new Inline(_dialect, access => Element(access), table => _tables.Add(table.Name, (text, name) => text.Line(_dialect.TableOf(name, table))), _calls).Print(expression);

    private string Element(Access access, Axis? along = null, Expression? index = null)
    {
        string offset = Indexing.Offset(access, along, index is null ? null : $"(int){Value(index)}");
        Tensor tensor = access.Tensor;
        return tensor.Role switch
        {
            TensorRole.Input => $"inputs[{Indexing.Join("sample * InputSize", offset)}]",
            TensorRole.Target => $"targets[{Indexing.Join("sample * TargetSize", offset)}]",
            TensorRole.Parameter => $"parameters[{Indexing.Join(Literal.Of(_program.Parameters[tensor].Offset), offset)}]",
            TensorRole.ParameterGradient => $"parameterGradients[{Indexing.Join(Literal.Of(ParameterOf(tensor).Offset), offset)}]",
            _ => $"{Name(tensor)}[{offset}]",
        };
    }

    private NodeParameter ParameterOf(Tensor gradient) =>
        _program.Parameters.First(pair => pair.Key.Name + "Gradient" == gradient.Name).Value;

    private string Source(Tensor tensor) => tensor.Role == TensorRole.Input ? "inputs.Slice(sample * InputSize, InputSize)" : Span(tensor);

    private string Span(Tensor tensor) => $"{Name(tensor)}.AsSpan()";

    /// <summary>The array of a tensor: its name, unless that means something else here.</summary>
    private string Name(Tensor tensor)
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

    /// <summary>The functions that the base library lacks, where a formula calls them.</summary>
    private void Functions()
    {
        string math = _number == "double" ? "Math" : "MathF";
        if (_calls.Contains(Function.Sigmoid))
        {
            _code.Line();
            _code.Line($"private static {_number} Sigmoid({_number} x) => {_dialect.Number(1)} / ({_dialect.Number(1)} + {math}.Exp(-x));");
        }

        if (_calls.Contains(Function.Softplus))
        {
            _code.Line();
            _code.Line($"private static {_number} Softplus({_number} x) => {math}.Max(x, {_dialect.Number(0)}) + {math}.Log({_dialect.Number(1)} + {math}.Exp(-{math}.Abs(x)));");
        }
    }

    private void Summary(string text) => _code.Line($"/// <summary>{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>");

    private static string Name(Reduction reduction) => reduction == Reduction.Mean ? "mean" : "sum";

    /// <summary>Prints without locals: a formula stays one formula.</summary>
    private sealed class Inline(Dialect dialect, Func<Access, string> read, Func<Table, string> table, ISet<Function> calls)
    {
        public string Print(Expression expression) => expression switch
        {
            Constant constant => dialect.Number(constant.Value),
            Read element => read(element.Access),
            Position position => dialect.Position(Indexing.Of(position.Index)),
            Table entry => dialect.Table(table(entry), Indexing.Of(entry.Index)),
            Unary { Function: Function.Stop } stopped => Print(stopped.Operand),
            Unary { Function: Function.Negate } negated => $"-({Print(negated.Operand)})",
            Unary call => Call(call),
            Binary { Operation: Operation.Add } sum => $"({Print(sum.Left)} + {Print(sum.Right)})",
            Binary { Operation: Operation.Subtract } difference => $"({Print(difference.Left)} - {Print(difference.Right)})",
            Binary { Operation: Operation.Multiply } product => $"{Print(product.Left)} * {Print(product.Right)}",
            Binary quotient => $"{Print(quotient.Left)} / ({Print(quotient.Right)})",
            Select choice => dialect.Select(choice.Comparison, Print(choice.Left), Print(choice.Right), Print(choice.Then), Print(choice.Else)),
            _ => throw new InvalidOperationException($"No text for {expression.GetType().Name}."),
        };

        private string Call(Unary call)
        {
            calls.Add(call.Function);
            return dialect.Call(call.Function, Print(call.Operand));
        }
    }
}
