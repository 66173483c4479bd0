using System.ComponentModel;

namespace NetGen;

/// <summary>Where the states of recurrent layers lie in a workspace. Written by generated code.</summary>
/// <param name="Size">Numbers of the state of a sample.</param>
/// <param name="Start">Where the rows of the workspace begin.</param>
/// <param name="Length">Where the lengths lie, in elements for each sample of the capacity; so the others.</param>
/// <param name="Initial">Where the states before the sequence lie.</param>
/// <param name="Final">Where the states behind the sequence lie.</param>
/// <param name="InitialGradient">Where their gradients lie.</param>
/// <param name="FinalGradient">Where the gradients of the last states lie.</param>
/// <param name="Stride">From one sample's state to the next.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record StateLayout(
    int Size, int Start, int Length, int Initial, int Final, int InitialGradient, int FinalGradient, int Stride);
