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
    private void WritePacking(CodeWriter code, IEnumerable<PackedItem> items)
    {
        ILookup<bool, PackedItem> copied = items
            .Where(item => item.Form is not (PackedForm.Gradient or PackedForm.Statistic)).ToLookup(item => item.Form is PackedForm.Row or PackedForm.Bands);
        string Places(PackedItem item, string size) =>
            $"ref {Strides.Element("parameters", Literal.Of(_program.Parameters[item.Tensor].Offset))}, {size}, ref {Strides.Element("packed", Literal.Of(item.Offset))}";
        foreach (PackedItem item in copied[false])
            code.Line($"Panels.{(item.Form == PackedForm.Panels ? "Pack" : "PackTransposed")}({Places(item, $"{Literal.Of(item.Tensor.Extents[0])}, {Literal.Of(item.Tensor.Extents[1])}")}, piece, pieces);");
        if (!copied[true].Any())
            return;
        using (code.Block("if (piece == 0)"))
        {
            foreach (PackedItem item in copied[true])
                code.Line($"Panels.CopyIn({Places(item, Literal.Of(item.Run))}, {Literal.Of(CostModel.Padded(item.Run))}, {Literal.Of(item.Tensor.Size / item.Run)});");
        }
    }

    /// <summary>Whether the gradient of the input reads packed parameters that nothing else does.</summary>
    public bool PacksForInput => _packedForInput.Count > 0;
}
