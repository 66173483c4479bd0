using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <summary>How a parameter lies in a packed block.</summary>
internal enum PackedForm
{
    /// <summary>Panels of 16 outputs, each input's 16 weights together.</summary>
    Panels,

    /// <summary>The same of the transposed matrix, for the gradient of the input.</summary>
    TransposedPanels,

    /// <summary>As it is among the flat parameters, padded.</summary>
    Row,

    /// <summary>Rows of several bands, each padded.</summary>
    Bands,

    /// <summary>Room for what is computed once for a batch.</summary>
    Statistic,

    /// <summary>Room for the gradient of a matrix whose rows need padding.</summary>
    Gradient,
}

/// <summary>The copy of a parameter in a packed block.</summary>
/// <param name="Tensor">The parameter.</param>
/// <param name="Form">How it lies.</param>
/// <param name="Offset">Where it starts, in numbers.</param>
/// <param name="Run">Numbers that lie together and have their padding behind them; all of the parameter, except where it lies in bands.</param>
internal sealed record PackedItem(Tensor Tensor, PackedForm Form, int Offset, int Run);

/// <summary>Copies of parameters laid out for the kernels.</summary>
internal sealed class Packing
{
    private readonly List<PackedItem> _items = [];

    public IReadOnlyList<PackedItem> Items => _items;

    public int Length { get; private set; }

    /// <summary>Makes room for a parameter.</summary>
    /// <param name="tensor">The parameter.</param>
    /// <param name="form">How it lies.</param>
    /// <param name="band">The length of its bands; null where it has none.</param>
    public void Add(Tensor tensor, PackedForm form, int? band = null)
    {
        if (_items.Any(item => item.Tensor == tensor && item.Form == form))
            return;
        int run = band ?? tensor.Size;
        _items.Add(new PackedItem(tensor, form, Length, run));
        Length += form switch
        {
            PackedForm.Row or PackedForm.Statistic or PackedForm.Bands => tensor.Size / run * CostModel.Padded(run),
            PackedForm.TransposedPanels => CostModel.Padded(tensor.Extents[0]) * tensor.Extents[1],
            _ => CostModel.Padded(tensor.Extents[1]) * tensor.Extents[0],
        };
        // A matrix with an odd number of rows would leave what follows off a cache line.
        Length = CostModel.Padded(Length);
    }

    public int Offset(Tensor tensor, PackedForm form) => _items.First(item => item.Tensor == tensor && item.Form == form).Offset;

    /// <summary>The packed copy as C#.</summary>
    public string Reference(Tensor tensor, PackedForm form) =>
        Offset(tensor, form) == 0 ? "ref packed" : $"ref Unsafe.Add(ref packed, {Literal.Of(Offset(tensor, form))})";
}
