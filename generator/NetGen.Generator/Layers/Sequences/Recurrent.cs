using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;

namespace NetGen.Generator.Layers;

/// <summary>
/// A layer with a state that goes from step to step. The products with the inputs of all steps come first, since they wait for no
/// state; what is left for the loop over time is the recurrent product and what <see cref="Cell"/> makes of both.
/// </summary>
internal abstract record Recurrent(AttributeRecord Attribute) : WeightedLayer(Attribute)
{
    public int Units => Attribute.Int("units");

    public bool ReturnSequence => Attribute.Bool("ReturnSequence");

    public bool Bidirectional => Attribute.Bool("Bidirectional");

    /// <summary>Gates: how many times as wide as the state the weights are.</summary>
    protected abstract int Gates { get; }

    /// <summary>Rows of the state: the output, and in an LSTM the cell.</summary>
    protected virtual int States => 1;

    private int Directions => Bidirectional ? 2 : 1;

    public override string Sketch => $"{Kind.ToUpperInvariant()}({Units})";

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.Positive(Attribute, ["units"]), .. base.Arguments];

    public override Shape? Output(Shape input) => input.Rank != 2 || Units < 1 ? null
        : ReturnSequence ? new Shape(input.Extents[0], Directions * Units) : new Shape(Directions * Units);

    public override string Misfit(Shape input) => $"a recurrent layer takes a sequence (steps, features), not the {input} input";

    public override int StateSize(Shape input) => Directions * States * Units;

    public override bool HasLengths => true;

    public override bool DiffersInTraining => true;

    public override bool IsStepwise => !Bidirectional;

    public override Saturation Saturation => Saturation.None;

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int inputs = input.Channels;
        foreach (string prefix in Bidirectional ? new[] { string.Empty, "reverse" } : [string.Empty])
        {
            string Name(string name) => prefix.Length == 0 ? name : prefix + char.ToUpperInvariant(name[0]) + name.Substring(1);
            // Each gate is a matrix of its own as far as its initial spread goes.
            yield return Weights(new Shape(inputs, Gates * Units), inputs, Units) with { Name = Name("inputWeights") };
            yield return Weights(new Shape(Units, Gates * Units), Units, Units) with { Name = Name("recurrentWeights") };
            if (!Bias)
                continue;
            yield return BiasOf(Gates * Units, inputs, Units) with { Name = Name("bias") };
            foreach (string extra in ExtraBiases)
                yield return BiasOf(Units, Units, Units) with { Name = Name(extra) };
        }
    }

    /// <summary>Biases behind the one of the gates, each for one gate.</summary>
    protected virtual IEnumerable<string> ExtraBiases => [];

    public override long MultiplyAdds(Shape input) => (long)Directions * input.Extents[0] * (input.Channels + Units) * Gates * Units;

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Shape result = Output(shape)!;
        Tensor[] states = [.. Enumerable.Range(0, Directions).Select(direction => Pass(lowering, input, shape, direction))];
        Tensor output = lowering.Value(result);
        Axis t = new("t", shape.Extents[0]), j = new("j", Units);
        for (int direction = 0; direction < Directions; direction++)
        {
            Affine unit = Affine.Of(direction * Units, (1, j));
            int first = direction == 0 ? 1 : 0, last = direction == 0 ? shape.Extents[0] : 0;
            if (ReturnSequence)
            {
                Expression value = lowering.IfValid(t, new Read(Access.At(states[direction], Affine.Of(first, (1, t)), j)), 0.0);
                lowering.Map(Access.At(output, t, unit), value, t, j);
            }
            else
            {
                lowering.Map(Access.At(output, unit), new Read(Access.At(states[direction], Affine.Of(last), j)), j);
            }
        }

        return output;
    }

    /// <summary>What a step makes of the sums.</summary>
    protected abstract void Cell(CellStep step);

    /// <summary>One direction; returns its outputs, with the initial state at the end where it starts.</summary>
    private Tensor Pass(Lowering lowering, Tensor input, Shape shape, int direction)
    {
        int steps = shape.Extents[0];
        bool reverse = direction == 1;
        string part = reverse ? "Reverse" : string.Empty;
        Tensor Parameter(string name) => lowering.Parameter(reverse ? "reverse" + char.ToUpperInvariant(name[0]) + name.Substring(1) : name);

        Axis t = new("t", steps), i = new("i", shape.Channels), g = new("g", Gates * Units), j = new("j", Units);
        Tensor fromInput = lowering.Value(new Shape(steps, Gates * Units), part + "FromInput");
        if (Bias)
            lowering.Map(Access.Of(fromInput, t, g), new Read(Access.Of(Parameter("bias"), g)), t, g);
        lowering.Contract(Access.Of(fromInput, t, g), Access.Of(input, t, i), Access.Of(Parameter("inputWeights"), i, g), t, g, i);

        int offset = direction * States * Units;
        Tensor[] states = [.. Enumerable.Range(0, States).Select(state => lowering.Value(new Shape(steps + 1, Units), part + (state == 0 ? "State" : "Cell")))];
        for (int state = 0; state < States; state++)
            lowering.Start(Access.At(states[state], Affine.Of(reverse ? steps : 0), j), offset + (state * Units), j);

        lowering.Loop(t, reverse, () => Cell(new CellStep(lowering, Parameter, part, Units, t, reverse, fromInput, states)));
        for (int state = 0; state < States; state++)
            lowering.Finish(Access.At(states[state], Affine.Of(reverse ? 0 : steps), j), offset + (state * Units), j);
        return states[0];
    }
}
