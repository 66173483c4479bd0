using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>
/// Masks of dropout: a function of the seed, the step, the sample, the layer and the element, and of nothing that was drawn
/// before. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>
    /// Writes the masks of a group of samples, one sample in each lane: 0 where an element is dropped, else <c>1 / (1 - rate)</c>.
    /// </summary>
    /// <param name="context">The seed, the step and the place of the first sample, or given masks.</param>
    /// <param name="layer">Which of the network's masks it is.</param>
    /// <param name="before">Elements of the masks before it.</param>
    /// <param name="all">Elements of all masks of a sample.</param>
    /// <param name="rate">The probability of an element to be dropped.</param>
    /// <param name="first">The first sample of the group within the batch.</param>
    /// <param name="samples">Samples of the group.</param>
    /// <param name="size">Elements of the mask.</param>
    /// <param name="lanes">The mask: element e of sample s at <c>e * lanes + s</c>.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Draw<T>(
        in TrainingContext<T> context, int layer, int before, int all, double rate, nint first, nint samples, int size, ref T lanes)
        where T : unmanaged, INumberBase<T>
    {
        T kept = T.CreateChecked(1 / (1 - rate));
        CounterRandom random = new CounterRandom(context.Seed).Split((ulong)context.Step).Split((ulong)layer);
        uint threshold = (uint)Math.Min(rate * 4294967296.0, uint.MaxValue);
        nint width = Vector<T>.Count;
        for (nint sample = 0; sample < width; sample++)
        {
            // Lanes without a sample do what the last one does.
            nint own = first + Math.Min(sample, samples - 1);
            ulong start = (ulong)(context.SampleOffset + own) * (ulong)size;
            for (nint element = 0; element < size; element++)
            {
                bool keeps = context.Masks.IsEmpty
                    ? random.UInt32(start + (ulong)element) >= threshold
                    : context.Masks[(int)((own * all) + before + element)] != T.Zero;
                Unsafe.Add(ref lanes, (element * width) + sample) = keeps ? kept : T.Zero;
            }
        }
    }
}
