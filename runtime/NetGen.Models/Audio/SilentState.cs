using NetGen.Models.Building;

namespace NetGen.Models.Audio;

/// <summary>A method of an imported class that makes the state of a stream which has heard nothing but silence.</summary>
internal static class SilentState
{
    /// <summary>The name of the method.</summary>
    public const string Name = "SilentState";

    /// <summary>Writes the method.</summary>
    /// <param name="steps">How many steps of silence.</param>
    /// <param name="start">The state before them; empty for zeros.</param>
    /// <param name="why">What the number of steps is.</param>
    public static string Method(int steps, ReadOnlySpan<float> start, string why)
    {
        string[] numbers = new string[start.Length];
        for (int i = 0; i < start.Length; i++)
            numbers[i] = CSharpText.Single(start[i]);
        string given = numbers.Length == 0
            ? string.Empty : $"\n    ReadOnlySpan<float> start = [{string.Join(", ", numbers)}];\n    start.CopyTo(state.Values);";
        return $$"""
            /// <summary>The state from which a stream starts: what {{CSharpText.Of(steps)}} steps of silence leave, {{why}}.</summary>
            public State SilentState()
            {
                State state = default;{{given}}
                ReadOnlySpan<float> silence = stackalloc float[StepInputSize];
                Span<float> output = stackalloc float[StepOutputSize];
                Prepared prepared = Prepare();
                for (int step = 0; step < {{CSharpText.Of(steps)}}; step++)
                    prepared.Step(silence, output, ref state);
                return state;
            }
            """;
    }
}
