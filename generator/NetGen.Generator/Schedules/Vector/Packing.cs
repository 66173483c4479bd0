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

/// <summary>Copies of parameters laid out for the kernels.</summary>
internal sealed class Packing
{
    private readonly List<(Tensor Tensor, PackedForm Form, int Offset)> _items = [];
    private readonly Dictionary<Tensor, int> _bands = [];

    public IReadOnlyList<(Tensor Tensor, PackedForm Form, int Offset)> Items => _items;

    public int Length { get; private set; }

    /// <summary>Rows in bands.</summary>
    /// <param name="tensor">The parameter.</param>
    /// <param name="band">The length of a band.</param>
    public void AddBands(Tensor tensor, int band)
    {
        _bands[tensor] = band;
        Add(tensor, PackedForm.Bands);
    }

    /// <summary>The length of the bands of a parameter that is packed in bands.</summary>
    public int BandOf(Tensor tensor) => _bands[tensor];

    public void Add(Tensor tensor, PackedForm form)
    {
        if (_items.Any(item => item.Tensor == tensor && item.Form == form))
            return;
        _items.Add((tensor, form, Length));
        Length += form switch
        {
            PackedForm.Row or PackedForm.Statistic => CostModel.Padded(tensor.Size),
            PackedForm.Bands => tensor.Size / BandOf(tensor) * CostModel.Padded(BandOf(tensor)),
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
