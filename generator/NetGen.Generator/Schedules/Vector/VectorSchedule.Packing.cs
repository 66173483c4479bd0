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

    /// <summary>Matrices go to panels, each piece its share of their rows; what is copied as it is, the first piece copies.</summary>
    private void WritePacking(CodeWriter code, IEnumerable<(Tensor Tensor, PackedForm Form, int Offset)> items)
    {
        ILookup<bool, (Tensor Tensor, PackedForm Form, int Offset)> copied = items
            .Where(item => item.Form is not (PackedForm.Gradient or PackedForm.Statistic)).ToLookup(item => item.Form is PackedForm.Row or PackedForm.Bands);
        string Places(Tensor tensor, int offset, string size) =>
            $"ref Unsafe.Add(ref parameters, {Literal.Of(_program.Parameters[tensor].Offset)}), {size}, ref Unsafe.Add(ref packed, {Literal.Of(offset)})";
        foreach ((Tensor tensor, PackedForm form, int offset) in copied[false])
            code.Line($"Panels.{(form == PackedForm.Panels ? "Pack" : "PackTransposed")}({Places(tensor, offset, $"{Literal.Of(tensor.Extents[0])}, {Literal.Of(tensor.Extents[1])}")}, piece, pieces);");
        if (!copied[true].Any())
            return;
        using (code.Block("if (piece == 0)"))
        {
            foreach ((Tensor tensor, PackedForm form, int offset) in copied[true])
            {
                int row = form == PackedForm.Bands ? InferencePacking.BandOf(tensor) : tensor.Size;
                code.Line($"Panels.CopyIn({Places(tensor, offset, Literal.Of(row))}, {Literal.Of(CostModel.Padded(row))}, {Literal.Of(tensor.Size / row)});");
            }
        }
    }

    /// <summary>Whether the gradient of the input reads packed parameters that nothing else does.</summary>
    public bool PacksForInput => _packedForInput.Count > 0;
}
