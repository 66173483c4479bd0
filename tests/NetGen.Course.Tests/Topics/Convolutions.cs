using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>What convolutions compute, forward and backward.</summary>
internal static class Convolutions
{
    public static void Forward<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = OfCase(@case);
        @case.Expected["shape"].Is(model.Description.Layers.Single().OutputShape.Take(2));
        @case.Expected["Y"].Is(model.Forward(@case.Inputs["X"].Numbers));
    }

    public static void InputGradient<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = OfCase(@case);
        @case.Expected["shape"].Is(model.Description.InputShape.Take(2));
        @case.Expected["dX"].Is(model.Backward(@case.Inputs["X"].Numbers, @case.Inputs["dY"].Numbers).Inputs);
    }

    public static void WeightGradient<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = OfCase(@case);
        @case.Expected["shape"].Is(model.Description.Slots.Single().Shape.Take(2));
        @case.Expected["dW"].Is(model.Backward(@case.Inputs["X"].Numbers, @case.Inputs["dY"].Numbers).Parameters);
    }

    public static void Translation<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T> model = OfCase(@case);
        T[] output = model.Forward(@case.Inputs["X"].Numbers), shifted = model.Forward(@case.Inputs["X_shifted"].Numbers);
        @case.Expected["Y"].Is(output);
        @case.Expected["Y_shifted"].Is(shifted);
        T[] Columns(T[] image, Range range) => [.. image.Chunk(3).SelectMany(row => row[range])];
        if (Columns(shifted, 1..).SequenceEqual(Columns(output, ..^1)))
            @case.Expected["relation"].Is("Y_shifted[:,1:] == Y[:,:-1]");
    }

    public static void BordersAtAStride<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = @case.Inputs["X"].Numbers, kernel = @case.Inputs["W"].Numbers;
        Model<T> around = Twin<BorderAllAround, BorderAllAroundDouble>.With<T>(kernel), behind = Twin<BorderBehind, BorderBehindDouble>.With<T>(kernel);
        @case.Expected["shape"].Is(around.Description.Layers.Single().OutputShape.Take(2));
        @case.Expected["shape"].Is(behind.Description.Layers.Single().OutputShape.Take(2));
        @case.Expected["symmetric_p1"].Is(around.Forward(image));
        @case.Expected["tf_same_pad_after"].Is(behind.Forward(image));
    }

    public static void SameBorders<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Model<T>[] models =
        [
            Twin<SameBorder1, SameBorder1Double>.Create<T>(), Twin<SameBorder3, SameBorder3Double>.Create<T>(), Twin<SameBorder5, SameBorder5Double>.Create<T>(),
            Twin<SameBorder7, SameBorder7Double>.Create<T>(), Twin<SameBorder2, SameBorder2Double>.Create<T>(), Twin<SameBorder4, SameBorder4Double>.Create<T>(),
        ];
        int[] kernels = @case.Inputs["f"].Integers;
        Assert.Equal(kernels, models.Select(model => model.Description.Slots.Single().Shape[0]));
        for (int i = 0; i < models.Length; i++)
        {
            LayerDescription layer = models[i].Description.Layers.Single();
            Assert.Equal(layer.InputShape.AsEnumerable(), layer.OutputShape);
            int before = Border(models[i], tap: 0), after = kernels[i] - 1 - before;
            Assert.Equal(after, -Border(models[i], tap: kernels[i] - 1));
            @case.Expected["total_pad"][i].Is(before + after);
            @case.Expected["split_before_after"][i].Is([before, after]);
            if (before == after)
                @case.Expected["p"][i].Is(before);
            else
                @case.Expected["p"][i].IsNothing();
        }
    }

    public static void WholeImageKernels<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = @case.Inputs["X"].Numbers;
        // The course has the filter first, NetGen last. Behind that both are row-major, and so is a flattened image.
        T[] weights = Layers.Transpose(@case.Inputs["W"].Filled, rows: 3);
        Model<T> dense = Twin<WholeImageDense, WholeImageDenseDouble>.With<T>(weights), sliding = Twin<SlidingKernel, SlidingKernelDouble>.With<T>(weights);
        @case.Expected["conv_out"].Is(Twin<WholeImageKernel, WholeImageKernelDouble>.With<T>(weights).Forward(image));
        @case.Expected["dense_out"].Is(dense.Forward(image));
        @case.Expected["dense_W_shape_out_in"].Is(dense.Description.Slots.Single().Shape.Reverse());

        int[] shape = [.. sliding.Description.Layers.Single().OutputShape];
        @case.Expected["big_out_shape"].Is([shape[2], shape[0], shape[1]]);
        @case.Expected["big_out"].Is(Layers.Transpose(sliding.Forward(@case.Inputs["X_big"].Filled), rows: shape[0] * shape[1]));
    }

    private static Model<T> OfCase<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Twin<Kernel3On5, Kernel3On5Double>.With<T>(@case.Inputs["W"].Numbers);

    /// <summary>How far before the middle of its output a tap, the same in rows and columns, reads a pixel.</summary>
    private static int Border<T>(Model<T> model, int tap)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int kernel = model.Description.Slots.Single().Shape[0], size = model.Description.InputShape[0], middle = size / 2;
        model.Parameters.Clear();
        model.Parameters[(tap * kernel) + tap] = T.One;
        T[] numbered = [.. Enumerable.Range(0, size * size).Select(T.CreateChecked)];
        int read = int.CreateChecked(model.Forward(numbered)[(middle * size) + middle]);
        Assert.Equal(read / size, read % size);
        return middle - (read / size);
    }
}
