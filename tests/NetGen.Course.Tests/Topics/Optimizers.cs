using System.Numerics;
using NetGen.Course.Tests.Cases;

namespace NetGen.Course.Tests.Topics;

/// <summary>Optimisers in the course's form, on gradients that are given.</summary>
internal static class Optimizers
{
    public static void GradientDescent<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[][] trace = Trace(@case, new Sgd(@case.Inputs["lr"].Double));
        Compare(@case, "w", trace[0]);
    }

    public static void Momentum<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double rate = @case.Inputs["lr"].Double;
        T[][] trace = Trace(@case, new Sgd(rate, momentum: @case.Inputs["beta1"].Double, form: MomentumForm.Averaged));
        Compare(@case, "w", trace[0]);
        Compare(@case, "m", Array.ConvertAll(trace[1], step => -step / T.CreateChecked(rate)));
    }

    public static void Adagrad<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T rate = @case.Inputs["lr"].Number, delta = @case.Inputs["delta"].Number;
        T[] g = @case.Inputs["gradients"].Numbers;
        T[][] trace = Trace(@case, new Adagrad(@case.Inputs["lr"].Double, @case.Inputs["delta"].Double, EpsilonPlacement.InsideRoot));
        T[] alpha = trace[1].Zip(g, (step, gradient) => -step / gradient).ToArray();
        Compare(@case, "w", trace[0]);
        Compare(@case, "alpha", alpha);
        Compare(@case, "S", Array.ConvertAll(alpha, value => Square(rate / value) - delta));
    }

    /// <summary>A second optimiser that forgets the mean at once (beta1 = 0) steps by alpha g, which gives alpha apart from m.</summary>
    public static void Adam<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> given = @case.Inputs;
        double beta1 = given["beta1"].Double, beta2 = given["beta2"].Double;
        T rate = given["lr"].Number, delta = given["delta"].Number;
        T[] g = given["gradients"].Numbers;
        T[][] trace = Trace(@case, new Adam(given["lr"].Double, beta1, beta2, given["delta"].Double, EpsilonPlacement.InsideRoot));
        T[][] forgetful = Trace(@case, new Adam(given["lr"].Double, beta1: 0, beta2, given["delta"].Double, EpsilonPlacement.InsideRoot));

        T[] alpha = forgetful[1].Zip(g, (step, gradient) => -step / gradient).ToArray();
        T[] mean = trace[1].Zip(alpha, (step, value) => -step / value).ToArray();
        T[] square = Array.ConvertAll(alpha, value => Square(rate / value) - delta);
        Compare(@case, "w", trace[0]);
        Compare(@case, "alpha", alpha);
        Compare(@case, "m_hat", mean);
        Compare(@case, "s_hat", square);
        Compare(@case, "m", mean.Select((value, i) => value * T.CreateChecked(1 - double.Pow(beta1, i + 1))).ToArray());
        Compare(@case, "s", square.Select((value, i) => value * T.CreateChecked(1 - double.Pow(beta2, i + 1))).ToArray());
    }

    /// <summary>The learning rate of Adagrad, and the sum behind it, read off the steps that it takes.</summary>
    public static void AdagradRate<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> given = @case.Inputs;
        var optimizer = new Adagrad(given["alpha"].Double, given["delta"].Double, EpsilonPlacement.InsideRoot);
        int iterations = given["iterations"].Integer;
        T[] squares = new T[iterations], sums = new T[iterations], rates = new T[iterations];
        T square = given["g2_first"].Number;
        for (int i = 0; i < iterations; i++)
        {
            T gradient = T.Sqrt(square);
            T[] w = [T.Zero];
            optimizer.Step<T>(w, [gradient]);
            rates[i] = -w[0] / gradient;
            sums[i] = Square(given["alpha"].Number / rates[i]) - given["delta"].Number;
            squares[i] = square;
            square *= T.One + given["growth"].Number;
        }

        @case.Expected["g2"].Is(squares);
        @case.Expected["cum_g2"].Is(sums);
        @case.Expected["alpha_i"].Is(rates);
        @case.Expected["answer_alpha_10"].Is(rates[^1]);
    }

    /// <summary>
    /// The parameter after each step, and the step itself: a second parameter with the same gradients starts every step at
    /// zero, so what it holds afterwards is the step without the rounding of a sum.
    /// </summary>
    private static T[][] Trace<T>(CourseCase<T> @case, Optimizer optimizer)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] gradients = @case.Inputs["gradients"].Numbers;
        T[] parameters = [@case.Inputs["w0"].Number, T.Zero];
        T[][] trace = [new T[gradients.Length], new T[gradients.Length]];
        for (int i = 0; i < gradients.Length; i++)
        {
            parameters[1] = T.Zero;
            optimizer.Step<T>(parameters, [gradients[i], gradients[i]]);
            trace[0][i] = parameters[0];
            trace[1][i] = parameters[1];
        }

        return trace;
    }

    /// <summary>Compares one column of the table of steps, and the columns that only number the rows.</summary>
    private static void Compare<T>(CourseCase<T> @case, string column, T[] got)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] gradients = @case.Inputs["gradients"].Numbers;
        for (int i = 0; i < got.Length; i++)
        {
            Answer<T> row = @case.Expected["steps"][i];
            row[column].Is(got[i]);
            row["i"].Is(i + 1);
            row["g"].Is(gradients[i]);
        }
    }

    private static T Square<T>(T value)
        where T : unmanaged, INumberBase<T> => value * value;
}
