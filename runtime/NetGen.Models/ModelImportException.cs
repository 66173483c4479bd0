using System.Collections.Immutable;

namespace NetGen.Models;

/// <summary>A model that is readable, but that no network of attributes can express, or that contradicts itself.</summary>
public sealed class ModelImportException : Exception
{
    /// <summary>Several nodes that cannot be mapped.</summary>
    /// <param name="problems">At least one.</param>
    public ModelImportException(ImmutableArray<ImportProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One node that cannot be mapped.</summary>
    /// <param name="node">The node, layer or tensor, as its file names it.</param>
    /// <param name="operatorName">What it does, in the words of its format.</param>
    /// <param name="reason">Why it cannot be mapped.</param>
    public ModelImportException(string node, string operatorName, string reason)
        : this([new ImportProblem(node, operatorName, reason)])
    {
    }

    /// <summary>What cannot be mapped, a node each.</summary>
    public ImmutableArray<ImportProblem> Problems { get; }

    /// <summary>The nodes that have no counterpart, and all that read what these make.</summary>
    internal int LostNodes { get; init; } = int.MaxValue;
}
