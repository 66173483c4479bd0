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
}
