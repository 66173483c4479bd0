namespace NetGen.Models;

/// <summary>What a tensor of a network was filled with.</summary>
/// <param name="Slot">The tensor of the network, such as <c>Conv1.weights</c>.</param>
/// <param name="Tensors">The tensors of the file that it was made of, with " + " between them; empty for a constant.</param>
/// <param name="Change">What was done with them, such as <c>[out, in] -> [in, out]</c>.</param>
public sealed record WeightMatch(string Slot, string Tensors, string Change);
