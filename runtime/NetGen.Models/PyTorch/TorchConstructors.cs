using System.Collections;
using System.Collections.Immutable;
using System.Numerics;
using NetGen.Models.Weights;
using Razorvine.Pickle;

namespace NetGen.Models.PyTorch;

/// <summary>What a pickle of weights may name, and what is made of it.</summary>
internal static class TorchConstructors
{
    private static readonly Dictionary<string, IObjectConstructor> s_all = new()
    {
        ["collections.OrderedDict"] = new Function(_ => new TorchDictionary()),
        ["torch._utils._rebuild_tensor"] = new Function(Tensor),
        ["torch._utils._rebuild_tensor_v2"] = new Function(Tensor),
        ["torch._utils._rebuild_parameter"] = new Function(arguments => (TorchTensor)arguments[0]),
        ["torch.Size"] = new Function(arguments => arguments[0]),
        ["torch.DoubleStorage"] = new TorchStorageType(NumberType.F64),
        ["torch.FloatStorage"] = new TorchStorageType(NumberType.F32),
        ["torch.HalfStorage"] = new TorchStorageType(NumberType.F16),
        ["torch.BFloat16Storage"] = new TorchStorageType(NumberType.BF16),
        ["torch.LongStorage"] = new TorchStorageType(NumberType.I64),
        ["torch.IntStorage"] = new TorchStorageType(NumberType.I32),
        ["torch.ShortStorage"] = new TorchStorageType(NumberType.I16),
        ["torch.CharStorage"] = new TorchStorageType(NumberType.I8),
        ["torch.ByteStorage"] = new TorchStorageType(NumberType.U8),
        ["torch.BoolStorage"] = new TorchStorageType(NumberType.Bool),
    };

    private static long s_tensors;

    static TorchConstructors()
    {
        foreach ((string name, IObjectConstructor constructor) in s_all)
        {
            int point = name.LastIndexOf('.');
            Unpickler.registerConstructor(name[..point], name[(point + 1)..], constructor);
        }
    }

    /// <summary>The names.</summary>
    public static HashSet<string> Names { get; } = [.. s_all.Keys];

    public static long Integer(object value) => value switch
    {
        int number => number,
        long number => number,
        BigInteger number when number >= long.MinValue && number <= long.MaxValue => (long)number,
        _ => throw new InvalidDataException(
            $"Expected a whole number in the description of a tensor, got {value?.GetType().Name ?? "nothing"}."),
    };

    /// <summary>Storage, offset, extents, strides; what follows them concerns training.</summary>
    private static TorchTensor Tensor(object[] arguments)
    {
        if (arguments.Length < 4 || arguments[0] is not TorchStorage storage || arguments[2] is not object[] extents
            || arguments[3] is not object[] strides || extents.Length != strides.Length)
            throw new InvalidDataException(
                "Expected a storage, an offset, extents and as many strides in the description of a tensor, got something else.");
        ImmutableArray<int> shape = [.. extents.Select(extent => Integer(extent) is >= 0 and <= int.MaxValue and long size ? (int)size
            : throw new InvalidDataException($"Expected extents from 0 to {int.MaxValue}, got {Integer(extent)}."))];
        var tensor = new TorchTensor(Interlocked.Increment(ref s_tensors), storage, Integer(arguments[1]), shape,
            [.. strides.Select(Integer)]);
        tensor.Check();
        return tensor;
    }

    private sealed record Function(Func<object[], object> Call) : IObjectConstructor
    {
        public object construct(object[] args) => Call(args);
    }
}

/// <summary>An ordered dictionary of Python; its order is that of its tensors.</summary>
internal sealed class TorchDictionary : Hashtable
{
    /// <summary>
    /// Takes the attributes of the dictionary, such as the versions of modules, of which none is needed. The unpickler calls it by this
    /// name.
    /// </summary>
#pragma warning disable IDE1006, SA1300
    public void __setstate__(Hashtable attributes) => _ = attributes;
#pragma warning restore IDE1006, SA1300
}
