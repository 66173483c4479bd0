namespace NetGen;

/// <summary>
/// Cross-validates combinations. All folds of all of them are jobs of one list, so that no thread waits while there are folds left.
/// </summary>
internal static class SearchTrials
{
    public static SearchResult Run(
        SearchSpace space, IEnumerable<int> combinations, Dataset data, Func<SearchPoint, CrossValidation> validation, int threads)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(validation);
        SearchPoint[] points = [.. combinations.Select(index => space[index])];
        var own = new OwnObjects();
        IReadOnlyList<Func<int, FoldResult>>[] jobs = Array.ConvertAll(points, point => validation(point).Jobs(data, own));
        FoldResult[] results = ParallelJobs.Run([.. jobs.SelectMany(folds => folds)], threads);

        var trials = new SearchTrial[points.Length];
        int start = 0;
        for (int trial = 0; trial < trials.Length; trial++)
        {
            int end = start + jobs[trial].Count;
            trials[trial] = new SearchTrial(points[trial], new CrossValidationResult([.. results[start..end]]));
            start = end;
        }

        return new SearchResult(space, [.. trials]);
    }
}
