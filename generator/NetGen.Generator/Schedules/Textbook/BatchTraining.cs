using NetGen.Generator.Algebra;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Training of the whole batch at once, for networks that do there what they do not do in inference: take statistics of it, or drop elements.</summary>
internal sealed class BatchTraining
{
    private readonly LoopParts _parts;
    private readonly BatchLoops _loops;

    private BatchTraining(LoopParts parts)
    {
        _parts = parts;
        _loops = new BatchLoops(parts);
    }

    private NetworkProgram Program => _parts.Program;

    public static void Write(LoopParts parts)
    {
        BatchTraining training = new(parts);
        training.Forward();
        training.Backward();
        if (parts.Program is { Loss: { } loss, InferenceLoss: { } inferenceLoss })
        {
            LossText text = new(parts, loss);
            training.Loss(text, inferenceLoss);
            training.LossAndGradient(text, loss);
            text.WeightOf();
        }
    }

    private void Forward()
    {
        Statement[] updates = [.. Program.Training.Updates];
        bool hasBuffers = updates.Length > 0;
        Begin("The outputs of a batch in training mode" + (hasBuffers ? ", and what becomes of the buffers; an empty span leaves them." : "."));
        using (_parts.Code.Block($"public static void ForwardTraining({_parts.Read} parameters, {(hasBuffers ? $"{_parts.Write} buffers, " : string.Empty)}{_parts.Read} inputs, {_parts.Masks}{_parts.Sequences}{_parts.Write} outputs)"))
        {
            _parts.Check("outputs", "OutputSize", buffers: hasBuffers, optional: true);
            Tensor output = Program.Training.Output;
            IReadOnlyList<Block> layers = LoopParts.Only(Program.Training, [output, .. updates.SelectMany(update => update.Reads).Select(read => read.Tensor)]);
            _parts.Code.Line("int count = inputs.Length / InputSize;");
            _loops.Given();
            _loops.Declare(layers.SelectMany(block => block.Statements));
            _parts.Code.Line();
            _loops.Layers(layers);
            _parts.Code.Line($"{_loops.Source(output)}.CopyTo(outputs);");
            if (hasBuffers)
            {
                _parts.Code.Line();
                using (_parts.Code.Block("if (!buffers.IsEmpty)"))
                {
                    foreach (Statement update in updates)
                        _loops.Write(update);
                }
            }
        }
    }

    private void Backward()
    {
        Adjoint backward = Program.Backward;
        Tensor end = backward.Gradients[Program.Training.Output];
        Begin("The gradients of parameters (summed over the batch) and inputs for given gradients of the outputs in training mode; an empty span skips that result.");
        using (_parts.Code.Block($"public static void Backward({_parts.Read} parameters, {_parts.Read} inputs, {_parts.Masks}{_parts.Sequences}{_parts.Read} outputGradients, {_parts.Write} parameterGradients, {_parts.Write} inputGradients)"))
        {
            _parts.Check("outputGradients", "OutputSize", gradients: true);
            _parts.Code.Line("int count = inputs.Length / InputSize;");
            Gradients(Program.Training.Blocks, [], backward, end, () => _parts.Code.Line($"outputGradients.CopyTo({_loops.Name(end)});"));
        }
    }

    /// <summary>The loss in inference mode, sample by sample.</summary>
    private void Loss(LossText text, LossProgram loss)
    {
        SampleLoops loops = new(_parts);
        Begin($"{LossText.Summary(loss)} In inference mode.");
        using (_parts.Code.Block($"public static {_parts.Number} Loss({_parts.Read} parameters, {_parts.Buffers}{_parts.Read} inputs, {_parts.Read} targets, {_parts.Read} sampleWeights)"))
        {
            _parts.Check("targets", "TargetSize", buffers: Program.Buffers.Count > 0);
            text.Divisor("default");
            IReadOnlyList<Block> layers = [.. LoopParts.Only(Program.Inference, loss.Statements.SelectMany(statement => statement.Reads).Select(read => read.Tensor))
                .Where(block => loss.Layers.Any(layer => layer.Node.Name == block.Node.Name))];
            loops.Declare([.. layers.SelectMany(block => block.Statements), .. loss.Statements]);
            using (loops.Samples())
            {
                loops.Layers(layers);
                loops.Write(loss.Statements);
                text.Add($"{loops.Name(loss.Value)}[0]", "default");
            }

            text.Penalties(withGradients: false);
            text.Return();
        }
    }

    private void LossAndGradient(LossText text, LossProgram loss)
    {
        Begin("The loss of a batch in training mode and its gradients; an empty span skips that result.");
        using (_parts.Code.Block($"public static {_parts.Number} LossAndGradient({_parts.Read} parameters, {_parts.Read} inputs, {_parts.Masks}{_parts.Sequences}{_parts.Read} targets, {_parts.Read} sampleWeights, {_parts.Write} parameterGradients, {_parts.Write} inputGradients)"))
        {
            _parts.Check("targets", "TargetSize", gradients: true);
            text.Divisor();
            Gradients(loss.Layers, loss.Statements, loss.Backward, loss.Backward.Gradients[loss.Value], () =>
            {
                using (_parts.Code.Block(BatchLoops.Samples))
                {
                    text.Add($"{_loops.Name(loss.Value)}[sample]");
                    _parts.Code.Line($"{_loops.Name(loss.Backward.Gradients[loss.Value])}[sample] = weight;");
                }
            });
            text.Penalties(withGradients: true);
            text.Return();
        }
    }

    private void Gradients(IReadOnlyList<Block> layers, IReadOnlyList<Statement> loss, Adjoint backward, Tensor end, Action seed)
    {
        _loops.Given();
        Tensor[] seeds = Program.Carried is { } carried && backward.Gradients.TryGetValue(carried.Final, out Tensor? final) ? [end, final] : [end];
        _loops.Declare([.. layers.SelectMany(block => block.Statements), .. loss, .. backward.Statements], seeds);
        _parts.Code.Line("parameterGradients.Clear();");
        _parts.Code.Line("inputGradients.Clear();");
        _parts.Code.Line();
        _loops.Layers(layers);
        _loops.Write(loss);
        seed();
        _loops.Backward(backward);
        if (backward.Gradients.TryGetValue(Program.Input, out Tensor? input))
        {
            _parts.Code.Line("if (!inputGradients.IsEmpty)");
            _parts.Code.Line($"    {_loops.Source(input)}.CopyTo(inputGradients);");
        }
    }

    private void Begin(string summary)
    {
        _parts.Code.Line();
        _parts.Summary(summary);
    }
}
