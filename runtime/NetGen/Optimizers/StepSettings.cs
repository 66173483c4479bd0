namespace NetGen;

/// <summary>What a step uses for one stretch of the parameters.</summary>
/// <param name="LearningRate">The rate.</param>
/// <param name="WeightDecay">The decay of weights.</param>
internal readonly record struct StepSettings(double LearningRate, double WeightDecay);
