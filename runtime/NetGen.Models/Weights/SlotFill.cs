namespace NetGen.Models.Weights;

/// <summary>What a tensor of a network is filled with.</summary>
/// <param name="Slot">The tensor of the network.</param>
/// <param name="Tensors">The tensors of the file, empty for a constant.</param>
/// <param name="Change">What is done with them, for a report.</param>
/// <param name="Numbers">Makes the numbers, in the layout of the network.</param>
internal sealed record SlotFill(string Slot, string Tensors, string Change, Func<double[]> Numbers);
