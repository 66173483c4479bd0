using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Vector;

/// <content>Parameters copied into the layout of the kernels, as C#.</content>
internal sealed partial class VectorSchedule
{
    /// <summary>Lines that pack parameters for inference.</summary>
    public void WriteInferencePacking(CodeWriter code) => WritePacking(code, InferencePacking.Items);

    /// <summary>Lines that pack parameters for a training step; with pieces, each packs its share.</summary>
    public void WriteTrainingPacking(CodeWriter code) => WritePacking(code, TrainingPacking.Items.Where(item => !_packedForInput.Contains(item)));

    /// <summary>Lines that pack what only the gradient of the input reads.</summary>
    public void WriteInputPacking(CodeWriter code) => WritePacking(code, _packedForInput);

    private void WritePacking(CodeWriter code, IEnumerable<(Tensor Tensor, PackedForm Form, int Offset)> items)
    {
        foreach ((Tensor tensor, PackedForm form, int offset) in items.Where(item => item.Form is not (PackedForm.Gradient or PackedForm.Statistic)))
        {
            string source = $"ref Unsafe.Add(ref parameters, {Literal.Of(_program.Parameters[tensor].Offset)})";
            string target = $"ref Unsafe.Add(ref packed, {Literal.Of(offset)})";
            code.Line(form switch
            {
                PackedForm.Row => $"if (piece == 0)\n    Panels.CopyIn({source}, {Literal.Of(tensor.Size)}, {target}, {Literal.Of(CostModel.Padded(tensor.Size))}, 1);",
                PackedForm.Panels => $"Panels.Pack({source}, {Literal.Of(tensor.Extents[0])}, {Literal.Of(tensor.Extents[1])}, {target}, piece, pieces);",
                _ => $"Panels.PackTransposed({source}, {Literal.Of(tensor.Extents[0])}, {Literal.Of(tensor.Extents[1])}, {target}, piece, pieces);",
            });
        }
    }

    /// <summary>Whether the gradient of the input reads packed parameters that nothing else does.</summary>
    public bool PacksForInput => _packedForInput.Count > 0;
}
