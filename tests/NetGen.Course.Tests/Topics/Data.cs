using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Labels, batches and how often weights are updated.</summary>
internal static class Data
{
    public static void OneHot<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        string[] classes = @case.Inputs["class_order"].Items.Select(item => item.Text).ToArray();
        int[] indices = @case.Inputs["labels"].Items.Select(item => Array.IndexOf(classes, item.Text)).ToArray();
        Dataset labels = Dataset.FromArrays(new float[indices.Length], Array.ConvertAll(indices, index => (float)index), 1);

        var onehot = new T[indices.Length * classes.Length];
        labels.OneHot(classes.Length).CopyTargets<T>(0, onehot);
        @case.Expected["onehot"].Is(onehot);
        @case.Expected["int_one_based"].Is(indices.Select(index => index + 1));
    }

    public static void UpdateCounts<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < @case.Inputs["cases"].Count; i++)
        {
            Given<T> given = @case.Inputs["cases"][i];
            int n = given["n"].Integer, epochs = given["epochs"].Integer;
            Dataset data = Dataset.FromArrays(new float[n], new float[n], 1);

            Answer<T> expected = @case.Expected["results"][i];
            expected["sgd"].Is(Count(batchSize: 1));
            expected["mini_batch"].Is(Count(given["batch"].Integer));
            expected["minibatches_per_epoch"].Is(Count(given["batch"].Integer) / epochs);
            expected["batch"].Is(Count(n));

            int Count(int batchSize) => (int)Twin<LineFit, LineFitDouble>.Create<T>().CountSteps(data, epochs, batchSize);
        }
    }

    public static void Scale<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] x = @case.Inputs["x"].Numbers, scaled = new T[x.Length];
        double[] numbers = Array.ConvertAll(x, value => double.CreateChecked(value));
        Dataset train = Dataset.FromArrays(numbers, new double[x.Length], 1);

        Standardizer standard = Standardizer.Fit(train);
        @case.Expected["mu"].Is(T.CreateChecked(standard.Offsets[0]));
        @case.Expected["sigma"].Is(T.CreateChecked(standard.Scales[0]));
        standard.Transform<T>(x, scaled);
        @case.Expected["zscore"].Is(scaled);

        MinMaxScaler.Fit(train).Transform<T>(x, scaled);
        @case.Expected["minmax"].Is(scaled);
    }

    public static void Augment<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = @case.Inputs["image"].Numbers, moved = new T[4], large = new T[16];
        var shape = new ImageShape(2, 2);
        ImageTransform.FlipHorizontal<T>(image, shape, moved);
        @case.Expected["flip_horizontal"].Is(moved);
        ImageTransform.FlipVertical<T>(image, shape, moved);
        @case.Expected["flip_vertical"].Is(moved);
        ImageTransform.RotateQuarters<T>(image, shape, 1, moved);
        @case.Expected["rot90_ccw"].Is(moved);
        ImageTransform.RotateQuarters<T>(image, shape, -1, moved);
        @case.Expected["rot90_cw"].Is(moved);
        ImageTransform.RotateQuarters<T>(image, shape, 2, moved);
        @case.Expected["rot180"].Is(moved);
        ImageTransform.Shift<T>(image, shape, down: 0, right: 1, moved);
        @case.Expected["shift_right_1_zero_fill"].Is(moved);
        ImageTransform.ResizeNearest<T>(image, shape, 4, 4, large);
        @case.Expected["resize_2x_nearest"].Is(large);
    }
}
