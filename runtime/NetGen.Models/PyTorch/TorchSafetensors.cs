using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>State dictionaries of PyTorch in safetensors files.</summary>
internal static class TorchSafetensors
{
    /// <summary>The key and the value by which a file says that its model flattens images and sequences with the channels last.</summary>
    public const string Order = "netgen.order", ChannelsLast = "channels last";

    /// <summary>
    /// The weights. The library that writes such files sorts them by type and name; the order of the modules is then that of the numbers in
    /// their names.
    /// </summary>
    public static WeightFile Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        List<SourceTensor> tensors = StateDictionary.WithoutPrefixes(
            [.. file.Tensors.Select(tensor => new SourceTensor(tensor.Name, tensor.Shape, () => Numbers(file, tensor)))]);
        bool isSorted = file.Tensors.GroupBy(tensor => tensor.Type)
            .All(type => type.Zip(type.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Name, pair.Second.Name) < 0));
        if (isSorted)
            tensors = [.. tensors.OrderBy(tensor => tensor.Name, NaturalOrder.Instance)];
        bool isLast = file.Metadata.GetValueOrDefault(Order) == ChannelsLast;
        return new WeightFile(TorchModules.Of(tensors), IsKeras: false) { IsSorted = isSorted, IsChannelsLast = isLast };
    }

    private static double[] Numbers(SafetensorsFile file, SafetensorsEntry tensor)
    {
        try
        {
            return file.Numbers<double>(tensor.Name);
        }
        catch (NotSupportedException fault)
        {
            throw new InvalidDataException($"Expected numbers in '{tensor.Name}': {fault.Message}", fault);
        }
    }
}
