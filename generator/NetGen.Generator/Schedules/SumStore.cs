using NetGen.Generator.Algebra;
using NetGen.Generator.Emission;
using NetGen.Generator.Graph;
using NetGen.Generator.Schedules.Lanes;
using NetGen.Generator.Schedules.Segments;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Schedules;

/// <summary>
/// Writes what happens to a sum on its way to memory. An epilogue that needs nothing of the sample but the sum is a method of
/// its own, called for every sum of a tile; one that reads or stores more is written out.
/// </summary>
internal sealed class SumStore(ProductStage stage, MethodPool pool, VectorDialect dialect)
{
    private readonly Tensor[] _produced = [stage.Product.Target.Tensor, .. stage.Epilogue.Select(map => map.Target.Tensor)];
    private readonly Dictionary<Tensor, string> _locals = [];

    /// <summary>Whether an element is computed on the way.</summary>
    private bool IsProduced(Access access) => _produced.Contains(access.Tensor);

    /// <summary>What the epilogue reads beside the sum.</summary>
    private Access[] Beside => [.. stage.Epilogue.SelectMany(map => map.Reads).Where(read => !IsProduced(read)).Distinct()];

    /// <summary>Stores one sum.</summary>
    /// <param name="sum">The sum as C#.</param>
    /// <param name="load">The vector of another operand at the place of the sum.</param>
    /// <param name="place">Where a tensor's element lies, as a reference without <c>ref</c>.</param>
    /// <param name="local">Makes a name for a local.</param>
    public void Write(CodeWriter code, string sum, Func<Access, string> load, Func<Tensor, string> place, Func<string, string> local)
    {
        if (stage.Epilogue.Count == 0)
        {
            code.Line($"{(sum.All(letter => letter is '_' || char.IsLetterOrDigit(letter)) ? sum : $"({sum})")}.StoreUnsafe(ref {place(stage.Product.Target.Tensor)});");
            return;
        }

        if (stage.Stored.Count == 1 && Beside.All(access => !access.Tensor.PerSample))
        {
            string arguments = string.Join(", ", new[] { sum }.Concat(Beside.Select(load)));
            code.Line($"{Method()}({arguments}).StoreUnsafe(ref {place(stage.Stored[0])});");
            return;
        }

        using (code.Block())
        {
            foreach (Tensor tensor in _produced.Where(tensor => !_locals.ContainsKey(tensor)))
                _locals.Add(tensor, local(NameScope.Kind(tensor.Name) + "Sum"));
            Values(code, sum, load, local, _locals);
            foreach (Tensor stored in stage.Stored)
                code.Line($"{_locals[stored]}.StoreUnsafe(ref {place(stored)});");
        }
    }

    private string Method() => pool.Add(NameScope.Title(stage.Stored[0]) + "OfSum", (code, name) =>
    {
        NameScope names = new();
        Dictionary<Access, string> parameters = [];
        foreach (Access access in Beside)
            parameters.Add(access, names.New(NameScope.Kind(access.Tensor.Name)));
        code.Line("/// <summary>Applied to each sum on its way to memory.</summary>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (code.Block($"private static {dialect.Type} {name}({string.Join(", ", new[] { "sum" }.Concat(parameters.Values).Select(parameter => $"{dialect.Type} {parameter}"))})"))
        {
            Dictionary<Tensor, string> locals = _produced.Skip(1).ToDictionary(tensor => tensor, tensor => names.New(NameScope.Kind(tensor.Name)));
            locals.Add(_produced[0], "sum");
            Values(code, null, access => parameters[access], names.New, locals);
            code.Line($"return {locals[stage.Stored[0]]};");
        }
    });

    /// <summary>Locals for the sum, if it is no local yet, and for what the epilogue makes of it.</summary>
    private void Values(CodeWriter code, string? sum, Func<Access, string> load, Func<string, string> local, Dictionary<Tensor, string> locals)
    {
        if (sum is not null)
            code.Line($"{dialect.Type} {locals[_produced[0]]} = {sum};");
        foreach (Map map in stage.Epilogue)
        {
            ExpressionPrinter printer = new(dialect, access => IsProduced(access) ? locals[access.Tensor] : load(access), local);
            string value = printer.Print(map.Value);
            foreach (string declaration in printer.Declarations)
                code.Line(declaration);
            code.Line($"{dialect.Type} {locals[map.Target.Tensor]} = {value};");
        }
    }
}
