using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Emission;

/// <content>Members with a span for each input, output and target, where there are several: they bring samples together for the others.</content>
internal sealed partial class MemberWriter
{
    private const string Wrong = "/// <exception cref=\"ArgumentException\">A span has the wrong length, spans overlap, the workspace does not fit, or a target is out of range.</exception>";

    private Part[] InputParts => Parts(typed.Inputs, _graph.Inputs, _graph.Input);

    private Part[] OutputParts => Parts(typed.Outputs, _graph.Outputs, _graph.Output);

    private Part[] TargetParts => Parts(typed.Targets, _graph.Loss is WeightedLoss loss ? loss.Terms.Select(term => term.Target).ToEquatableArray() : EquatableArray<SamplePart>.Empty, new Shape([.. _graph.Loss!.TargetExtents(_graph.Output)]));

    /// <summary>The parameters of a typed member; one alone is what the flat member takes.</summary>
    private static Part[] Parts(EquatableArray<string> names, EquatableArray<SamplePart> parts, Shape all) => names.Count == 1
        ? [new Part(names[0], parts.Count == 1 ? parts[0].Shape : all, 0, parts.Count == 1 ? parts[0].Size : (int)all.Size)]
        : [.. names.Zip(parts, (name, part) => new Part(name, part.Shape, part.Offset, part.Size))];

    private void TypedTraining()
    {
        if (!typed.Any)
            return;
        TypedForward("ForwardTraining", "The forward pass in training mode", ", Workspace workspace, in TrainingContext<" + _number + "> context = default", ", workspace, context");
        TypedBackward();
    }

    /// <param name="name">The member.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="more">Its parameters behind the spans.</param>
    /// <param name="arguments">What it hands on for them.</param>
    /// <param name="owned">Whether it has parameters at hand that must not be written to.</param>
    private void TypedForward(string name, string summary, string more, string arguments, bool owned = true)
    {
        if (!typed.Any)
            return;
        code.Line($"/// <summary>{summary} with a span for each input and output: {Shapes(InputParts)} to {Shapes(OutputParts)}.</summary>");
        code.Line(Wrong);
        using (code.Block($"public void {name}({Read(InputParts)}, {Write(OutputParts)}{more})"))
        {
            Batch(InputParts, OutputParts);
            foreach (Part output in OutputParts)
            {
                Separate(output.Name, [.. InputParts.Select(part => part.Name), .. OutputParts.TakeWhile(part => part != output).Select(part => part.Name)]);
                // What is brought together first is checked where it is written.
                if (owned && OutputParts.Length > 1)
                    Unowned(output.Name);
            }

            string inputs = Joined(InputParts, "Inputs", "InputSize", "samples");
            if (OutputParts.Length == 1)
            {
                code.Line($"{name}({inputs}, {OutputParts[0].Name}{arguments});");
                return;
            }

            code.Line($"Span<{_number}> results = SampleParts<{_number}>.Outputs(batch, OutputSize);");
            code.Line($"{name}({inputs}, results{arguments});");
            Split(OutputParts, "results", "OutputSize");
        }

        code.Line();
    }

    private void TypedBackward()
    {
        (string[] outputNames, string[] inputNames) = typed.Gradients();
        Part[] outputs = [.. OutputParts.Zip(outputNames, (part, name) => part with { Name = name })], inputs = [.. InputParts.Zip(inputNames, (part, name) => part with { Name = name })];
        code.Line("/// <summary>Gradients for the last <see cref=\"ForwardTraining(ReadOnlySpan{" + _number + "}, Span{" + _number + "}, Workspace, in TrainingContext{" + _number + "})\"/> on this workspace, with a span for each output and input; an empty span skips that result.</summary>");
        code.Line("/// <exception cref=\"InvalidOperationException\">There was no forward pass in training mode.</exception>");
        code.Line(Wrong);
        using (code.Block($"public void Backward(Workspace workspace, {Read(outputs)}, Span<{_number}> parameterGradients, {Write(inputs)})"))
        {
            code.Line("NetworkArguments.Workspace(workspace, Description, 0);");
            code.Line("int batch = NetworkArguments.Kept(workspace);");
            foreach (Part output in outputs)
            {
                code.Line($"NetworkArguments.Length(nameof({output.Name}), batch, {Literal.Of(output.Size)}, {output.Name}.Length);");
                Separate("parameterGradients", [output.Name]);
            }

            foreach (Part input in inputs)
                CheckGradient(input, [.. outputs.Select(part => part.Name), "parameterGradients", .. inputs.TakeWhile(part => part != input).Select(part => part.Name)]);

            string gradients = Joined(outputs, "Outputs", "OutputSize", "results");
            if (inputs.Length == 1)
            {
                code.Line($"Backward(workspace, {gradients}, parameterGradients, {inputs[0].Name});");
                return;
            }

            code.Line($"Span<{_number}> samples = {NoneOf(inputs)} ? default : SampleParts<{_number}>.Inputs(batch, InputSize);");
            code.Line($"Backward(workspace, {gradients}, parameterGradients, samples);");
            Split(inputs, "samples", "InputSize");
        }

        code.Line();
    }

