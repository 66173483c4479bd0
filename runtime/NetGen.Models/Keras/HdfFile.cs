using System.Collections.Immutable;
using NetGen.Models.Weights;
using PureHDF;

namespace NetGen.Models.Keras;

/// <summary>An HDF5 file in memory: its groups, its texts and its tensors.</summary>
internal sealed class HdfFile
{
    private readonly IH5Group _root;
    private readonly long _length;

    private HdfFile(IH5Group root, long length) => (_root, _length) = (root, length);

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is none, or damaged.</exception>
    public static HdfFile Open(byte[] bytes)
    {
        HdfGuard.Check(bytes);
        return Guard(() => new HdfFile(H5File.Open(new BoundedStream(bytes)), bytes.LongLength));
    }

    public bool Has(string path) => Guard(() => _root.LinkExists(path));

    /// <summary>The names in a group, in the order of their letters; none where there is no such group.</summary>
    public ImmutableArray<string> Names(string path) =>
        Guard(() => Has(path)
            && _root.Get(path) is IH5Group group
                ? group.Children().Select(child => child.Name).Order(StringComparer.Ordinal).ToImmutableArray() : []);

    /// <summary>The text of an attribute of a group; null where there is none.</summary>
    public string? Text(string path, string attribute) => Texts(path, attribute) is [string text, ..] ? text : null;

    /// <summary>The texts of an attribute of a group; none where there is none.</summary>
    public ImmutableArray<string> Texts(string path, string attribute) => Guard<ImmutableArray<string>>(() =>
    {
        IH5Object place = _root.Get(path);
        if (!place.AttributeExists(attribute))
            return [];
        IH5Attribute found = place.Attribute(attribute);
        if (found.Type.Class is not (H5DataTypeClass.String or H5DataTypeClass.VariableLength)
            || Count(found.Space) * Math.Max(1, found.Type.Size) > _length)
            return [];
        string?[] texts = found.Space.Rank == 0 ? [found.Read<string?>()] : found.Read<string?[]>();
        return [.. texts.Select(text => text ?? string.Empty)];
    });

    /// <summary>A tensor; null where there is none of this name, or it holds no floating-point numbers.</summary>
    /// <exception cref="InvalidDataException">It claims more numbers than the file has bytes.</exception>
    public SourceTensor? Find(string path, string name) => Guard(() =>
    {
        if (!Has(path) || _root.Get(path) is not IH5Dataset dataset || Reader(dataset) is not { } read)
            return null;
        if (dataset.Layout.Class is not (H5DataLayoutClass.Contiguous or H5DataLayoutClass.Compact))
            throw new InvalidDataException(
                $"Expected tensors that are stored as they are, as Keras writes them, got '{path}' {dataset.Layout.Class}.");
        long count = Count(dataset.Space);
        if (count * dataset.Type.Size > _length)
            throw new InvalidDataException(
                $"Expected at most {_length} bytes in '{path}', as the file has, got {count} numbers of {dataset.Type.Size}.");
        ImmutableArray<int> shape = [.. dataset.Space.Dimensions.Select(extent => checked((int)extent))];
        return new SourceTensor(name, shape, () => Guard(read) is var numbers && numbers.LongLength == count ? numbers
            : throw new InvalidDataException($"Expected {count} numbers in '{path}', got {numbers.Length}."));
    });

    /// <summary>
    /// Reads the numbers of a dataset; null where it holds others. Numbers of half of single precision's digits are stored as integers with
    /// a remark.
    /// </summary>
    private static Func<double[]>? Reader(IH5Dataset dataset) => (dataset.Type.Class, dataset.Type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 8) => () => All<double>(dataset),
        (H5DataTypeClass.FloatingPoint, 4) => () => Array.ConvertAll(All<float>(dataset), number => (double)number),
        (H5DataTypeClass.FloatingPoint, 2) => () => Array.ConvertAll(All<Half>(dataset), number => (double)number),
        (H5DataTypeClass.FixedPoint, 2) when dataset.AttributeExists("dtype") && dataset.Attribute("dtype").Read<string>() == "bfloat16"
            => () => Array.ConvertAll(All<ushort>(dataset), bits => (double)BitConverter.Int32BitsToSingle(bits << 16)),
        _ => null,
    };

    private static T[] All<T>(IH5Dataset dataset) => dataset.Space.Rank == 0 ? [dataset.Read<T>()] : dataset.Read<T[]>();

    private static long Count(IH5Dataspace space) => space.Dimensions.Aggregate(1L, (product, extent) => checked(product * (long)extent));

    /// <summary>What the library reports by whatever exception it runs into is damage.</summary>
    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not (InvalidDataException or ModelImportException))
        {
            throw new InvalidDataException($"Expected an HDF5 file as Keras writes it, got a damaged one: {fault.Message}", fault);
        }
    }
}
