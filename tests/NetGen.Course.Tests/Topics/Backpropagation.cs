using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Forward and backward passes of small networks, and their training steps.</summary>
internal static class Backpropagation
{
    public static void XorWithRelu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers;
        Given<T> layers = @case.Inputs["layers"];
        Model<T> model = Twin<XorMlp, XorMlpDouble>.With<T>(Layers.Parameters(layers, bias: true));

        T[] z1 = Twin<Affine2To2, Affine2To2Double>.With<T>(Layers.Parameters(layers[0])).Forward(x);
        (T loss, T[] gradient) = model.LossAndGradient(x, @case.Inputs["target"].Numbers);
        @case.Expected["z1"].Is(z1);
        @case.Expected["h"].Is(Twin<ReluUnit, ReluUnitDouble>.Create<T>().Forward(z1));
        @case.Expected["y"].Is(model.Forward(x));
        @case.Expected["loss"].Is(loss);
        @case.Expected["dW1"].Is(Layers.Slot<T>(model.Description, gradient, "Dense1.weights"));
        @case.Expected["db1"].Is(Layers.Slot<T>(model.Description, gradient, "Dense1.bias"));
        @case.Expected["dW2"].Is(Layers.Slot<T>(model.Description, gradient, "Dense2.weights"));
        @case.Expected["db2"].Is(Layers.Slot<T>(model.Description, gradient, "Dense2.bias"));
    }

    public static void DeadRelu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(@case.Inputs["leaky_slope"].Double, new LeakyReluAttribute().Slope);
        T[] x = @case.Inputs["x"].Numbers;
        T[] parameters = [.. @case.Inputs["w"].Numbers, @case.Inputs["b"].Number];

        @case.Expected["z"].Is(Twin<Affine2To1, Affine2To1Double>.With<T>(parameters).Forward(x));
        Neuron("relu", Twin<ReluNeuron, ReluNeuronDouble>.With<T>(parameters));
        Neuron("leaky", Twin<LeakyReluNeuron, LeakyReluNeuronDouble>.With<T>(parameters));

        void Neuron(string name, Model<T> neuron)
        {
            T[] gradient = neuron.Backward(x, [@case.Inputs["upstream"].Number]).Parameters;
            @case.Expected[name]["a"].Is(neuron.Forward(x));
            @case.Expected[name]["dw"].Is(gradient.AsSpan(0, x.Length));
            @case.Expected[name]["db"].Is(gradient.AsSpan(x.Length));
        }
    }

    public static void SameSign<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["a_prev"].Numbers;
        T[] parameters = Layers.Parameters(@case.Inputs["layers"], bias: true);
        Model<T> neuron = Twin<SigmoidNeuron, SigmoidNeuronDouble>.With<T>(parameters);
        T[] gradient = neuron.LossAndGradient(x, @case.Inputs["y"].Numbers).Gradient;
        T[] weights = gradient[..x.Length], bias = gradient[x.Length..];

        @case.Expected["z"].Is(Twin<Affine2To1, Affine2To1Double>.With<T>(parameters).Forward(x));
        @case.Expected["yhat"].Is(neuron.Forward(x));
        @case.Expected["dL_dz"].Is(bias);
        @case.Expected["dW"].Is(weights);
        @case.Expected["same_sign"].Is(weights.All(value => T.Sign(value) == T.Sign(bias[0])));
    }

    /// <summary>The one layer that a linear stack equals: its bias is the answer to zero, its weights are the gradient of the answer.</summary>
    public static void LinearCollapse<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> scalar = @case.Inputs["scalar"];
        T x = scalar["x"].Number;
        T[] first = [scalar["w1"].Number, scalar["b1"].Number], second = [scalar["w2"].Number, scalar["b2"].Number];
        Model<T> pair = Twin<LinearPair, LinearPairDouble>.With<T>([.. first, .. second]);
        @case.Expected["scalar"]["a1"].Is(Twin<Affine1To1, Affine1To1Double>.With<T>(first).Forward(x));
        @case.Expected["scalar"]["a2"].Is(pair.Forward(x));
        @case.Expected["scalar"]["w_eq"].Is(pair.Backward([x], [T.One]).Inputs);
        @case.Expected["scalar"]["b_eq"].Is(pair.Forward(T.Zero));

        Given<T> matrix = @case.Inputs["matrix"];
        Model<T> stack = Twin<LinearStack, LinearStackDouble>.With<T>(Layers.Parameters(matrix["layers"], bias: true));
        @case.Expected["matrix"]["y"].Is(stack.Forward(matrix["x"].Numbers));
        @case.Expected["matrix"]["W_eq"].Is(stack.Backward(matrix["x"][0].Numbers, [T.One]).Inputs);
        @case.Expected["matrix"]["b_eq"].Is(stack.Forward(new T[matrix["x"][0].Count]));
    }

    /// <summary>What flows along one path is what flows when the other's first weight is zero and the output's derivative stays.</summary>
    public static void TwoPaths<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> given = @case.Inputs;
        T x = given["x"].Number, u = given["u"].Number, v1 = given["v1"].Number, v2 = given["v2"].Number;
        T c1 = given["c1"].Number, c2 = given["c2"].Number;
        Model<T> sigmoid = Twin<SigmoidUnit, SigmoidUnitDouble>.Create<T>();
        Model<T> model = Twin<TwoPaths, TwoPathsDouble>.With<T>(u, v1, v2, c1, c2);

        T[] shared = sigmoid.Forward(Twin<Affine1To1, Affine1To1Double>.With<T>(u, T.Zero).Forward(x));
        T[] branches = sigmoid.Forward(Twin<Affine1To2, Affine1To2Double>.With<T>(v1, v2, T.Zero, T.Zero).Forward(shared));
        T y = model.Forward(x).Single();
        (T loss, T[] gradient) = model.LossAndGradient([x], [given["t"].Number]);
        @case.Expected["O11"].Is(shared);
        @case.Expected["O1"].Is(branches[0]);
        @case.Expected["O2"].Is(branches[1]);
        @case.Expected["y"].Is(y);
        @case.Expected["loss"].Is(loss);
        @case.Expected["dL_du"].Is(gradient[0]);

        T[] outputGradient = [(y - given["t"].Number) * T.CreateChecked(2)];
        @case.Expected["path1"].Is(Twin<TwoPaths, TwoPathsDouble>.With<T>(u, v1, T.Zero, c1, c2).Backward([x], outputGradient).Parameters[0]);
        @case.Expected["path2"].Is(Twin<TwoPaths, TwoPathsDouble>.With<T>(u, T.Zero, v2, c1, c2).Backward([x], outputGradient).Parameters[0]);
    }

    /// <summary>The gradient of the answer with respect to the first weight of a chain of scalar layers.</summary>
    public static void VanishAndExplode<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Chains("sigmoid_w1", [
            Twin<SigmoidChain1, SigmoidChain1Double>.Create<T>(), Twin<SigmoidChain2, SigmoidChain2Double>.Create<T>(), Twin<SigmoidChain5, SigmoidChain5Double>.Create<T>(),
            Twin<SigmoidChain10, SigmoidChain10Double>.Create<T>(), Twin<SigmoidChain20, SigmoidChain20Double>.Create<T>()]);
        Chains("linear_w3", [
            Twin<LinearChain1, LinearChain1Double>.Create<T>(), Twin<LinearChain2, LinearChain2Double>.Create<T>(), Twin<LinearChain5, LinearChain5Double>.Create<T>(),
            Twin<LinearChain10, LinearChain10Double>.Create<T>(), Twin<LinearChain20, LinearChain20Double>.Create<T>()]);
        Chains("relu_w1", [
            Twin<ReluChain1, ReluChain1Double>.Create<T>(), Twin<ReluChain2, ReluChain2Double>.Create<T>(), Twin<ReluChain5, ReluChain5Double>.Create<T>(),
            Twin<ReluChain10, ReluChain10Double>.Create<T>(), Twin<ReluChain20, ReluChain20Double>.Create<T>()]);

        void Chains(string variant, Model<T>[] chains)
        {
            Assert.Equal(@case.Inputs["n"].Integers, chains.Select(chain => chain.Parameters.Length));
            T w = @case.Inputs["variants"][variant]["w"].Number;
            @case.Expected[variant].Is(Array.ConvertAll(chains, chain =>
            {
                chain.Parameters.Fill(w);
                return chain.Backward([@case.Inputs["x"].Number], [T.One]).Parameters[0];
            }));
        }
    }

    public static void ReluWithoutBias<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal("out_in", @case.Inputs["V_layout"].Text);
        T[] x = @case.Inputs["x"].Numbers;
        int hidden = @case.Inputs["V"].Count;
        T[] v = Layers.Transpose(@case.Inputs["V"].Numbers, hidden);
        Model<T> model = Twin<ReluMlpWithoutBias, ReluMlpWithoutBiasDouble>.With<T>([.. v, .. @case.Inputs["w"].Numbers]);

        T[] g = Twin<Affine2To3, Affine2To3Double>.With<T>([.. v, .. new T[hidden]]).Forward(x);
        (T loss, T[] gradient) = model.LossAndGradient(x, [@case.Inputs["y"].Number]);
        @case.Expected["g"].Is(g);
        @case.Expected["h"].Is(Twin<ReluUnit, ReluUnitDouble>.Create<T>().Forward(g));
        @case.Expected["yhat"].Is(model.Forward(x));
        @case.Expected["loss"].Is(loss);
        @case.Expected["dw"].Is(gradient.AsSpan(v.Length));
        @case.Expected["dV"].Is(Layers.Transpose(gradient[..v.Length], x.Length));

        new Sgd(@case.Inputs["lr"].Double).Step<T>(model.Parameters, gradient);
        @case.Expected["w_new"].Is(model.Parameters[v.Length..]);
        @case.Expected["V_new"].Is(Layers.Transpose(model.Parameters[..v.Length].ToArray(), x.Length));
    }

    /// <summary>The derivatives of the sums are the gradients of biases, which the step, without biases, leaves out.</summary>
    public static void TanhAndSigmoid<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.False(@case.Inputs["train_bias"].Truth);
        T[] x = @case.Inputs["x"].Numbers, y = @case.Inputs["y"].Numbers;
        Given<T> layers = @case.Inputs["layers"];
        Model<T> biased = Twin<TanhSigmoidMlp, TanhSigmoidMlpDouble>.With<T>(Layers.Parameters(layers, bias: true));
        Model<T> model = Twin<TanhSigmoidMlpWithoutBias, TanhSigmoidMlpWithoutBiasDouble>.With<T>(Layers.Parameters(layers, bias: false));

        T[] z1 = Twin<Affine2To2, Affine2To2Double>.With<T>(Layers.Parameters(layers[0])).Forward(x);
        T[] a1 = Twin<TanhUnit, TanhUnitDouble>.Create<T>().Forward(z1);
        @case.Expected["z1"].Is(z1);
        @case.Expected["a1"].Is(a1);
        @case.Expected["z2"].Is(Twin<Affine2To1, Affine2To1Double>.With<T>(Layers.Parameters(layers[1])).Forward(a1));
        @case.Expected["yhat"].Is(model.Forward(x));

        T[] sums = biased.LossAndGradient(x, y).Gradient;
        @case.Expected["dz1"].Is(Layers.Slot<T>(biased.Description, sums, "Dense1.bias"));
        @case.Expected["dz2"].Is(Layers.Slot<T>(biased.Description, sums, "Dense2.bias"));

        (T loss, T[] gradient) = model.LossAndGradient(x, y);
        @case.Expected["J"].Is(loss);
        @case.Expected["dW1"].Is(Layers.Slot<T>(model.Description, gradient, "Dense1.weights"));
        @case.Expected["dW2"].Is(Layers.Slot<T>(model.Description, gradient, "Dense2.weights"));

        new Sgd(@case.Inputs["lr"].Double).Step<T>(model.Parameters, gradient);
        @case.Expected["W1_new"].Is(Layers.Slot<T>(model.Description, model.Parameters, "Dense1.weights"));
        @case.Expected["W2_new"].Is(Layers.Slot<T>(model.Description, model.Parameters, "Dense2.weights"));
    }

    public static void ReluOnTheOutput<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers;
        Given<T> layers = @case.Inputs["layers"];
        Model<T> model = Twin<ReluOutputMlp, ReluOutputMlpDouble>.With<T>(Layers.Parameters(layers, bias: true));

        T[] z1 = Twin<Affine2To3, Affine2To3Double>.With<T>(Layers.Parameters(layers[0])).Forward(x);
        T[] a1 = Twin<ReluUnit, ReluUnitDouble>.Create<T>().Forward(z1);
        (T loss, T[] gradient) = model.LossAndGradient(x, @case.Inputs["y"].Numbers);
        @case.Expected["z2"].Is(Twin<Affine3To1, Affine3To1Double>.With<T>(Layers.Parameters(layers[1])).Forward(a1));
        @case.Expected["yhat"].Is(model.Forward(x));
        @case.Expected["loss"].Is(loss);
        @case.Expected["all_gradients_zero"].Is(gradient.All(T.IsZero));
    }
}
