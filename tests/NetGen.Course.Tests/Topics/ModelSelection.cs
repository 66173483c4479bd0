using System.Numerics;
using NetGen.Course.Tests.Cases;

namespace NetGen.Course.Tests.Topics;

/// <summary>Folds and grids.</summary>
internal static class ModelSelection
{
    public static void Folds<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < @case.Inputs["partition"].Count; i++)
        {
            Given<T> given = @case.Inputs["partition"][i];
            var folds = new KFold(given["k"].Integer, seed: 1).Split(given["n"].Integer);
            @case.Expected["fold_sizes"][i].Is(folds.Select(fold => fold.Validation.Length));
            @case.Expected["train_sizes"][i].Is(folds.Select(fold => fold.Train.Length));
        }

        Given<T> errors = @case.Inputs["fold_errors_by_lr"];
        var rate = new SearchAxis<string>("learning rate", [.. errors.Names]);
        var space = new SearchSpace(rate);
        SearchTrial[] trials = [.. errors.Names.Select((name, i) => new SearchTrial(space[i], new CrossValidationResult([.. errors[name].Numbers.Select(Result)])))];
        foreach (SearchTrial trial in trials)
            @case.Expected["mean_errors"][trial.Point.Value(rate)].Is(T.CreateChecked(trial.Result.Loss.Mean));
        @case.Expected["selected_lr"].Is(new SearchResult(space, [.. trials]).Best.Point.Value(rate));
    }

    public static void Grid<T>(CourseCase<T> @case)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Given<T> grid = @case.Inputs["grid"];
        var layers = new SearchAxis<int>("hidden layers", [.. grid["hidden_layers"].Integers]);
        var rate = new SearchAxis<double>("learning rate", [.. grid["learning_rate"].Items.Select(item => item.Double)]);
        var activation = new SearchAxis<string>("activation", [.. grid["activation"].Items.Select(item => item.Text)]);
        var optimizer = new SearchAxis<string>("optimizer", [.. grid["optimizer"].Items.Select(item => item.Text)]);
        var space = new SearchSpace(layers, rate, activation, optimizer);

        @case.Expected["combinations"].Is(space.Count);
        @case.Expected["fits_with_5_folds"].Is(Enumerable.Range(0, space.Count).Sum(_ => new KFold(5).Split(5).Length));
        Compare(@case.Expected["first"], space[0]);
        Compare(@case.Expected["last"], space[space.Count - 1]);

        void Compare(Answer<T> expected, SearchPoint point)
        {
            expected[0].Is(point.Value(layers));
            expected[1].IsHyperparameter(point.Value(rate));
            expected[2].Is(point.Value(activation));
            expected[3].Is(point.Value(optimizer));
        }
    }

    /// <summary>A fold of which the error alone is known.</summary>
    private static FoldResult Result<T>(T error, int fold)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        new(new Fold(fold, [], []), new Evaluation(double.CreateChecked(error), null, null), new History([]));
}
