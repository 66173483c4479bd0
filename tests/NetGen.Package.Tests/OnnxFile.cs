using System.Text;

namespace NetGen.Package.Tests;

/// <summary>Small ONNX models, written field by field as their protocol buffers have them.</summary>
internal static class OnnxFile
{
    private const int Varint = 0, Bytes = 2;

    /// <summary>A model of two fully connected layers with ReLU between: 2 inputs, 3 hidden units, 1 output.</summary>
    /// <param name="path">The file.</param>
    /// <param name="first">The first matrix, [2, 3].</param>
    /// <param name="second">The second, [3, 1].</param>
    /// <param name="activation">The operator between them.</param>
    public static void Write(string path, float[] first, float[] second, string activation = "Relu")
    {
        byte[] graph =
        [
            .. Field(1, Node("hidden", "Gemm", "x", "first", "a")),
            .. Field(1, Node("kink", activation, "a", null, "b")),
            .. Field(1, Node("out", "Gemm", "b", "second", "y")),
            .. Field(2, "model"),
            .. Field(5, Matrix("first", 2, 3, first)),
            .. Field(5, Matrix("second", 3, 1, second)),
            .. Field(11, Value("x", 1, 2)),
            .. Field(12, Value("y", 1, 1)),
        ];
        File.WriteAllBytes(path, [.. Field(1, 7), .. Field(7, graph), .. Field(8, [.. Field(2, 13)])]);
    }

    private static byte[] Node(string name, string kind, string input, string? matrix, string output) =>
        [.. Field(1, input), .. matrix is null ? [] : Field(1, matrix), .. Field(2, output), .. Field(3, name), .. Field(4, kind)];

    private static byte[] Matrix(string name, int rows, int columns, float[] numbers) =>
        [.. Field(1, rows), .. Field(1, columns), .. Field(2, 1), .. Field(8, name), .. Field(9, [.. numbers.SelectMany(BitConverter.GetBytes)])];

    private static byte[] Value(string name, params int[] shape)
    {
        byte[] extents = [.. shape.SelectMany(extent => Field(1, [.. Field(1, extent)]))];
        return [.. Field(1, name), .. Field(2, [.. Field(1, [.. Field(1, 1), .. Field(2, extents)])])];
    }

    private static byte[] Field(int number, int value) => [(byte)((number << 3) | Varint), .. Number(value)];

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | Bytes), .. Number(content.Length), .. content];

    private static IEnumerable<byte> Number(int value)
    {
        for (; value > 127; value >>= 7)
            yield return (byte)((value & 127) | 128);
        yield return (byte)value;
    }
}
