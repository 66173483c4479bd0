using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules;

/// <summary>
/// The loops over the folded axes of a contraction around a turn that is written out. They move the references <c>from</c> and
/// <c>weight</c>, and visit the products of an output in one order, whatever the schedule.
/// </summary>
/// <param name="folded">The axes, the last innermost.</param>
/// <param name="sums">Partial sums of each output: product i goes to sum i mod sums.</param>
/// <param name="source">Where <c>from</c> goes along each axis.</param>
/// <param name="sourceScale">Numbers in memory for each element of the source, if not one.</param>
/// <param name="weights">Where <c>weight</c> goes along each axis.</param>
internal sealed class ProductLoops(Axis[] folded, int sums, Strides source, string sourceScale, Strides weights)
{
    /// <summary>Products of one turn of the innermost loop, for each sum.</summary>
    private const int StepsWritten = 8;

    /// <summary>Writes the loops; <paramref name="step"/> is given where it reads from the start of its turn, in elements, and which partial sum it adds to.</summary>
    public void Write(CodeWriter code, Action<int, int, int> step)
    {
        // The innermost axes are written out as far as a turn stays short.
        int inner = 1, loops = folded.Length;
        while (loops > 0 && inner * folded[loops - 1].Extent <= StepsWritten)
            inner *= folded[--loops].Extent;
        Axis[] written = folded.Skip(loops).ToArray();

        void Turn(int from, int weight, int first)
        {
            void Places(int depth, int f, int w, int place)
            {
                if (depth == written.Length)
                {
                    step(f, w, (first + place) % sums);
                    return;
                }

                for (int i = 0; i < written[depth].Extent; i++)
                    Places(depth + 1, f + (i * source[written[depth]]), w + (i * weights[written[depth]]), (place * written[depth].Extent) + i);
            }

            Places(0, from, weight, 0);
        }

        void Loop(int depth)
        {
            if (depth == loops)
            {
                Turn(0, 0, 0);
                return;
            }

            Axis axis = folded[depth];
            string advanceFrom = Strides.Scaled(source[axis], sourceScale), advanceWeight = Literal.Of(weights[axis]);
            if (depth == loops - 1 && inner == 1)
            {
                // A long axis: some steps of it a turn.
                int turn = sums > 1 ? Math.Max(sums, 4) : 4, full = axis.Extent / turn;
                code.Line($"for (nint {axis.Name} = 0; {axis.Name} < {Literal.Of(full)}; {axis.Name}++)");
                using (code.Block())
                {
                    for (int i = 0; i < turn; i++)
                        Turn(i * source[axis], i * weights[axis], i);
                    code.Line($"from = ref Unsafe.Add(ref from, {Strides.Scaled(turn * source[axis], sourceScale)});");
                    code.Line($"weight = ref Unsafe.Add(ref weight, {Literal.Of(turn * weights[axis])});");
                }

                int rest = axis.Extent % turn;
                for (int i = 0; i < rest; i++)
                    Turn(i * source[axis], i * weights[axis], i);
                if (depth > 0)
                {
                    code.Line($"from = ref Unsafe.Add(ref from, {Strides.Scaled(-full * turn * source[axis], sourceScale)});");
                    code.Line($"weight = ref Unsafe.Add(ref weight, {Literal.Of(-full * turn * weights[axis])});");
                }

                return;
            }

            using (code.Block($"for (nint {axis.Name} = 0; {axis.Name} < {Literal.Of(axis.Extent)}; {axis.Name}++)"))
            {
                Loop(depth + 1);
                code.Line($"from = ref Unsafe.Add(ref from, {advanceFrom});");
                code.Line($"weight = ref Unsafe.Add(ref weight, {advanceWeight});");
            }

            if (depth > 0)
            {
                code.Line($"from = ref Unsafe.Add(ref from, {Strides.Scaled(-axis.Extent * source[axis], sourceScale)});");
                code.Line($"weight = ref Unsafe.Add(ref weight, {Literal.Of(-axis.Extent * weights[axis])});");
            }
        }

        Loop(0);
    }

    /// <summary>Partial sums join in a fixed tree: (0 + 1) + (2 + 3).</summary>
    public static string Tree(Func<int, string> total, int first, int count) => count == 1
        ? total(first)
        : count == 2
            ? $"{total(first)} + {total(first + 1)}"
            : $"({Tree(total, first, count / 2)}) + ({Tree(total, first + (count / 2), count / 2)})";
}
