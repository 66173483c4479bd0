namespace NetGen;

/// <summary>Copies weights between networks of different topologies, without a file between them.</summary>
public static class WeightTransfer
{
    /// <summary>
    /// Copies what two networks have in common: every layer all of whose tensors agree in name and shape, buffers included. The rest stays
    /// as it is. As <see cref="Safetensors.LoadMatching{TSelf, T}(string, INetwork{TSelf, T})"/>, whose remarks hold here, too.
    /// </summary>
    /// <param name="from">The network that gives.</param>
    /// <param name="to">The network that takes.</param>
    /// <returns>What was taken, and what was not.</returns>
    /// <exception cref="ArgumentException">A number that is to be taken is NaN or infinite; nothing was copied.</exception>
    public static TransferReport Copy<TFrom, TTo, T>(INetwork<TFrom, T> from, INetwork<TTo, T> to)
        where TFrom : class, INetwork<TFrom, T>
        where TTo : class, INetwork<TTo, T>
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        SafetensorsLayout given = SafetensorsLayout.Of<TFrom, T>(), own = SafetensorsLayout.Of<TTo, T>();
        TransferReport report =
            TransferReport.Of([.. given.Tensors.Select(tensor => new SafetensorsEntry(tensor.Name, given.Type, tensor.Shape))], own);

        // Copies, for both networks may lie over the same memory.
        T[] parameters = from.Parameters.ToArray(), buffers = from.Buffers.ToArray();
        if (given.Only(report.Taken).FirstFault<T>(parameters, buffers, " to copy") is { } fault)
            throw new ArgumentException(fault, nameof(from));

        Dictionary<string, SafetensorsTensor> sources = given.Tensors.ToDictionary(tensor => tensor.Name);
        foreach (SafetensorsTensor tensor in own.Only(report.Taken).Tensors)
            sources[tensor.Name].Numbers<T>(parameters, buffers).CopyTo(tensor.Numbers(to.Parameters, to.Buffers));
        return report;
    }
}
