using System.Collections.Immutable;
using NetGen.Models.Building;
using NetGen.Models.Json;

namespace NetGen.Models.Audio;

/// <summary>Takes the weights of a model from its list, in the order of its layers.</summary>
internal sealed class NamWeights
{
    private readonly JsonTensor _list;
    private readonly JsonNode _owner;
    private int _next;

    public NamWeights(JsonTensor list, JsonNode owner)
    {
        (_list, _owner) = (list, owner);
        if (list.Rank != 1)
            throw owner.Fault($"'weights' is {list.ShapeText}, expected one list of numbers");
    }

    /// <summary>The last number of the list.</summary>
    public float Last => _list.Numbers.Length > 0 ? _list.Numbers[^1] : throw _owner.Fault("'weights' is empty");

    /// <summary>The next numbers of the list.</summary>
    /// <param name="what">What they are, for a message.</param>
    /// <param name="shape">How many.</param>
    public float[] Take(string what, params ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int extent in shape)
            count = Math.Min(count * extent, int.MaxValue);
        if (count > _list.Numbers.Length - _next)
            throw _owner.Fault($"'weights' has {_list.Numbers.Length} numbers, and {what} needs {count} from number {_next} on");
        _next += (int)count;
        return _list.Numbers.AsSpan(_next - (int)count, (int)count).ToArray();
    }

    /// <summary>The next numbers as the weights of a dense layer, which the list has as <c>[out][in]</c>.</summary>
    public float[] TakeDense(string what, int inputs, int outputs) =>
        Rearrange.Transpose(Take(what, outputs, inputs), [outputs, inputs], [1, 0]);

    /// <summary>The next numbers as the weights of a convolution, which the list has as <c>[out][in][kernel]</c>.</summary>
    public float[] TakeConvolution(string what, int inputs, int outputs, int kernel) =>
        Rearrange.Transpose(Take(what, outputs, inputs, kernel), [outputs, inputs, kernel], [2, 1, 0]);

    public void End()
    {
        if (_next != _list.Numbers.Length)
            throw _owner.Fault($"'weights' has {_list.Numbers.Length} numbers, and the layers take {_next}");
    }
}
