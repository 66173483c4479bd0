using System.Numerics;
using System.Reflection;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NetGen.Models.Tests.Support;
using NetGen.Tool.Running;

namespace NetGen.Models.Tests.Export;

/// <summary>A network compiled in memory with numbers of its own, and what others answer in its place.</summary>
internal abstract class ExportedNetwork
{
    public abstract NetworkDescription Description { get; }

    public abstract int InputSize { get; }

    /// <summary>The inputs or outputs of a network, each with its extents.</summary>
    public IReadOnlyList<(string Name, int[] Shape)> Inputs => Description.Layers.Where(layer => layer.Kind == "InputPart").ToList() is { Count: > 0 } parts
        ? [.. parts.Select(part => (part.Name, part.OutputShape.ToArray()))]
        : [("input", [.. Description.InputShape])];

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyList<(string Name, int[] Shape)> Outputs => Description.Layers[^1] is { Kind: "OutputParts" } parts
        ? [.. parts.Inputs.Select(name => (name, Description.Layers.First(layer => layer.Name == name).OutputShape.ToArray()))]
        : [("output", [.. Description.Layers[^1].OutputShape])];

    public abstract bool IsDouble { get; }

    public double Tolerance => IsDouble ? 1e-10 : 1e-5;

    public abstract void SaveOnnx(string path);

    public abstract void SavePyTorch(string path);

    public abstract void SaveWeights(string path);

    public abstract void LoadWeights(Stream weights);

    /// <summary>All numbers of the network.</summary>
    public abstract double[] Parameters { get; }

    /// <summary>What the network answers.</summary>
    public abstract double[] Forward(double[] samples);

    /// <summary>What ONNX Runtime answers with the file.</summary>
    public abstract double[] OnnxRuntime(string path, double[] samples);

    /// <summary>Compiles networks together.</summary>
    /// <param name="classes">Names and the text of the classes: attributes and what stands in them.</param>
    /// <param name="shared">What they use.</param>
    public static IReadOnlyList<ExportedNetwork> Compile(IEnumerable<(string Name, string Attributes, string Body)> classes, string shared = "")
    {
        (string Name, string Attributes, string Body)[] all = [.. classes];
        Assembly assembly = CompiledModel.Load(
        [
            "using NetGen;\n" + shared,
            .. all.Select(each => $"using NetGen; using System;\n[Network{(each.Name.EndsWith("Double", StringComparison.Ordinal) ? "(Precision = Precision.Double)" : string.Empty)}]\n{each.Attributes}\npublic sealed partial class {each.Name}\n{{\n{each.Body}\n}}\n"),
        ]);
        return [.. all.Select(each => Of(assembly.GetType(each.Name, throwOnError: true)!))];
    }

    /// <summary>What a network is made of, without numbers.</summary>
    public static NetworkDescription Describe(string name, string attributes)
    {
        Type type = CompiledModel.Load([$"using NetGen;\n[Network]\n{attributes}\npublic sealed partial class {name};"]).GetType(name, throwOnError: true)!;
        return (NetworkDescription)type.GetProperty("Description")!.GetValue(null)!;
    }

    /// <summary>Compiles imported networks together, and loads their weights.</summary>
    /// <returns>The networks; null for a class that the generator refuses.</returns>
    public static IReadOnlyList<ExportedNetwork?> Load(IEnumerable<ImportedModel> models)
    {
        ImportedModel[] all = [.. models];
        Assembly assembly = CompiledModel.Load(all.Select(model => model.Source));
        return [.. all.Select(model =>
        {
            try
            {
                ExportedNetwork network = Of(assembly.GetType(model.ClassName, throwOnError: true)!);
                using var weights = new MemoryStream();
                model.SaveWeights(weights);
                weights.Position = 0;
                network.LoadWeights(weights);
                return network;
            }
            catch (Exception fault) when ((fault.InnerException ?? fault) is InvalidOperationException)
            {
                return null;
            }
        })];
    }

    private static ExportedNetwork Of(Type type)
    {
        Type number = type.GetInterfaces().First(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(INetwork<,>)).GetGenericArguments()[1];
        return (ExportedNetwork)Activator.CreateInstance(typeof(ExportedNetwork<,>).MakeGenericType(type, number), nonPublic: true)!;
    }

