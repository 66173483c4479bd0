using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules.Textbook;

/// <summary>What all loops over one network share.</summary>
/// <param name="Program">The network.</param>
/// <param name="Code">Where the loops go.</param>
/// <param name="Dialect">How numbers and functions are spelled.</param>
/// <param name="Tables">Takes the tables of constants that formulas look into.</param>
internal sealed record LoopParts(NetworkProgram Program, CodeWriter Code, Dialect Dialect, MethodPool Tables)
{
    /// <summary>The functions that were called.</summary>
    public HashSet<Function> Calls { get; } = [];

    /// <summary>The keyword of one number.</summary>
    public string Number => Dialect.Scalar;

    /// <summary>The type of an argument that is read.</summary>
    public string Read => $"ReadOnlySpan<{Number}>";

    /// <summary>The type of an argument that is written.</summary>
    public string Write => $"Span<{Number}>";

    /// <summary>The argument of inference that networks with buffers have, with the comma behind it.</summary>
    public string Buffers => Program.Buffers.Count == 0 ? string.Empty : $"{Read} buffers, ";

    /// <summary>The argument of training that networks with dropout have, with the comma behind it: as in a <c>TrainingContext</c>.</summary>
    public string Masks => Program.Masks.Elements == 0 ? string.Empty : $"{Read} masks, ";

    /// <summary>The arguments of training that recurrent networks have, with the comma behind them; empty spans mean whole sequences and states of zero.</summary>
    public string Sequences => Program.Carried is null ? string.Empty : $"ReadOnlySpan<int> lengths, {Read} initialStates, ";

    /// <summary>The layers of a pass with only those statements that lead to <paramref name="wanted"/>: not with what only the way back asks for.</summary>
    public static IReadOnlyList<Block> Only(Pass pass, IEnumerable<Tensor> wanted)
    {
        HashSet<Statement> needed = new(Needed.For([.. pass.Blocks.SelectMany(block => block.Statements)], wanted), ReferenceEquality<Statement>.Instance);
        return [.. pass.Blocks.Select(block => block with { Statements = [.. block.Statements.Where(needed.Contains)] })];
    }

    /// <summary>Writes the checks of what a method is given: without them a short span would end in the middle of a loop.</summary>
    /// <param name="data">What has numbers for each sample beside the inputs.</param>
    /// <param name="size">How many of them.</param>
    /// <param name="gradients">Whether there are gradients, which may be left out.</param>
    /// <param name="buffers">Whether there are buffers.</param>
    /// <param name="optional">Whether those may be left out.</param>
    public void Check(string data, string size, bool gradients = false, bool buffers = false, bool optional = false)
    {
        Code.Line("NetworkArguments.Length(nameof(parameters), 1, ParameterCount, parameters.Length);");
        if (buffers)
        {
            if (optional)
                Code.Line("if (!buffers.IsEmpty)");
            Code.Line($"{(optional ? "    " : string.Empty)}NetworkArguments.Length(nameof(buffers), 1, BufferSize, buffers.Length);");
        }

        Code.Line($"NetworkArguments.Length(nameof({data}), NetworkArguments.Batch(inputs.Length, InputSize), {size}, {data}.Length);");
        foreach ((string name, string length) in gradients ? [("parameterGradients", "ParameterCount"), ("inputGradients", "inputs.Length")] : Array.Empty<(string, string)>())
        {
            Code.Line($"if (!{name}.IsEmpty)");
            Code.Line($"    NetworkArguments.Length(nameof({name}), 1, {length}, {name}.Length);");
        }
    }

    /// <summary>Writes the documentation of a member.</summary>
    public void Summary(string text) => Code.Line($"/// <summary>{text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>");
}
