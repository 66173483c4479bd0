using NetGen.Models.Building;
using NetGen.Models.PyTorch;

namespace NetGen.Models.Export.PyTorch;

/// <summary>Writes the state of a module as safetensors.</summary>
internal static class StateFile
{
    public static void Write(Stream stream, IReadOnlyList<(string Key, NumberTensor Tensor)> state, string network)
    {
        // The largest numbers first, so that each begins at a multiple of its size; PyTorch has a counter of 64 bits beside numbers of 32.
        (string Key, NumberTensor Tensor)[] tensors = [.. state.OrderByDescending(each => each.Tensor.NumberSize)];
        SafetensorsHeaderWriter.Write(
            stream,
            tensors.Select(each => new SafetensorsHeaderEntry(each.Key, Type(each.Tensor), each.Tensor.Shape, each.Tensor.Bytes.Length)),
            [new("format", "pt"), new("netgen.network", network), new(TorchSafetensors.Order, TorchSafetensors.ChannelsLast)]);
        foreach ((_, NumberTensor tensor) in tensors)
            stream.Write(tensor.Bytes.Span);
    }

    private static string Type(NumberTensor tensor) =>
        tensor == NumberTensor.Counter ? "I64" : tensor.NumberSize == sizeof(double) ? "F64" : "F32";
}