    /// <summary>The largest deviation as a part of the largest answer, with a floor for answers around zero.</summary>
    public static double Deviation(double[] got, double[] expected)
    {
        Assert.Equal(expected.Length, got.Length);
        double largest = expected.Max(Math.Abs);
        return got.Zip(expected, (left, right) => Math.Abs(left - right)).Max() / Math.Max(largest, 1e-2);
    }

    /// <summary>Seeded samples in a range.</summary>
    public double[] Samples(int batch, LayerRow row)
    {
        var draw = new Draw(batch);
        return [.. Enumerable.Range(0, batch * InputSize).Select(_ => row.Low + ((row.High - row.Low) * (draw.Next() + 1) / 2) is var value && row.IsIndex
            ? Math.Clamp(Math.Floor((draw.Next() + 1) / 2 * row.High), 0, row.High - 1)
            : (double)(float)value)];
    }
}

/// <summary>A network over its class.</summary>
internal sealed class ExportedNetwork<TNetwork, T> : ExportedNetwork
    where TNetwork : class, INetwork<TNetwork, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TNetwork _network = TNetwork.Create(5);

    private ExportedNetwork()
    {
        var draw = new Draw(3);
        // Biases and norms, too, are something else than what they begin with.
        foreach (ref T number in _network.Parameters)
            number += T.CreateTruncating(draw.Next(0.25f));
        foreach (BufferSlot buffer in TNetwork.Description.Buffers)
        {
            foreach (ref T number in _network.Buffers.Slice(buffer.Offset, buffer.Length))
                number = T.CreateTruncating(buffer.Name == "runningVariance" ? 0.5 + Math.Abs(draw.Next()) : draw.Next());
        }
    }

    public override NetworkDescription Description => TNetwork.Description;

    public override int InputSize => TNetwork.InputSize;

    public override bool IsDouble => typeof(T) == typeof(double);

    public override void SaveOnnx(string path) => OnnxFile.Save(path, _network);

    public override void SavePyTorch(string path) => PyTorchModule.Save(path, _network);

    public override void SaveWeights(string path) => Safetensors.Save(path, _network);

    public override void LoadWeights(Stream weights) => Safetensors.Load(weights, _network);

    public override double[] Parameters => Array.ConvertAll<T, double>([.. _network.Parameters, .. _network.Buffers], double.CreateTruncating);

    public override double[] Forward(double[] samples)
    {
        T[] outputs = new T[samples.Length / TNetwork.InputSize * TNetwork.OutputSize];
        _network.Forward(Array.ConvertAll(samples, T.CreateTruncating), outputs);
        return Array.ConvertAll(outputs, double.CreateTruncating);
    }

    public override double[] OnnxRuntime(string path, double[] samples)
    {
        using var session = new InferenceSession(path);
        int batch = samples.Length / InputSize, offset = 0;
        List<NamedOnnxValue> inputs = [];
        foreach ((string name, int[] shape) in Inputs)
        {
            int size = shape.Aggregate(1, (product, extent) => product * extent), start = offset;
            T[] part = [.. Enumerable.Range(0, batch).SelectMany(sample => samples.AsSpan((sample * InputSize) + start, size).ToArray()).Select(T.CreateTruncating)];
            inputs.Add(NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(part, [batch, .. shape])));
            offset += size;
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(inputs, [.. Outputs.Select(output => output.Name)]);
        List<(Tensor<T> Tensor, int Size)> tensors = [];
        foreach ((DisposableNamedOnnxValue result, (string _, int[] shape)) in results.Zip(Outputs))
        {
            Tensor<T> tensor = result.AsTensor<T>();
            Assert.Equal([batch, .. shape], tensor.Dimensions.ToArray());
            tensors.Add((tensor, shape.Aggregate(1, (product, extent) => product * extent)));
        }

        return [.. Enumerable.Range(0, batch).SelectMany(sample => tensors.SelectMany(each => each.Tensor.Skip(sample * each.Size).Take(each.Size))).Select(double.CreateTruncating)];
    }
}
