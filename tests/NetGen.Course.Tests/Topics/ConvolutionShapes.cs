using System.Collections.Immutable;
using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Sizes and counts of convolutional networks, as their descriptions state them.</summary>
internal static class ConvolutionShapes
{
    public static void Table<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription[] networks =
        [
            Square6By3Step1Border0.Description, Square7By3Step2Border0.Description, Square28By3Step1Border0.Description,
            Square32By5Step1Border0.Description, Square28By3Step2Border1.Description, Square14By3Step2Border1.Description,
            Square7By3Step2Border1.Description, Square8By3Step2Border0.Description, Square9By2Step2Border0.Description,
            Square224By7Step2Border3.Description, Square227By11Step4Border0.Description,
        ];
        Assert.Equal(@case.Inputs["rows"].Items.Select(row => new[] { row["n"].Integer, row["f"].Integer }), networks.Select(network => new[] { network.InputShape[0], Kernel(network)[0] }));
        Assert.All(networks, network => Assert.Equal(Output(network)[0], Output(network)[1]));
        @case.Expected["out"].Is(networks.Select(network => Output(network)[0]));
    }

    public static void RectangularTable<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription[] networks =
        [
            Image32By28Kernel5By5.Description, Image10By8Kernel3By2.Description, Image11By13Kernel3By5.Description,
            Image7By7Kernel3By3.Description, Image6By9Kernel2By3.Description,
        ];
        Assert.Equal(
            @case.Inputs["rows"].Items.Select(row => new[] { row["J"].Integer, row["K"].Integer, row["M"].Integer, row["N"].Integer }),
            networks.Select(network => new[] { network.InputShape[0], network.InputShape[1], Kernel(network)[0], Kernel(network)[1] }));
        @case.Expected["out"].Is(networks.Select(network => Output(network).Take(2)));
    }

    public static void PoolTable<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription[] networks =
            [Pool2Step2On28By28.Description, Pool3Step2On13By13.Description, Pool2Step2On7By9.Description, Pool3Step3On12By10.Description];
        Assert.Equal(@case.Inputs["rows"].Items.Select(row => new[] { row["J"].Integer, row["K"].Integer }), networks.Select(network => network.InputShape.Take(2).ToArray()));
        @case.Expected["out"].Is(networks.Select(network => Output(network).Take(2)));
    }

    public static void PaddedFilters<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ImmutableArray<LayerDescription> layers = Networks.PaddedFilters.Description.Layers;
        int filter = @case.Inputs["filter"].Integer;
        // At stride 1 the last place of the filter ends with the padded input.
        @case.Expected["padded_input"].Is(layers[0].OutputShape.Take(2).Select(extent => extent + filter - 1));
        @case.Expected["conv_out"].Is(layers[0].OutputShape);
        @case.Expected["pool_out"].Is(layers[1].OutputShape);
    }

    public static void ThreeConvolutions<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Published(@case, Networks.ThreeConvolutions.Description);

    public static void ConvolutionsAndPools<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription network = Networks.ConvolutionsAndPools.Description;
        LayerDescription[] layers = [.. Counted(network).Where(layer => layer.Kind != "Flatten")];
        // The course writes a vector as a column.
        @case.Expected["out_shapes"].Is(layers.Select(layer => layer.OutputShape.Length == 1 ? layer.OutputShape.Add(1) : layer.OutputShape).Prepend(network.InputShape).Select(shape => shape.AsEnumerable()));
        @case.Expected["params"].Is(layers.Select(layer => layer.ParameterCount).Prepend(0));
        @case.Expected["params_total"].Is(network.ParameterCount);
    }

    public static void LeNet5<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        NetworkDescription network = Networks.LeNet5.Description;
        LayerDescription[] layers = [.. Counted(network).Where(layer => layer.Kind != "Flatten")];
        @case.Expected["out_shapes"].Is(layers.Select(layer => layer.OutputShape).Prepend(network.InputShape).Select(shape => shape.AsEnumerable()));
        @case.Expected["params"].Is(layers.Select(layer => layer.ParameterCount).Prepend(0));
        @case.Expected["params_total"].Is(network.ParameterCount);
    }

    public static void AlexNet<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Published(@case, Networks.AlexNet.Description);
        NetworkDescription inGroups = AlexNetInGroups.Description;
        @case.Expected["out_shapes"].Is(Counted(inGroups).Select(layer => layer.OutputShape.AsEnumerable()));
        @case.Expected["params_total_two_groups"].Is(inGroups.ParameterCount);
    }

    public static void Vgg16<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Published(@case, Networks.Vgg16.Description);

    private static void Published<T>(CourseCase<T> @case, NetworkDescription network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        LayerDescription[] layers = [.. Counted(network)];
        @case.Expected["out_shapes"].Is(layers.Select(layer => layer.OutputShape.AsEnumerable()));
        @case.Expected["params"].Is(layers.Select(layer => layer.ParameterCount));
        @case.Expected["params_total"].Is(network.ParameterCount);
    }

    /// <summary>The layers that a table of the course has a row for.</summary>
    private static IEnumerable<LayerDescription> Counted(NetworkDescription network) =>
        network.Layers.Where(layer => layer.Kind is "Conv2D" or "MaxPool2D" or "AvgPool2D" or "Flatten" or "Dense");

    private static ImmutableArray<int> Output(NetworkDescription network) => network.Layers.Single().OutputShape;

    private static ImmutableArray<int> Kernel(NetworkDescription network) => network.Layers.Single().Slots[0].Shape;
}