    private void TypedLoss()
    {
        if (!typed.Any || typed.LossIsFlat)
            return;
        string data = $"{Read(InputParts)}, {Read(TargetParts)}";
        Part[] gradients = [.. InputParts.Zip(typed.LossGradients(), (part, name) => part with { Name = name })];
        code.Line("/// <summary>The loss of a batch in training mode and its gradient, with a span for each input and target; that with respect to an input where there is room for it.</summary>");
        code.Line(Wrong);
        string wanted = string.Join(", ", gradients.Select(part => $"Span<{_number}> {part.Name} = default"));
        using (code.Block($"public {_number} LossAndGradient({data}, Span<{_number}> parameterGradients, Workspace workspace, in TrainingContext<{_number}> context = default, {wanted})"))
        {
            Batch(InputParts, TargetParts);
            Separate("parameterGradients", [.. InputParts.Concat(TargetParts).Select(part => part.Name)]);
            foreach (Part gradient in gradients)
                CheckGradient(gradient, [.. InputParts.Concat(TargetParts).Select(part => part.Name), "parameterGradients", .. gradients.TakeWhile(part => part != gradient).Select(part => part.Name)]);
            string inputs = Joined(InputParts, "Inputs", "InputSize", "samples"), targets = Joined(TargetParts, "Outputs", "TargetSize", "results");
            if (gradients.Length > 1)
                code.Line($"Span<{_number}> slopes = {NoneOf(gradients)} ? default : SampleParts<{_number}>.Gradients(batch, InputSize);");
            code.Line($"{_number} loss = LossAndGradient({inputs}, {targets}, parameterGradients, workspace, context, {(gradients.Length > 1 ? "slopes" : gradients[0].Name)});");
            if (gradients.Length > 1)
                Split(gradients, "slopes", "InputSize");
            code.Line("return loss;");
        }

        code.Line();
        code.Line("/// <summary>The loss of a batch in inference mode, with a span for each input and target.</summary>");
        code.Line(Wrong);
        using (code.Block($"public {_number} Loss({data}, Workspace workspace)"))
        {
            Batch(InputParts, TargetParts);
            code.Line($"return Loss({Joined(InputParts, "Inputs", "InputSize", "samples")}, {Joined(TargetParts, "Outputs", "TargetSize", "results")}, workspace);");
        }

        code.Line();
    }

    /// <summary>Checks room for the gradient of an input, which may be left out.</summary>
    private void CheckGradient(Part input, string[] others)
    {
        code.Line($"if (!{input.Name}.IsEmpty)");
        code.Line($"    NetworkArguments.Length(nameof({input.Name}), batch, {Literal.Of(input.Size)}, {input.Name}.Length);");
        Separate(input.Name, others);
        Unowned(input.Name);
    }

    private static string NoneOf(Part[] gradients) => string.Join(" && ", gradients.Select(part => $"{part.Name}.IsEmpty"));

    /// <summary>Counts the samples and checks that every span has as many.</summary>
    private void Batch(Part[] inputs, Part[] others)
    {
        code.Line($"int batch = NetworkArguments.Batch({inputs[0].Name}.Length, {Literal.Of(inputs[0].Size)}, nameof({inputs[0].Name}));");
        foreach (Part part in inputs.Skip(1).Concat(others))
            code.Line($"NetworkArguments.Length(nameof({part.Name}), batch, {Literal.Of(part.Size)}, {part.Name}.Length);");
    }

    private void Separate(string written, string[] others)
    {
        foreach (string other in others)
            code.Line($"NetworkArguments.Separate<{_number}>(nameof({other}), {other}, nameof({written}), {written});");
    }

    /// <summary>What a flat member is given for several spans.</summary>
    private string Joined(Part[] parts, string room, string size, string name)
    {
        if (parts.Length == 1)
            return parts[0].Name;
        code.Line($"Span<{_number}> {name} = SampleParts<{_number}>.{room}(batch, {size});");
        foreach (Part part in parts)
            code.Line($"SampleParts<{_number}>.Join({part.Name}, {Literal.Of(part.Size)}, {name}, {Literal.Of(part.Offset)}, {size});");
        return name;
    }

    private void Split(Part[] parts, string name, string size)
    {
        foreach (Part part in parts)
            code.Line($"SampleParts<{_number}>.Split({name}, {Literal.Of(part.Offset)}, {size}, {part.Name}, {Literal.Of(part.Size)});");
    }

    private string Read(Part[] parts) => string.Join(", ", parts.Select(part => $"ReadOnlySpan<{_number}> {part.Name}"));

    private string Write(Part[] parts) => string.Join(", ", parts.Select(part => $"Span<{_number}> {part.Name}"));

    private static string Shapes(Part[] parts) => string.Join(", ", parts.Select(part => $"<c>{part.Name}</c> {part.Shape}"));

    /// <summary>A parameter of a typed member.</summary>
    private sealed record Part(string Name, Shape Shape, int Offset, int Size);
}
