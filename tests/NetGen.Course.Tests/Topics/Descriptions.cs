using System.Collections.Immutable;
using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Shapes and parameter counts, as the description of a network states them.</summary>
internal static class Descriptions
{
    public static void Mlp4321<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription network = Twin<ImageMlp, ImageMlpDouble>.Create<T>().Description;
        Mlp(@case, network);
        @case.Expected["b_shapes"].Is(Slots(network, ParameterRole.Bias).Select(slot => slot.Shape.Single()));
        @case.Expected["z_shapes"].Is(Dense(network).Select(layer => layer.OutputShape.Single()));
    }

    public static void Mlp2To12To1<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Mlp(@case, Twin<Mlp2To12To1, Mlp2To12To1Double>.Create<T>().Description);

    public static void DigitMlps<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T>[] models =
        [
            Twin<DigitMlp1, DigitMlp1Double>.Create<T>(),
            Twin<DigitMlp16, DigitMlp16Double>.Create<T>(),
            Twin<DigitMlp100, DigitMlp100Double>.Create<T>(),
            Twin<DigitMlp128, DigitMlp128Double>.Create<T>(),
        ];
        int[] k = @case.Inputs["k"].Integers;
        Assert.Equal(models.Length, k.Length);
        for (int i = 0; i < models.Length; i++)
        {
            NetworkDescription network = models[i].Description;
            ImmutableArray<LayerDescription> dense = [.. Dense(network)];
            @case.Expected["params"][i].Is(models[i].Parameters.Length);
            Assert.Equal(models[i].Parameters.Length, network.ParameterCount);
            @case.Expected["x_flat"].Is(dense[0].InputShape);
            @case.Expected["hidden_shape"].Is(dense[0].OutputShape.Select(extent => extent == k[i] ? "k" : $"{extent}"));
            @case.Expected["out_shape"].Is(dense[1].OutputShape);
        }
    }

    private static void Mlp<T>(CourseCase<T> @case, NetworkDescription network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(@case.Inputs["layer_sizes"].Integers, Layers.Sizes(network));
        @case.Expected["W_shapes"].Is(Slots(network, ParameterRole.Weight).Select(slot => slot.Shape.AsEnumerable()));
        @case.Expected["weights"].Is(Slots(network, ParameterRole.Weight).Sum(slot => slot.Length));
        @case.Expected["biases"].Is(Slots(network, ParameterRole.Bias).Sum(slot => slot.Length));
        @case.Expected["parameters"].Is(network.ParameterCount);
    }

    private static IEnumerable<LayerDescription> Dense(NetworkDescription network) => network.Layers.Where(layer => layer.Kind == "Dense");

    private static IEnumerable<ParameterSlot> Slots(NetworkDescription network, ParameterRole role) => network.Slots.Where(slot => slot.Role == role);
}
