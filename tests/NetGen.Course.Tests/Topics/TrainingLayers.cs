using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Layers that do in training what they do not do in inference.</summary>
internal static class TrainingLayers
{
    private const int Channels = 4;

    /// <summary>The figure can be read as one image or as four; both have the same statistics.</summary>
    public static void Normalize<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] parameters = [.. @case.Inputs["gamma"].Numbers, .. @case.Inputs["beta"].Numbers];
        // The image is given channel by channel, and the network takes pixel by pixel.
        Normalize(@case, Twin<NormalizedImage, NormalizedImageDouble>.With(parameters), Layers.Transpose(@case.Inputs["X_nchw_variant_A"].Numbers, Channels));
        Normalize(@case, Twin<NormalizedVector, NormalizedVectorDouble>.With(parameters), @case.Inputs["X_nchw_variant_B"].Numbers);
    }

    public static void Drop<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = Twin<QuarterDropped, QuarterDroppedDouble>.Create<T>();
        T[] inputs = @case.Inputs["h"].Numbers;
        (T[] outputs, T[] gradients, _) = model.Train(inputs, @case.Inputs["upstream"].Numbers, @case.Inputs["mask"].Numbers);
        @case.Expected["train_y"].Is(outputs);
        @case.Expected["train_dh"].Is(gradients);
        @case.Expected["inference_y"].Is(model.Forward(inputs));
    }

    private static void Normalize<T>(CourseCase<T> @case, Model<T> model, T[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T[] outputs, _, T[] buffers) = model.Train(inputs, new T[inputs.Length]);
        T[] variances = buffers[Channels..];
        T count = T.CreateChecked(inputs.Length / Channels);
        @case.Expected["mean"].Is(buffers[..Channels]);
        @case.Expected["running_update_unbiased_var"].Is(variances);
        @case.Expected["var_biased"].Is(Array.ConvertAll(variances, variance => variance * (count - T.One) / count));
        @case.Expected["xhat_by_channel"].Is(Layers.Transpose(outputs, inputs.Length / Channels));
    }
}
