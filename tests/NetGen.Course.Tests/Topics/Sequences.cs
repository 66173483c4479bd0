using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Recurrent layers: their states, and back-propagation through time.</summary>
internal static class Sequences
{
    public static void RnnOfThreeSteps<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> given = @case.Inputs;
        Assert.Equal("tanh", given["hidden_activation"].Text);
        T wi = given["w_i"].Number, wh = given["w_h"].Number, wo = given["w_o"].Number, rate = given["lr"].Number;
        T[] x = given["x"].Numbers, y = [given["y"].Number], start = [given["o_0"].Number];

        T[] o = Twin<RnnOutputs, RnnOutputsDouble>.With<T>(wi, wh).Sequence(x, start, 3, new T[3], new T[1]).Outputs, before = [.. start, .. o[..2]];
        @case.Expected["o"].Is(o);
        Model<T> sum = Twin<RnnSum, RnnSumDouble>.With<T>(wi, wh);
        @case.Expected["z"].Is([.. x.Select((step, t) => sum.Sequence([step], [before[t]], 1, new T[1], new T[1]).Outputs[0])]);
        @case.Expected["z_out"].Is(Twin<RnnLogit, RnnLogitDouble>.With<T>(wi, wh, wo).Forward(x));

        Model<T> model = Twin<RnnOfThree, RnnOfThreeDouble>.With<T>(wi, wh, wo);
        T[] answer = model.Forward(x);
        @case.Expected["yhat"].Is(answer);
        (T loss, T[] gradient) = model.LossAndGradient(x, y);
        @case.Expected["loss"].Is(loss);
        @case.Expected["dwi"].Is(gradient[0]);
        @case.Expected["dwh"].Is(gradient[1]);
        @case.Expected["dwo"].Is(gradient[2]);
        @case.Expected["wi_new"].Is(wi - (rate * gradient[0]));
        @case.Expected["wh_new"].Is(wh - (rate * gradient[1]));
        @case.Expected["wo_new"].Is(wo - (rate * gradient[2]));

        // The error of each sum is the gradient of its input over the weight between them; each term is that times what the weight multiplied.
        T error = (answer[0] - y[0]) / (answer[0] * (T.One - answer[0]));
        T[] errors = [.. model.Backward(x, [error]).Inputs.Select(each => each / wi)];
        @case.Expected["dwi_terms_t1_to_T"].Is([.. errors.Zip(x, (each, input) => each * input)]);
        @case.Expected["dwh_terms_t1_to_T"].Is([.. errors.Zip(before, (each, state) => each * state)]);
    }

    public static void Hadamard<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = Twin<Hadamard, HadamardDouble>.With<T>([.. new T[9], .. @case.Inputs["b"].Numbers]);
        @case.Expected["product"].Is(model.Forward(@case.Inputs["a"].Numbers));
    }

    public static void LstmOfTwoSteps<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int units = 3, inputs = 2;
        Given<T> gates = @case.Inputs["gates"];
        Assert.Equal("in_out", @case.Inputs["W_layout"].Text);
        // The course's gates in our order: input, forget, cell, output.
        string[] order = ["i", "f", "g", "o"];
        T[] Rows(string part, int count) => [.. Enumerable.Range(0, count).SelectMany(row => order.SelectMany(gate => gates[gate][part][row].Numbers))];
        Model<T> model = Twin<LstmOfTwo, LstmOfTwoDouble>.With<T>([.. Rows("Wx", inputs), .. Rows("Wh", units), .. order.SelectMany(gate => gates[gate]["b"].Numbers)]);

        T[] x = @case.Inputs["x"].Numbers, h0 = @case.Inputs["h0"].Numbers, c0 = @case.Inputs["c0"].Numbers;
        T[] outputs = [.. new T[units], .. @case.Inputs["upstream_h2"].Numbers], ends = [.. new T[units], .. @case.Inputs["upstream_c2"].Numbers];
        SequencePass<T> pass = model.Sequence(x, [.. h0, .. c0], 2, outputs, ends);
        T[] h = h0;
        for (int step = 0; step < 2; step++)
        {
            Answer<T> expected = @case.Expected["steps"][step];
            T[] seen = [.. x[(step * inputs)..((step + 1) * inputs)], .. h];
            foreach (string gate in order)
            {
                T[] weights = [.. gates[gate]["Wx"].Numbers, .. gates[gate]["Wh"].Numbers, .. gates[gate]["b"].Numbers];
                Model<T> single = gate == "g" ? Twin<LstmCandidate, LstmCandidateDouble>.With<T>(weights) : Twin<LstmGate, LstmGateDouble>.With<T>(weights);
                expected[gate].Is(single.Forward(seen));
            }

            h = pass.Outputs[(step * units)..((step + 1) * units)];
            expected["h"].Is(h);
            expected["c"].Is(model.Sequence(x, [.. h0, .. c0], step + 1, outputs, ends).FinalState[units..]);
        }

        int width = order.Length * units;
        for (int gate = 0; gate < order.Length; gate++)
        {
            Answer<T> expected = @case.Expected["grads"][order[gate]];
            T[] Part(int row) => pass.Parameters[((row * width) + (gate * units))..((row * width) + ((gate + 1) * units))];
            expected["dWx"].Is([.. Enumerable.Range(0, inputs).SelectMany(Part)]);
            expected["dWh"].Is([.. Enumerable.Range(inputs, units).SelectMany(Part)]);
            expected["db"].Is(Part(inputs + units));
        }

        @case.Expected["dx"].Is(pass.Inputs);
        @case.Expected["dh0"].Is(pass.InitialState[..units]);
        @case.Expected["dc0"].Is(pass.InitialState[units..]);
    }

    public static void LstmShapes<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription[] cells = [LstmFrom2To3.Description, LstmFrom100To128.Description, LstmFrom5To5.Description];
        Given<T>[] given = [.. @case.Inputs["cases"].Items];
        Assert.Equal(given.Select(each => (each["I"].Integer, each["H"].Integer)), cells.Select(cell => (cell.InputShape[1], cell.Layers[0].OutputShape[0])));
        @case.Expected["params"].Is(cells.Select(cell => cell.ParameterCount));

        // Named by what they are in every cell: ours hold the four gates side by side.
        string Name(NetworkDescription cell, int extent) => extent == cell.InputShape[1] ? "I" : extent == cell.Layers[0].OutputShape[0] ? "H" : "?";
        string[] Names(string slot, bool ofGate) => Assert.Single(cells.Take(2).Select(cell => string.Join(" ", cell.Slots.Single(other => other.Name == slot).Shape
            .Select((extent, i) => Name(cell, ofGate && i == cell.Slots.Single(other => other.Name == slot).Shape.Length - 1 ? extent / 4 : extent)))).Distinct()).Split(' ');
        @case.Expected["gate_shape"].Is(Names("bias", ofGate: true));
        @case.Expected["Wx_shape"].Is(Names("inputWeights", ofGate: true));
        @case.Expected["Wh_shape"].Is(Names("recurrentWeights", ofGate: true));
    }
}
