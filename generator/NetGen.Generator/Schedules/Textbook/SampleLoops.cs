using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>Loops inside one over the samples: an array holds the numbers of the sample whose turn it is.</summary>
internal sealed class SampleLoops(LoopParts parts) : LoopWriter(parts)
{
    protected override string Input => "inputs.Slice(sample * InputSize, InputSize)";

    /// <summary>The loop over the samples.</summary>
    public CodeWriter.Scope Samples()
    {
        Code.Line();
        return Code.Block("for (int sample = 0; sample < inputs.Length / InputSize; sample++)");
    }

    /// <summary>Copies the numbers of a sample to or from a span of the caller's.</summary>
    public void Copy(Tensor tensor, string span, string size, bool from)
    {
        string element = $"{span}[sample * {size} + i]";
        using (Code.Block($"for (int i = 0; i < {Literal.Of(tensor.Size)}; i++)"))
            Code.Line(from ? $"{element} = {Element(tensor, "i")};" : $"{Element(tensor, "i")} = {element};");
    }

    protected override string Length(Tensor tensor) => Literal.Of(tensor.Size);

    protected override string Element(Tensor tensor, string offset) => tensor.Role switch
    {
        TensorRole.Input => $"inputs[{Indexing.Join("sample * InputSize", offset)}]",
        TensorRole.Target => $"targets[{Indexing.Join("sample * TargetSize", offset)}]",
        _ => $"{Name(tensor)}[{offset}]",
    };
}
