using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetGen.Generator.Tests.Harness;

/// <summary>The weights files of every project of the tests, as the step of the build describes them. Most are of a network <c>Input(4), Dense(3)</c>.</summary>
internal static class WeightsTexts
{
    /// <summary>What every network of four inputs and three units has, and one that differs in one thing for each.</summary>
    public static readonly ImmutableArray<AdditionalText> All =
    [
        Text("net.safetensors", Dense),
        Text("models/deep.safetensors", Dense),
        Text("one/twin.safetensors", Dense),
        Text("two/twin.safetensors", Dense),
        Text("half.safetensors", [.. Dense.Select(line => line.Replace("F32\t4,", "BF16\t4,"))]),
        Text("double.safetensors", ["length\t120", "tensor\tDense1.weights\tF64\t4,3\tF64\t0", "tensor\tDense1.bias\tF64\t3\tF64\t96"]),
        Text("mixed.safetensors", ["length\t72", "tensor\tDense1.bias\tF64\t3\tF64\t0", "tensor\tDense1.weights\tF32\t4,3\tF32\t24"]),
        Text("norm.safetensors", Norm("Dense1.weights", "Dense1.bias", "BatchNorm1.gamma", "BatchNorm1.beta", "BatchNorm1.runningMean", "BatchNorm1.runningVariance")),
        Text("sorted.safetensors", Norm("BatchNorm1.beta", "BatchNorm1.gamma", "BatchNorm1.runningMean", "BatchNorm1.runningVariance", "Dense1.bias", "Dense1.weights")),
        Text("damaged.safetensors", ["length\t0", "fault\tExpected 60 bytes of numbers, got 59: the file is cut off."]),
        Text("integers.safetensors", ["length\t12", "tensor\tDense1.weights\tI64\t4,3\t\t0", "tensor\tDense1.bias\tF32\t3\tF32\t0"]),
        Text("diverged.safetensors", [Dense[0], Dense[1] + "\t7\tNaN", Dense[2]]),
        Text("scaled.safetensors", [Dense[0], "scaler", Dense[1], Dense[2]]),
        Text("odd.safetensors", ["length\t12", "tensor\tDense1.bias\tF32\t3\tF32\t0", "tensor\tno\\nname\tF32\t2,0\tF32\t12"]),
        new DescribedWeights("obj/other.netgenweights", "netgen-weights\t2\nname\tother.safetensors\n"),
        new DescribedWeights("notes.txt", "netgen-weights\t1\nname\tnotes.safetensors\n"),
    ];

    /// <summary>A description of this version.</summary>
    public static AdditionalText Text(string name, params string[] lines) =>
        new DescribedWeights($"obj/{name.Replace('/', '_')}.netgenweights", string.Concat(lines.Prepend($"name\t{name}").Prepend("netgen-weights\t1").Select(line => line + "\n")));

    private static string[] Dense => ["length\t60", "tensor\tDense1.weights\tF32\t4,3\tF32\t0", "tensor\tDense1.bias\tF32\t3\tF32\t48"];

    /// <summary>The tensors of <c>Input(4), Dense(3), BatchNorm</c> in an order.</summary>
    private static string[] Norm(params string[] order)
    {
        List<string> lines = ["length\t108"];
        int offset = 0;
        foreach (string name in order)
        {
            bool isMatrix = name == "Dense1.weights";
            lines.Add(FormattableString.Invariant($"tensor\t{name}\tF32\t{(isMatrix ? "4,3" : "3")}\tF32\t{offset}"));
            offset += isMatrix ? 48 : 12;
        }

        return [.. lines];
    }

    private sealed class DescribedWeights(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
