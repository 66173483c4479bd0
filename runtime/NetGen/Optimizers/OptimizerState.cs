namespace NetGen;

/// <summary>All that an optimiser remembers between steps.</summary>
/// <typeparam name="T">The number type of the parameters.</typeparam>
/// <param name="Steps">The steps taken.</param>
/// <param name="LearningRate">The rate.</param>
/// <param name="Products">Running products, such as the powers of bias corrections.</param>
/// <param name="States">The states, one after the other, a number for each parameter in each.</param>
internal sealed record OptimizerState<T>(long Steps, double LearningRate, double[] Products, T[][] States);
