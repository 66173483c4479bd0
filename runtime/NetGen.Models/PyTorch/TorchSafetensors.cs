using NetGen.Models.Weights;

namespace NetGen.Models.PyTorch;

/// <summary>State dictionaries of PyTorch in safetensors files.</summary>
internal static class TorchSafetensors
{
    /// <summary>The tensors, in the order of their numbers in the file. Of names without common order, such as those sorted by size, the order is that of the names.</summary>
    public static List<SourceTensor> Read(string path)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        return StateDictionary.WithoutPrefixes([.. file.Tensors.Select(tensor => new SourceTensor(tensor.Name, tensor.Shape, () => Numbers(file, tensor)))]);
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
