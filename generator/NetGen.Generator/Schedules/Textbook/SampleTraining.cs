using NetGen.Generator.Algebra;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Training one sample at a time, for networks whose samples know nothing of each other.</summary>
internal sealed class SampleTraining
{
    private readonly LoopParts _parts;
    private readonly SampleLoops _loops;

    private SampleTraining(LoopParts parts)
    {
        _parts = parts;
        _loops = new SampleLoops(parts);
    }

    public static void Write(LoopParts parts)
    {
        SampleTraining training = new(parts);
        training.Backward();
        if (parts.Program.Loss is { } loss)
        {
            training.Loss(loss);
            training.LossAndGradient(loss);
        }
    }

    private void Backward()
    {
        NetworkProgram program = _parts.Program;
        _parts.Code.Line();
        _parts.Summary("The gradients of parameters (summed over the batch) and inputs for given gradients of the outputs; an empty span skips that result.");
        using (_parts.Code.Block($"public static void Backward({_parts.Read} parameters, {_parts.Read} inputs, {_parts.Read} outputGradients, {_parts.Write} parameterGradients, {_parts.Write} inputGradients)"))
        {
            _parts.Check("outputGradients", "OutputSize", gradients: true);
            Gradients(program.Training.Blocks, [], program.Backward, program.Training.Output, () => _loops.Copy(program.Backward.Gradients[program.Training.Output], "outputGradients", "OutputSize", from: false));
        }
    }

    private void Loss(LossProgram loss)
    {
        _parts.Code.Line();
        _parts.Summary(LossText.Summary(loss));
        using (_parts.Code.Block($"public static {_parts.Number} Loss({_parts.Read} parameters, {_parts.Read} inputs, {_parts.Read} targets, {_parts.Read} sampleWeights)"))
            _parts.Code.Line("return LossAndGradient(parameters, inputs, targets, sampleWeights, default, default);");
    }

    private void LossAndGradient(LossProgram loss)
    {
        LossText text = new(_parts, loss);
        _parts.Code.Line();
        _parts.Summary("The loss of a batch and its gradients; an empty span skips that result.");
        using (_parts.Code.Block($"public static {_parts.Number} LossAndGradient({_parts.Read} parameters, {_parts.Read} inputs, {_parts.Read} targets, {_parts.Read} sampleWeights, {_parts.Write} parameterGradients, {_parts.Write} inputGradients)"))
        {
            _parts.Check("targets", "TargetSize", gradients: true);
            text.Divisor();
            Gradients(loss.Layers, loss.Statements, loss.Backward, loss.Value, () =>
            {
                text.Add($"{_loops.Name(loss.Value)}[0]");
                if (loss.Backward.Gradients.TryGetValue(loss.Value, out Tensor? seed))
                    _parts.Code.Line($"{_loops.Name(seed)}[0] = weight;");
            });
            text.Penalties(withGradients: true);
            text.Return();
        }

        text.WeightOf();
    }

    private void Gradients(IReadOnlyList<Block> layers, IReadOnlyList<Statement> loss, Adjoint backward, Tensor end, Action seed)
    {
        _loops.Declare([.. layers.SelectMany(block => block.Statements), .. loss, .. backward.Statements], backward.Gradients[end]);
        _parts.Code.Line("parameterGradients.Clear();");
        _parts.Code.Line("inputGradients.Clear();");
        using (_loops.Samples())
        {
            _loops.Layers(layers);
            _loops.Write(loss);
            seed();
            _loops.Backward(backward);
            if (backward.Gradients.TryGetValue(_parts.Program.Input, out Tensor? input))
            {
                using (_parts.Code.Block("if (!inputGradients.IsEmpty)"))
                    _loops.Copy(input, "inputGradients", "InputSize", from: true);
            }
        }
    }
}
