using NetGen.Models.PyTorch;
using NetGen.Models.Weights;

namespace NetGen.Models.Tests.PyTorch;

/// <summary>Reads every number of a file of PyTorch.</summary>
internal static class TorchTensors
{
    public static Dictionary<string, double[]> All(string path) =>
        TorchFile.Read(path).ToDictionary(tensor => tensor.Name, (SourceTensor tensor) => tensor.Numbers());
}
