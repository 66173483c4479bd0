using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>Losses and their gradients.</summary>
internal static class Losses
{
    public static void SquaredError<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Regression(@case, Twin<SquaredErrorTable, SquaredErrorTableDouble>.With<T>(@case.Inputs["yhat"].Numbers));

    public static void AbsoluteError<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Regression(@case, Twin<AbsoluteErrorTable, AbsoluteErrorTableDouble>.With<T>(@case.Inputs["yhat"].Numbers));

    public static void Huber<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal(@case.Inputs["delta"].Double, new HuberAttribute().Delta);
        Regression(@case, Twin<HuberTable, HuberTableDouble>.With<T>(@case.Inputs["yhat"].Numbers));
    }

    public static void BinaryTable<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T> => Regression(@case, Twin<BinaryTable, BinaryTableDouble>.With<T>(@case.Inputs["yhat"].Numbers));

    public static void CategoricalTable<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] yhat = @case.Inputs["yhat"].Numbers, onehot = @case.Inputs["onehot"].Numbers;
        T[] rows = Layers.OneHotRows<T>(@case.Inputs["yhat"].Count);
        Model<T> mean = Twin<CategoricalTable, CategoricalTableDouble>.With<T>(yhat);
        Model<T> sum = Twin<CategoricalSumTable, CategoricalSumTableDouble>.With<T>(yhat);

        (T loss, T[] gradient) = mean.LossAndGradient(rows, onehot);
        @case.Expected["per_sample"].Is(mean.LossOfEach(rows, onehot));
        @case.Expected["cost_mean"].Is(loss);
        @case.Expected["cost_sum"].Is(sum.Loss(rows, onehot));
        @case.Expected["dcost_mean_dyhat"].Is(gradient);
    }

    public static void SparseTable<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] labels = @case.Inputs["labels_zero_based"].Numbers;
        Assert.Equal(@case.Inputs["labels_one_based"].Numbers, labels.Select(label => label + T.One));

        T[] rows = Layers.OneHotRows<T>(@case.Inputs["yhat"].Count);
        Model<T> table = Twin<SparseTable, SparseTableDouble>.With<T>(@case.Inputs["yhat"].Numbers);
        @case.Expected["per_sample"].Is(table.LossOfEach(rows, labels));
        @case.Expected["cost_mean"].Is(table.Loss(rows, labels));
    }

    /// <summary>One-hot inputs make the logits the weights, and the gradient of a weight the derivative in a logit.</summary>
    public static void FusedSoftmax<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] labels = @case.Inputs["labels_zero_based"].Numbers;
        T[] rows = Layers.OneHotRows<T>(@case.Inputs["z"].Count);
        Model<T> classifier = Twin<SoftmaxClassifier, SoftmaxClassifierDouble>.With<T>(@case.Inputs["z"].Numbers);

        (T loss, T[] gradient) = classifier.LossAndGradient(rows, labels);
        @case.Expected["p"].Is(classifier.Forward(rows));
        @case.Expected["per_sample"].Is(classifier.LossOfEach(rows, labels));
        @case.Expected["cost_mean"].Is(loss);
        @case.Expected["dcost_mean_dz"].Is(gradient);
    }

    public static void SummedSoftmax<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.Equal("in_out", @case.Inputs["W_layout"].Text);
        T[] x = @case.Inputs["X"].Numbers, w = @case.Inputs["W"].Numbers, labels = @case.Inputs["labels_zero_based"].Numbers;
        Model<T> summed = Twin<SoftmaxClassifierSum, SoftmaxClassifierSumDouble>.With<T>(w);
        Model<T> averaged = Twin<SoftmaxClassifier, SoftmaxClassifierDouble>.With<T>(w);
        var noBias = new T[@case.Inputs["W"][0].Count];

        (T sum, T[] sumGradient) = summed.LossAndGradient(x, labels);
        (T mean, T[] meanGradient) = averaged.LossAndGradient(x, labels);
        @case.Expected["logits"].Is(Twin<Affine2To3, Affine2To3Double>.With<T>([.. w, .. noBias]).Forward(x));
        @case.Expected["probs"].Is(summed.Forward(x));
        @case.Expected["per_sample"].Is(summed.LossOfEach(x, labels));
        @case.Expected["loss_sum"].Is(sum);
        @case.Expected["loss_mean"].Is(mean);
        @case.Expected["dW_sum"].Is(sumGradient);
        @case.Expected["dW_mean"].Is(meanGradient);
    }

    public static void OutputPairs<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Pair("gaussian", Twin<GaussianOutput, GaussianOutputDouble>.Create<T>());
        Pair("bernoulli", Twin<BernoulliOutput, BernoulliOutputDouble>.Create<T>());
        Pair("multinoulli", Twin<MultinoulliOutput, MultinoulliOutputDouble>.Create<T>());

        void Pair(string name, Model<T> model)
        {
            Given<T> given = @case.Inputs[name];
            given["z"].Numbers.CopyTo(model.Parameters);
            (T loss, T[] gradient) = model.LossAndGradient([T.One], given["y"].Numbers);
            @case.Expected[name]["yhat"].Is(model.Forward(T.One));
            @case.Expected[name]["loss"].Is(loss);
            @case.Expected[name]["dL_dz"].Is(gradient);
        }
    }

    private static void Regression<T>(CourseCase<T> @case, Model<T> table)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] y = @case.Inputs["y"].Numbers;
        T[] rows = Layers.OneHotRows<T>(y.Length);
        (T cost, T[] gradient) = table.LossAndGradient(rows, y);
        @case.Expected["per_sample"].Is(table.LossOfEach(rows, y));
        @case.Expected["cost"].Is(cost);
        @case.Expected["dcost_dyhat"].Is(gradient);
    }
}
