using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Penalties on weights. The answer to zeros is zero, so the target alone is the loss, and the gradient is that of the penalty.</summary>
internal static class Penalties
{
    public static void L1<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Penalize(@case, Twin<PenalizedL1, PenalizedL1Double>.With(@case.Inputs["w"].Numbers));

    public static void L2<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Penalize(@case, Twin<PenalizedL2, PenalizedL2Double>.With(@case.Inputs["w"].Numbers));

    private static void Penalize<T>(CourseCase<T> @case, Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // The attribute's constant is the case's.
        Assert.Equal(0.01, @case.Inputs["lambda"].Double);
        T[] inputs = new T[4], target = [@case.Inputs["base_loss"].Number];
        @case.Expected["penalty"].Is(model.Loss(inputs, [T.Zero]));
        @case.Expected["loss"].Is(model.Loss(inputs, target));
        (T loss, T[] gradient) = model.LossAndGradient(inputs, target);
        Assert.Equal(model.Loss(inputs, target), loss);
        @case.Expected["dpenalty_dw"].Is(gradient);
    }
}
