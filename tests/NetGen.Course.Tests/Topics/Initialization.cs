using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Initialisers, and what the start of training does to them.</summary>
internal static class Initialization
{
    /// <summary>
    /// The same seed draws the same raw numbers whatever the initialiser, so the quotient of two layers is the quotient of
    /// their spreads; the case's own draws times that spread are the weights it expects.
    /// </summary>
    public static void SpreadOfHeAndXavier<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> normal = Twin<UnitNormalLayer, UnitNormalLayerDouble>.Create<T>(seed: 1);
        Model<T> uniform = Twin<UnitUniformLayer, UnitUniformLayerDouble>.Create<T>(seed: 1);
        Assert.Equal((int[])[@case.Inputs["n_prev"].Integer, @case.Inputs["n_this"].Integer], normal.Description.Slots.Single().Shape.ToArray());
        T[] normalDraws = @case.Inputs["standard_normal_draws"].Numbers, uniformDraws = @case.Inputs["uniform_minus1_1_draws"].Numbers;

        T he = Spread(Twin<HeNormalLayer, HeNormalLayerDouble>.Create<T>(seed: 1), normal);
        @case.Expected["he_factor"].Is(he);
        @case.Expected["W_he"].Is(Times(normalDraws, he));

        T xavier = Spread(Twin<XavierFanInLayer, XavierFanInLayerDouble>.Create<T>(seed: 1), uniform);
        @case.Expected["xavier_factor_notes"].Is(xavier);
        @case.Expected["W_xavier_notes"].Is(Times(uniformDraws, xavier));

        T glorot = Spread(Twin<GlorotUniformLayer, GlorotUniformLayerDouble>.Create<T>(seed: 1), uniform);
        @case.Expected["glorot_uniform_limit"].Is(glorot);
        @case.Expected["W_glorot_uniform"].Is(Times(uniformDraws, glorot));

        @case.Expected["glorot_normal_std"].Is(Spread(Twin<GlorotNormalLayer, GlorotNormalLayerDouble>.Create<T>(seed: 1), normal));
    }

    public static void StartWithTanh<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => FirstSteps(@case, "tanh", Twin<TanhSigmoidMlp, TanhSigmoidMlpDouble>.Create<T>());

    public static void StartWithSigmoid<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => FirstSteps(@case, "sigmoid", Twin<SigmoidSigmoidMlp, SigmoidSigmoidMlpDouble>.Create<T>());

    private static void FirstSteps<T>(CourseCase<T> @case, string hidden, Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> given = @case.Inputs;
        Assert.Equal(hidden, given["hidden_activation"].Text);
        Assert.Equal("sigmoid", given["output_activation"].Text);

        Assert.Equal(given["sizes"].Integers, Layers.Sizes(model.Description));
        foreach (ParameterSlot slot in model.Description.Slots)
        {
            Span<T> values = model.Parameters.Slice(slot.Offset, slot.Length);
            if (slot.Role == ParameterRole.Bias)
                values.Fill(given["b_init"].Number);
            else if (given.Names.Contains("W_init"))
                values.Fill(given["W_init"].Number);
            else
                given[slot.Layer == "Dense1" ? "W1_init" : "W2_init"].Numbers.CopyTo(values);
        }

        var optimizer = new Sgd(given["lr"].Double);
        for (int step = 0; step < given["steps"].Integer; step++)
        {
            (T loss, T[] gradient) = model.LossAndGradient(given["X"].Numbers, given["Y"].Numbers);
            Answer<T> expected = @case.Expected["steps"][step];
            expected["loss"].Is(loss);
            expected["dW1"].Is(Layers.Slot<T>(model.Description, gradient, "Dense1.weights"));
            expected["db1"].Is(Layers.Slot<T>(model.Description, gradient, "Dense1.bias"));
            expected["dW2"].Is(Layers.Slot<T>(model.Description, gradient, "Dense2.weights"));
            expected["db2"].Is(Layers.Slot<T>(model.Description, gradient, "Dense2.bias"));
            optimizer.Step<T>(model.Parameters, gradient);
        }

        T[] w1 = Layers.Slot<T>(model.Description, model.Parameters, "Dense1.weights"), b1 = Layers.Slot<T>(model.Description, model.Parameters, "Dense1.bias");
        T[] w2 = Layers.Slot<T>(model.Description, model.Parameters, "Dense2.weights"), b2 = Layers.Slot<T>(model.Description, model.Parameters, "Dense2.bias");
        @case.Expected["W1_after3"].Is(w1);
        @case.Expected["b1_after3"].Is(b1);
        @case.Expected["W2_after3"].Is(w2);
        @case.Expected["b2_after3"].Is(b2);

        // What reaches a hidden unit, what it adds, and what it sends on: the same bits for both.
        bool identical = w1[0] == w1[1] && w1[2] == w1[3] && b1[0] == b1[1] && w2[0] == w2[1];
        @case.Expected["hidden_units_identical"].Is(identical);
    }

    private static T Spread<T>(Model<T> layer, Model<T> unit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] quotients = layer.Parameters.ToArray().Zip(unit.Parameters.ToArray(), (weight, draw) => weight / draw).ToArray();
        T largest = quotients.Max(), smallest = quotients.Min();
        Assert.True(largest - smallest <= T.CreateChecked(1e-6) * largest, $"The weights are no multiple of the draws: {smallest} to {largest} times.");
        return quotients[0];
    }

    private static T[] Times<T>(T[] draws, T factor)
        where T : unmanaged, INumberBase<T> => Array.ConvertAll(draws, draw => draw * factor);
}
