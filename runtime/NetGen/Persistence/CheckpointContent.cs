using System.Collections.Immutable;
using System.Numerics;

namespace NetGen;

/// <summary>A copy of all that a trainer needs to go on.</summary>
/// <typeparam name="T">The number type of the network.</typeparam>
internal sealed class CheckpointContent<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The parameters.</summary>
    public required T[] Parameters { get; init; }

    /// <summary>The buffers.</summary>
    public required T[] Buffers { get; init; }

    /// <summary>The kind of the optimiser.</summary>
    public required string OptimizerName { get; init; }

    /// <summary>The states of the optimiser that have no negative numbers, by their names in the file.</summary>
    public required ImmutableHashSet<string> NotNegative { get; init; }

    /// <summary>What the optimiser remembers.</summary>
    public required OptimizerState<T> Optimizer { get; init; }

    /// <summary>The average of the weights; empty if there is none.</summary>
    public required T[] Average { get; init; }

    /// <summary>The steps the average has seen.</summary>
    public required long AverageSteps { get; init; }

    /// <summary>What the trainer remembers.</summary>
    public required TrainerState<T> State { get; init; }

    /// <summary>A copy of what a trainer has now.</summary>
    /// <exception cref="InvalidOperationException">The optimiser or the average serves another network, or the average is swapped into the
    /// model.</exception>
    public static CheckpointContent<T> Of<TNetwork>(Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
    {
        trainer.Optimizer.Prepare<T>(TNetwork.ParameterCount);
        trainer.Average?.Prepare<T>(trainer.Model.Parameters);
        T[] average = trainer.Average is null ? [] : new T[TNetwork.ParameterCount];
        trainer.Average?.CopyTo(average.AsSpan());

        // A schedule may have moved the rate for the step; what counts is the rate that it starts from.
        OptimizerState<T> optimizer = trainer.Optimizer.Capture<T>();
        return new CheckpointContent<T>
        {
            Parameters = trainer.Model.Parameters.ToArray(),
            Buffers = trainer.Model.Buffers.ToArray(),
            OptimizerName = trainer.Optimizer.GetType().Name,
            NotNegative = NotNegativeOf(trainer.Optimizer, optimizer.States.Length),
            Optimizer = trainer.State.Run is { } run ? optimizer with { LearningRate = run.BaseRate } : optimizer,
            Average = average,
            AverageSteps = trainer.Average?.Steps ?? 0,
            State = trainer.State,
        };
    }

    /// <summary>The states of an optimiser that have no negative numbers, by their names in the file.</summary>
    public static ImmutableHashSet<string> NotNegativeOf(Optimizer optimizer, int states) =>
        [.. Enumerable.Range(0, states).Where(optimizer.IsNotNegative).Select(StateName)];

    /// <summary>What the file contains: all numbers in one block.</summary>
    public SafetensorsLayout Layout<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, T>
    {
        SafetensorsLayout network = SafetensorsLayout.Of<TNetwork, T>();
        var tensors = ImmutableArray.CreateBuilder<SafetensorsTensor>();
        foreach (SafetensorsTensor tensor in network.Tensors)
            tensors.Add(tensor with { Offset = tensor.Offset + (tensor.IsBuffer ? Parameters.Length : 0), IsBuffer = false });

        int offset = Parameters.Length + Buffers.Length;
        foreach ((string name, T[] numbers) in Others())
        {
            tensors.Add(new SafetensorsTensor(name, [numbers.Length], offset, numbers.Length, IsBuffer: false)
                { IsNotNegative = NotNegative.Contains(name) });
            offset = checked(offset + numbers.Length);
        }

        return network with { Tensors = tensors.ToImmutable(), Metadata = [.. CheckpointMetadata.Of(this)] };
    }

    /// <summary>All numbers in one block.</summary>
    public T[] Numbers() => [.. Parameters, .. Buffers, .. Others().SelectMany(other => other.Numbers)];

    /// <summary>Takes all numbers from one block.</summary>
    public void Take(ReadOnlySpan<T> numbers)
    {
        foreach (T[] own in (T[][])[Parameters, Buffers, .. Others().Select(other => other.Numbers)])
        {
            numbers[..own.Length].CopyTo(own);
            numbers = numbers[own.Length..];
        }
    }

    /// <summary>Brings a trainer to where this one was copied.</summary>
    public void PutInto<TNetwork>(Trainer<TNetwork, T> trainer)
        where TNetwork : class, INetwork<TNetwork, T>
    {
        Parameters.CopyTo(trainer.Model.Parameters);
        Buffers.CopyTo(trainer.Model.Buffers);
        trainer.Optimizer.Prepare<T>(Parameters.Length);
        trainer.Optimizer.Restore(Optimizer);
        trainer.Average?.Restore<T>(AverageSteps, Average);
        trainer.State = State;
    }

    private static string StateName(int state) => $"trainer/optimizer.{state}";

    /// <summary>The numbers besides parameters and buffers, under their names in the file.</summary>
    private IEnumerable<(string Name, T[] Numbers)> Others()
    {
        for (int state = 0; state < Optimizer.States.Length; state++)
            yield return (StateName(state), Optimizer.States[state]);
        if (Average.Length > 0)
            yield return ("trainer/average", Average);
        if (State.Run is { Best.Length: > 0 } run)
            yield return ("trainer/best", run.Best);
    }
}
