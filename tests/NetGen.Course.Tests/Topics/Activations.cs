using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Activations and their derivatives, point by point.</summary>
internal static class Activations
{
    public static void Step<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> step = Twin<StepUnit, StepUnitDouble>.Create<T>();
        T[] z = @case.Inputs["z"].Numbers;
        @case.Expected["y"].Is(step.Forward(z));
        @case.Expected["derivative"].Is(Derivative(step, z));
    }

    public static void Linear<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndDerivative(@case, Twin<LinearUnit, LinearUnitDouble>.Create<T>());

    public static void Sigmoid<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndDerivative(@case, Twin<SigmoidUnit, SigmoidUnitDouble>.Create<T>());

    public static void Tanh<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndDerivative(@case, Twin<TanhUnit, TanhUnitDouble>.Create<T>());

    public static void Relu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndDerivative(@case, Twin<ReluUnit, ReluUnitDouble>.Create<T>());

    public static void LeakyRelu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(@case.Inputs["slope"].Double, new LeakyReluAttribute().Slope);
        ValueAndDerivative(@case, Twin<LeakyReluUnit, LeakyReluUnitDouble>.Create<T>());
    }

    public static void PRelu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> prelu = Twin<PReluUnit, PReluUnitDouble>.With<T>(@case.Inputs["a"].Number);
        T[] x = @case.Inputs["x"].Numbers;
        @case.Expected["f"].Is(prelu.Forward(x));
        @case.Expected["df_dx"].Is(Derivative(prelu, x));
        @case.Expected["df_da"].Is(x.Select(point => prelu.Backward([point], [T.One]).Parameters.Single()).ToArray());
        @case.Expected["sum_df_da"].Is(prelu.Backward(x, Ones<T>(x.Length)).Parameters);
    }

    public static void Elu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(@case.Inputs["alpha"].Double, new EluAttribute().Alpha);
        ValueAndDerivative(@case, Twin<EluUnit, EluUnitDouble>.Create<T>());
    }

    public static void Selu<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => ValueAndDerivative(@case, Twin<SeluUnit, SeluUnitDouble>.Create<T>());

    public static void Softmax<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> softmax = Twin<SoftmaxUnit, SoftmaxUnitDouble>.Create<T>();
        T[] z = @case.Inputs["z"].Numbers;
        T[] p = softmax.Forward(z);
        @case.Expected["p"].Is(p);
        @case.Expected["sum"].Is(p.Aggregate((sum, value) => sum + value));
        @case.Expected["p_large"].Is(softmax.Forward(@case.Inputs["z_large"].Numbers));

        // Row k of the Jacobian is the gradient of output k alone.
        T[] units = Layers.OneHotRows<T>(z.Length);
        @case.Expected["jacobian"].Is(units.Chunk(z.Length).SelectMany(unit => softmax.Backward(z, unit).Inputs).ToArray());
    }

    public static void SigmoidIdentities<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> sigmoid = Twin<SigmoidUnit, SigmoidUnitDouble>.Create<T>();
        T[] z = @case.Inputs["z"].Numbers;
        T[] s = sigmoid.Forward(z);
        @case.Expected["s"].Is(s);
        @case.Expected["ds"].Is(Derivative(sigmoid, z));
        @case.Expected["s_neg"].Is(sigmoid.Forward(Array.ConvertAll(z, value => -value)));
        @case.Expected["logit_of_s"].Is(Array.ConvertAll(s, u => T.Log(u / (T.One - u))));
    }

    public static void ReluSparsity<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] z = @case.Inputs["Z"].Filled;
        @case.Expected["elements"].Is(z.Length);
        @case.Expected["relu_zeros"].Is(Twin<ReluUnit, ReluUnitDouble>.Create<T>().Forward(z).Count(T.IsZero));
        @case.Expected["sigmoid_zeros"].Is(Twin<SigmoidUnit, SigmoidUnitDouble>.Create<T>().Forward(z).Count(T.IsZero));
    }

    /// <summary>The derivative of a network of one number at every point.</summary>
    private static T[] Derivative<T>(Model<T> unit, T[] points)
        where T : unmanaged, IFloatingPointIeee754<T> => unit.Backward(points, Ones<T>(points.Length)).Inputs;

    private static void ValueAndDerivative<T>(CourseCase<T> @case, Model<T> unit)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers;
        @case.Expected["f"].Is(unit.Forward(x));
        @case.Expected["df"].Is(Derivative(unit, x));
    }

    private static T[] Ones<T>(int count)
        where T : unmanaged, INumberBase<T> => Enumerable.Repeat(T.One, count).ToArray();
}
