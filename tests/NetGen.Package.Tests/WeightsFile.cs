using System.Text;

namespace NetGen.Package.Tests;

/// <summary>Safetensors files of seeded numbers, written byte by byte.</summary>
internal static class WeightsFile
{
    /// <summary>The tensors of LeNet-5.</summary>
    public static readonly (string Name, int[] Shape)[] LeNet5 =
    [
        ("Conv1.weights", [5, 5, 1, 6]), ("Conv1.bias", [6]), ("Conv2.weights", [5, 5, 6, 16]), ("Conv2.bias", [16]), ("Dense1.weights", [400, 120]), ("Dense1.bias", [120]),
        ("Dense2.weights", [120, 84]), ("Dense2.bias", [84]), ("Dense3.weights", [84, 10]), ("Dense3.bias", [10]),
    ];

    /// <summary>The tensors of a layer of four inputs and three units.</summary>
    public static readonly (string Name, int[] Shape)[] Dense = [("Dense1.weights", [4, 3]), ("Dense1.bias", [3])];

    /// <summary>The same with normalisation, in the order of the alphabet.</summary>
    public static readonly (string Name, int[] Shape)[] Norm =
        [("BatchNorm1.beta", [3]), ("BatchNorm1.gamma", [3]), ("BatchNorm1.runningMean", [3]), ("BatchNorm1.runningVariance", [3]), ("Dense1.weights", [4, 3])];

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">The number type: F32, F64, F16, BF16 or I32.</param>
    /// <param name="tensors">Names and shapes, in the order of the file.</param>
    /// <param name="special">A number to put into the middle of the first tensor.</param>
    public static void Write(string path, string type, (string Name, int[] Shape)[] tensors, double? special = null)
    {
        var random = new Random(path.Length);
        var entries = new List<string>();
        var bytes = new List<byte>();
        foreach ((string name, int[] shape) in tensors)
        {
            double[] numbers = [.. Enumerable.Range(0, shape.Aggregate(1, (product, extent) => product * extent)).Select(_ => random.NextDouble())];
            if (special is { } number && bytes.Count == 0)
                numbers[numbers.Length / 2] = number;
            int start = bytes.Count;
            bytes.AddRange(numbers.SelectMany(each => Bytes(type, each)));
            entries.Add(FormattableString.Invariant($"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{start},{bytes.Count}]}}"));
        }

        byte[] header = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, .. bytes]);
    }

    private static byte[] Bytes(string type, double number) => type switch
    {
        "F64" => BitConverter.GetBytes(number),
        "F32" => BitConverter.GetBytes((float)number),
        "F16" => BitConverter.GetBytes((Half)number),
        "BF16" => BitConverter.GetBytes((float)number)[2..],
        _ => BitConverter.GetBytes((int)(number * 100)),
    };
}
