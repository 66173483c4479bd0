using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>What pools compute, forward and backward.</summary>
internal static class Pools
{
    public static void Values<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = @case.Inputs["X"].Numbers, larger = @case.Inputs["X5"].Numbers, upstream = @case.Inputs["upstream"].Numbers;
        Model<T> max = Twin<MaxPool2On4, MaxPool2On4Double>.Create<T>(), mean = Twin<AvgPool2On4, AvgPool2On4Double>.Create<T>();
        @case.Expected["max2"].Is(max.Forward(image));
        @case.Expected["d_max2"].Is(max.Backward(image, upstream).Inputs);
        @case.Expected["avg2"].Is(mean.Forward(image));
        @case.Expected["d_avg2"].Is(mean.Backward(image, upstream).Inputs);
        @case.Expected["max3_stride2_on_5x5"].Is(Twin<OverlappingPool, OverlappingPoolDouble>.Create<T>().Forward(larger));
        @case.Expected["max2_stride2_on_5x5_floor"].Is(Twin<DroppingPool, DroppingPoolDouble>.Create<T>().Forward(larger));
    }
}
