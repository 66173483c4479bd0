using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules.Segments;

namespace NetGen.Generator.Schedules;

/// <summary>
/// The loops over the folded axes of a contraction around a turn that is written out. They move the references <c>from</c> and
/// <c>weight</c>, and visit the products of an output in one order, whatever the schedule.
/// </summary>
internal sealed class ProductLoops
{
    /// <summary>Multiply-adds of one turn of the innermost loop, about: so many hide the loop behind them.</summary>
    private const int ProductsWritten = 24;

    private readonly SegmentMethod _method;
    private readonly List<Run> _runs = [];
    private readonly int _sums;
    private readonly string _sourceScale;
    private readonly int _steps;

    /// <param name="method">The method that the loops stand in.</param>
    /// <param name="folded">The axes, the last innermost.</param>
    /// <param name="sums">Partial sums of each output: product i goes to sum i mod sums.</param>
    /// <param name="source">Where <c>from</c> goes along each axis.</param>
    /// <param name="sourceScale">Numbers in memory for each element of the source, if not one.</param>
    /// <param name="weights">Where <c>weight</c> goes along each axis.</param>
    /// <param name="tile">Products of one step.</param>
    public ProductLoops(SegmentMethod method, Axis[] folded, int sums, Strides source, string sourceScale, Strides weights, int tile)
    {
        _method = method;
        _sums = sums;
        _sourceScale = sourceScale;
        _steps = Math.Max(sums, ProductsWritten / tile / sums * sums);
        foreach (Axis axis in folded)
        {
            Run run = new(axis.Name, axis.Extent, source.Step(axis), weights.Step(axis));
            // Two axes of which one goes on where the other ends are one.
            if (_runs.Count > 0 && _runs[_runs.Count - 1] is var outer && outer.Source.Value == run.Source.Value * run.Extent && outer.Weight.Value == run.Weight.Value * run.Extent)
                _runs[_runs.Count - 1] = run with { Name = outer.Name, Extent = outer.Extent * run.Extent };
            else
                _runs.Add(run);
        }
    }

    /// <summary>Numbers in memory for each step of the weights, if not one.</summary>
    public string WeightScale { get; init; } = string.Empty;

    /// <summary>Writes the loops; <paramref name="step"/> is given where it reads from the start of its turn, in elements, and which partial sum it adds to.</summary>
    public void Write(CodeWriter code, Action<Size, Size, int> step)
    {
        if (_runs.Count == 0)
            step(0, 0, 0);
        else
            Loop(code, 0, step);
    }

    private void Loop(CodeWriter code, int depth, Action<Size, Size, int> step)
    {
        Run run = _runs[depth];
        bool innermost = depth == _runs.Count - 1;
        int turn = innermost ? Turns(run.Extent) : 1;
        Size full = run.Extent / turn == 1 ? 1 : _method.Size(run.Name + (turn == 1 ? "Count" : "Turns"), run.Extent / turn);
        void Turn(int count)
        {
            for (int i = 0; i < count; i++)
                step(i * run.Source, i * run.Weight, i % _sums);
        }

        if (innermost && full.Value == 1 && run.Extent == turn)
        {
            Turn(turn);
            return;
        }

        using (code.Block($"for (nint {run.Name} = 0; {run.Name} < {full}; {run.Name}++)"))
        {
            if (innermost)
                Turn(turn);
            else
                Loop(code, depth + 1, step);
            Advance(code, run, turn);
        }

        Turn(innermost ? run.Extent % turn : 0);
        if (depth > 0)
            Advance(code, run, -(turn * full));
    }

    /// <summary>Steps written out: a few less, if then none is left over.</summary>
    private int Turns(int extent)
    {
        // A loop of one turn and a rest is no loop.
        if (extent < 2 * _steps)
            return extent;
        for (int steps = _steps; 2 * steps > _steps; steps -= _sums)
        {
            if (extent % steps == 0)
                return steps;
        }

        return _steps;
    }

    private void Advance(CodeWriter code, Run run, Size count)
    {
        if (run.Source.Value != 0)
            code.Line($"from = ref Unsafe.Add(ref from, {Strides.Scaled(count * run.Source, _sourceScale)});");
        if (run.Weight.Value != 0)
            code.Line($"weight = ref Unsafe.Add(ref weight, {Strides.Scaled(count * run.Weight, WeightScale)});");
    }

    /// <summary>Partial sums join in a fixed tree: (0 + 1) + (2 + 3).</summary>
    public static string Tree(Func<int, string> total, int first, int count) => count == 1
        ? total(first)
        : count == 2
            ? $"{total(first)} + {total(first + 1)}"
            : $"({Tree(total, first, count / 2)}) + ({Tree(total, first + (count / 2), count / 2)})";

    /// <summary>Axes walked as one.</summary>
    /// <param name="Name">The loop variable.</param>
    /// <param name="Extent">How many steps.</param>
    /// <param name="Source">Elements of the source that a step is.</param>
    /// <param name="Weight">Weights that a step is.</param>
    private sealed record Run(string Name, int Extent, Size Source, Size Weight);
}
