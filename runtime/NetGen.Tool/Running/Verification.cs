using NetGen.Models;

namespace NetGen.Tool.Running;

/// <summary>Runs an imported model on inputs and compares its answers.</summary>
internal static class Verification
{
    /// <summary>Imports, compiles, runs and compares.</summary>
    /// <param name="path">The model.</param>
    /// <param name="inputs">Its inputs, in its own layout and order.</param>
    /// <param name="answers">What it answers.</param>
    /// <param name="bySteps">Whether the rows are the steps of one sequence.</param>
    public static Comparison Run(string path, TensorData[] inputs, TensorData[] answers, bool bySteps)
    {
        ImportOptions options = new();
        if (bySteps)
        {
            // Of a convolution whose file has weights alone, the numbers tell what the file does not.
            (int steps, int features) = Table(inputs[0]);
            int expected = answers[0].Shape[^1];
            options = options with { Steps = steps, Features = features, OutputSteps = expected == 1 || expected == features
                ? null : expected };
        }

        ImportedModel model = ModelFile.Read(path, options);
        return Compare(model, CompiledModel.Compile(model), inputs, answers, bySteps);
    }

    /// <summary>Runs a compiled model and compares.</summary>
    /// <param name="model">The model.</param>
    /// <param name="compiled">Its class.</param>
    /// <param name="inputs">Its inputs, in its own layout and order.</param>
    /// <param name="answers">What it answers.</param>
    /// <param name="bySteps">Whether the rows are the steps of one sequence.</param>
    public static Comparison Compare(ImportedModel model, CompiledModel compiled, TensorData[] inputs, TensorData[] answers, bool bySteps)
    {
        if (inputs.Length != model.Inputs.Length || answers.Length != model.Outputs.Length)
            throw new InvalidDataException($"Expected {model.Inputs.Length} inputs and {model.Outputs.Length} outputs, as the model has, "
                + $"got {inputs.Length} and {answers.Length}.");
        float[] got = bySteps && compiled.Streams ? compiled.Stream(inputs[0].Numbers) : Forward(model, compiled, inputs);
        return Comparison.Of(got, answers.Length == 1 ? answers[0].Numbers : [.. answers.SelectMany(answer => answer.Numbers)]);
    }

    /// <summary>The answers in the model's layout, one output behind the other.</summary>
    private static float[] Forward(ImportedModel model, CompiledModel compiled, TensorData[] inputs)
    {
        int inputSize = model.Inputs.Sum(input => input.Size), outputSize = model.Outputs.Sum(output => output.Size);
        int batch = inputs[0].Numbers.Length / model.Inputs[0].Size;
        float[] samples = new float[checked(Math.Max(1, batch) * inputSize)];
        for (int i = 0, offset = 0; i < inputs.Length; offset += model.Inputs[i++].Size)
        {
            if (inputs[i].Numbers.Length != (long)batch * model.Inputs[i].Size)
                throw new InvalidDataException($"Expected samples of {model.Inputs[i].Size} numbers in input '{model.Inputs[i].Name}', got "
                    + $"{inputs[i].Numbers.Length} numbers.");
            model.Inputs[i].ToNetwork(inputs[i].Numbers, samples.AsSpan(offset), inputSize);
        }

        float[] outputs = compiled.Forward(samples), answers = new float[outputs.Length];
        for (int i = 0, offset = 0; i < model.Outputs.Length; offset += model.Outputs[i++].Size)
            model.Outputs[i].FromNetwork(outputs.AsSpan(offset), outputSize, answers.AsSpan(offset * batch, batch * model.Outputs[i].Size));
        return answers;
    }

    /// <summary>Steps, and the features of each; a batch of one sequence may stand before them.</summary>
    private static (int Steps, int Features) Table(TensorData tensor) =>
        tensor.Shape is [] or [0, ..] ? throw new InvalidDataException("Expected steps, got none.")
        : tensor.Shape.Length == 1 ? (tensor.Shape[0], 1)
        : (tensor.Numbers.Length / Math.Max(1, tensor.Shape[^1]), tensor.Shape[^1]);
}
