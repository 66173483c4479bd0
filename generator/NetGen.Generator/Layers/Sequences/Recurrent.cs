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

    /// <summary>How the steps of a formula and the rows of the code go together.</summary>
    protected const string RowsOfSteps = "; row t + 1 of the state is that after step t, row 0 that before the first";

    private int Directions => Bidirectional ? 2 : 1;

    public override string Sketch => $"{Kind.ToUpperInvariant()}({Units})";

    public override IEnumerable<ArgumentProblem> Arguments => [.. ArgumentProblems.Positive(Attribute, ["units"]), .. base.Arguments];

    public override Shape? Output(Shape input) => input.Rank != 2 || Units < 1 || Widest > int.MaxValue ? null
        : ReturnSequence ? new Shape(input.Extents[0], Directions * Units) : new Shape(Directions * Units);

    /// <summary>The columns of the weights, or of what goes out: whichever are more.</summary>
    private long Widest => Math.Max(Gates, (long)Directions * States) * Units;

    public override string Misfit(Shape input) => input.Rank == 2 && Widest > int.MaxValue
        ? $"{Units} units are too many for the {input} input"
        : $"a recurrent layer takes a sequence (steps, features), not the {input} input";

    public override int StateSize(Shape input) => Directions * States * Units;

    public override bool HasLengths => true;

    public override bool DiffersInTraining => true;

    public override bool IsStepwise => !Bidirectional;

    public override int? Past => null;

    public override IEnumerable<ParameterSpec> Parameters(Shape input)
    {
        int inputs = input.Channels;
        foreach (int direction in Enumerable.Range(0, Directions))
        {
            // Each gate is a matrix of its own as far as its initial spread goes.
            yield return Weights(new Shape(inputs, Gates * Units), inputs, Units) with { Name = Named("inputWeights", direction) };
            yield return Weights(new Shape(Units, Gates * Units), Units, Units) with { Name = Named("recurrentWeights", direction) };
            if (!Bias)
                continue;
            yield return BiasOf(Gates * Units, inputs, Units) with { Name = Named("bias", direction) };
            foreach (string extra in ExtraBiases)
                yield return BiasOf(Units, Units, Units) with { Name = Named(extra, direction) };
        }
    }

    /// <summary>A parameter of a direction.</summary>
    private static string Named(string name, int direction) => direction == 0 ? name : "reverse" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Biases behind the one of the gates, each for one gate.</summary>
    protected virtual IEnumerable<string> ExtraBiases => [];

    public override long MultiplyAdds(Shape input) => Numbers.Product(Directions, input.Extents[0], (long)input.Channels + Units, Gates, Units);

    public override Tensor Lower(Lowering lowering, Tensor input, Shape shape)
    {
        Shape result = Output(shape)!;
        if (lowering.Streaming is { } streaming)
            return Step(lowering, streaming, input, shape);
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

    /// <summary>One step by itself.</summary>
    private Tensor Step(Lowering lowering, StreamState stream, Tensor input, Shape shape)
    {
        Axis t = new("t", 1), j = new("j", Units);
        Tensor fromInput = FromInput(lowering, lowering.Parameter, string.Empty, input, shape, t);
        Tensor output = lowering.Value(Output(shape)!);
        Access[] after = [ReturnSequence ? Access.Of(output, t, j) : Access.Of(output, j), .. Enumerable.Range(1, States - 1).Select(_ => Access.Of(lowering.Value(new Shape(Units), "Cell"), j))];
        for (int state = 0; state < States; state++)
            stream.Replace(lowering.StateOffset + (state * Units), after[state].Tensor);
        Cell(new CellStep(lowering, lowering.Parameter, string.Empty, j, t, fromInput, row => Access.At(stream.Before, Affine.Of(lowering.StateOffset + (row * Units), (1, j))), row => after[row]));
        return output;
    }

    /// <summary>What the inputs contribute to the gates, which waits for no state.</summary>
    private Tensor FromInput(Lowering lowering, Func<string, Tensor> parameter, string part, Tensor input, Shape shape, Axis t)
    {
        Axis i = new("i", shape.Channels), g = new("g", Gates * Units);
        Tensor fromInput = lowering.Value(new Shape(t.Extent, Gates * Units), part + "FromInput");
        if (Bias)
            lowering.Map(Access.Of(fromInput, t, g), new Read(Access.Of(parameter("bias"), g)), t, g);
        lowering.Contract(Access.Of(fromInput, t, g), Access.Of(input, t, i), Access.Of(parameter("inputWeights"), i, g), inOneSum: true, t, g, i);
        return fromInput;
    }

    /// <summary>One direction; returns its outputs, with the initial state at the end where it starts.</summary>
    private Tensor Pass(Lowering lowering, Tensor input, Shape shape, int direction)
    {
        int steps = shape.Extents[0], offset = direction * States * Units;
        bool reverse = direction == 1;
        string part = reverse ? "Reverse" : string.Empty;
        Tensor Parameter(string name) => lowering.Parameter(Named(name, direction));

        Axis t = new("t", steps), j = new("j", Units);
        Tensor fromInput = FromInput(lowering, Parameter, part, input, shape, t);
        Tensor[] states = [.. Enumerable.Range(0, States).Select(state => lowering.Value(new Shape(steps + 1, Units), part + (state == 0 ? "State" : "Cell")))];
        for (int state = 0; state < States; state++)
            lowering.Start(Access.At(states[state], Affine.Of(reverse ? steps : 0), j), offset + (state * Units), j);

        Access At(int row, int ahead) => Access.At(states[row], Affine.Of(ahead, (1, t)), j);
        lowering.Loop(t, reverse, () => Cell(new CellStep(lowering, Parameter, part, j, t, fromInput, row => At(row, reverse ? 1 : 0), row => At(row, reverse ? 0 : 1))));
        for (int state = 0; state < States; state++)
            lowering.Finish(Access.At(states[state], Affine.Of(reverse ? 0 : steps), j), offset + (state * Units), j);
        return states[0];
    }
}
