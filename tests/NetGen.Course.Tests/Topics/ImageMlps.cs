using System.Numerics;
using NetGen.Course.Tests.Cases;
using NetGen.Course.Tests.Networks;

namespace NetGen.Course.Tests.Topics;

/// <summary>The 4-3-2-1 network of sigmoids on a 2x2 image, which the course follows from the image to the updated weights.</summary>
internal static class ImageMlps
{
    public static void Forward<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = Image(@case), y = @case.Inputs["y"].Numbers;
        Given<T> layers = @case.Inputs["layers"];
        Model<T> model = WithoutBias(@case);
        Model<T> sigmoid = Twin<SigmoidUnit, SigmoidUnitDouble>.Create<T>();

        T[] z1 = Twin<Affine4To3, Affine4To3Double>.With<T>(Layers.Parameters(layers[0])).Forward(image);
        T[] a1 = sigmoid.Forward(z1);
        T[] z2 = Twin<Affine3To2, Affine3To2Double>.With<T>(Layers.Parameters(layers[1])).Forward(a1);
        T[] a2 = sigmoid.Forward(z2);
        T[] yhat = model.Forward(image);
        @case.Expected["z1"].Is(z1);
        @case.Expected["a1"].Is(a1);
        @case.Expected["z2"].Is(z2);
        @case.Expected["a2"].Is(a2);
        @case.Expected["z3"].Is(Twin<Affine2To1, Affine2To1Double>.With<T>(Layers.Parameters(layers[2])).Forward(a2));
        @case.Expected["yhat"].Is(yhat);
        @case.Expected["yhat_minus_y"].Is(yhat[0] - y[0]);
        @case.Expected["loss_bce"].Is(model.Loss(image, y));
    }

    public static void Gradient<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = Image(@case), y = @case.Inputs["y"].Numbers;
        Model<T> model = Twin<ImageMlp, ImageMlpDouble>.With<T>(Layers.Parameters(@case.Inputs["layers"], bias: true));
        T[] gradient = model.LossAndGradient(image, y).Gradient;
        for (int layer = 1; layer <= 3; layer++)
        {
            T[] bias = Layers.Slot<T>(model.Description, gradient, $"Dense{layer}.bias");
            @case.Expected[$"dW{layer}"].Is(Layers.Slot<T>(model.Description, gradient, $"Dense{layer}.weights"));
            @case.Expected[$"db{layer}"].Is(bias);
            @case.Expected[$"dz{layer}"].Is(bias);
        }

        // The derivative of the loss in the probability p, which the fused pair never forms: (p - y) / (p (1 - p)).
        T p = model.Forward(image).Single();
        @case.Expected["dX"].Is(model.Backward(image, [(p - y[0]) / (p * (T.One - p))]).Inputs);
    }

    public static void Update<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = Image(@case), y = @case.Inputs["y"].Numbers;
        Model<T> model = WithoutBias(@case);

        @case.Expected["loss_before"].Is(Step(@case, model));
        @case.Expected["yhat_after"].Is(model.Forward(image));
        @case.Expected["loss_after"].Is(model.Loss(image, y));
        CheckWeights(@case.Expected, model);
    }

    public static void Freeze<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Variant("top1", Twin<ImageMlpTop1, ImageMlpTop1Double>.Create<T>());
        Variant("top2", Twin<ImageMlpTop2, ImageMlpTop2Double>.Create<T>());

        void Variant(string name, Model<T> model)
        {
            Assert.Equal(
                @case.Inputs["variants"][name].Items.Select(item => item.Text.Replace("W", "Dense", StringComparison.Ordinal)),
                model.Description.Slots.Where(slot => !slot.Frozen).Select(slot => slot.Layer));
            Layers.Parameters(@case.Inputs["layers"], bias: false).CopyTo(model.Parameters);
            Step(@case, model);
            CheckWeights(@case.Expected[name], model);
        }
    }

    /// <summary>The image, which row-major is the vector that the case flattens it to.</summary>
    private static T[] Image<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] image = @case.Inputs["image"].Numbers;
        Assert.Equal(@case.Inputs["x"].Numbers, image);
        return image;
    }

    private static Model<T> WithoutBias<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Assert.False(@case.Inputs["train_bias"].Truth);
        return Twin<ImageMlpWithoutBias, ImageMlpWithoutBiasDouble>.With<T>(Layers.Parameters(@case.Inputs["layers"], bias: false));
    }

    private static T Step<T>(CourseCase<T> @case, Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (T loss, T[] gradient) = model.LossAndGradient(Image(@case), @case.Inputs["y"].Numbers);
        new Sgd(@case.Inputs["optimizer"]["lr"].Double).Step<T>(model.Parameters, gradient);
        return loss;
    }

    private static void CheckWeights<T>(Answer<T> expected, Model<T> model)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int layer = 1; layer <= 3; layer++)
            expected[$"W{layer}_new"].Is(Layers.Slot<T>(model.Description, model.Parameters, $"Dense{layer}.weights"));
    }
}
