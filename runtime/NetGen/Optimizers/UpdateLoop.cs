using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>Runs an <see cref="IUpdateRule{T}"/> over spans.</summary>
internal static class UpdateLoop
{
    /// <summary>Updates <paramref name="parameters"/> and the states; a state that the rule does not use may be empty.</summary>
    public static void Run<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        int whole = parameters.Length - (parameters.Length % Vector<T>.Count);
        RunVectors(rule, parameters[..whole], gradients, first, second);
        if (whole == parameters.Length)
            return;

        // The last few elements take the same way in a padded vector: one formula, so the same bits at every width.
        Span<T> lastParameters = stackalloc T[Vector<T>.Count];
        Span<T> lastGradients = stackalloc T[Vector<T>.Count];
        Span<T> lastFirst = stackalloc T[Vector<T>.Count];
        Span<T> lastSecond = stackalloc T[Vector<T>.Count];
        lastParameters.Clear();
        lastGradients.Clear();
        lastFirst.Clear();
        lastSecond.Clear();
        parameters[whole..].CopyTo(lastParameters);
        gradients[whole..].CopyTo(lastGradients);
        if (TRule.States > 0)
            first[whole..].CopyTo(lastFirst);
        if (TRule.States > 1)
            second[whole..].CopyTo(lastSecond);

        RunVectors(rule, lastParameters, lastGradients, lastFirst, lastSecond);

        int rest = parameters.Length - whole;
        lastParameters[..rest].CopyTo(parameters[whole..]);
        if (TRule.States > 0)
            lastFirst[..rest].CopyTo(first[whole..]);
        if (TRule.States > 1)
            lastSecond[..rest].CopyTo(second[whole..]);
    }

    private static void RunVectors<T, TRule>(TRule rule, Span<T> parameters, ReadOnlySpan<T> gradients, Span<T> first, Span<T> second)
        where T : unmanaged
        where TRule : struct, IUpdateRule<T>
    {
        ref T parameter = ref MemoryMarshal.GetReference(parameters);
        ref T gradient = ref MemoryMarshal.GetReference(gradients);
        ref T firstState = ref MemoryMarshal.GetReference(first);
        ref T secondState = ref MemoryMarshal.GetReference(second);
        for (nuint i = 0; i < (nuint)parameters.Length; i += (nuint)Vector<T>.Count)
        {
            Vector<T> one = TRule.States > 0 ? Vector.LoadUnsafe(ref firstState, i) : default;
            Vector<T> two = TRule.States > 1 ? Vector.LoadUnsafe(ref secondState, i) : default;
            Vector<T> updated = rule.Apply(Vector.LoadUnsafe(ref parameter, i), Vector.LoadUnsafe(ref gradient, i), ref one, ref two);
            updated.StoreUnsafe(ref parameter, i);
            if (TRule.States > 0)
                one.StoreUnsafe(ref firstState, i);
            if (TRule.States > 1)
                two.StoreUnsafe(ref secondState, i);
        }
    }
}
