using NetGen.Generator.Algebra;
using NetGen.Generator.Declaration;
using NetGen.Generator.Emission;
using NetGen.Generator.Schedules;
using NetGen.Generator.Schedules.Vector;

namespace NetGen.Generator.Formulas;

/// <summary>Writes the gradient and the second derivatives of a formula.</summary>
internal static class FormulaEmitter
{
    /// <summary>The file for a formula; null where no file could complete the class.</summary>
    public static GeneratedFile? Emit(FormulaDeclaration formula)
    {
        if (formula.Obstacle is not null)
            return null;
        CodeWriter code = new();
        new TypeFrame(formula.Type) { IsMarked = true, Language = formula.Language }.Write(code, () => Members(formula, code));
        string hint = formula.Type.HintName;
        string parameters = string.Concat(formula.Signature.Select(parameter => "." + new string([.. parameter.Split(' ')[0].Where(char.IsLetterOrDigit)])));
        string name = $"{hint.Substring(0, hint.Length - ".g.cs".Length)}.{formula.Function.Name}{parameters}.g.cs";
        return new GeneratedFile(name, $"{formula.Type.FullName}.{formula.Function.Name}({string.Join(", ", formula.Signature)})", LineBreaks.Apply(code.ToString()));
    }

    private static void Members(FormulaDeclaration formula, CodeWriter code)
    {
        string number = formula.Precision == Precision.Double ? "double" : "float";
        string name = formula.Function.Name, see = $"<see cref=\"{Keywords.Escape(name)}({string.Join(", ", formula.Signature.Select(parameter => parameter.Substring(0, parameter.LastIndexOf(' '))))})\"/>";
        string[] variables = [.. formula.Function.Parameters.Where(parameter => parameter.Role == FunctionRole.Plain).Select(parameter => parameter.Name)];
        NameScope names = Names(formula);
        string gradient = names.New("gradient"), hessian = names.New("hessian");
        string parameters = string.Concat(formula.Signature.Select(parameter => parameter + ", "));
        if (formula.Function.Value is null)
        {
            string refusal = $"throw new global::System.InvalidOperationException(\"{name} was built with {(formula.Problem is { } problem ? "the error " + problem.Id : Diagnostics.RuleSet.CompilerError)}.\")";
            code.Line($"public static {number} {name}Gradient{formula.TypeParameters}({parameters}global::System.Span<{number}> {gradient}) => {refusal};");
            code.Line();
            code.Line($"public static void {name}Hessian{formula.TypeParameters}({parameters}global::System.Span<{number}> {hessian}) => {refusal};");
            return;
        }

        FunctionRecord[] slopes = [.. variables.Select(formula.Function.Derivative)];
        code.Line($"/// <summary>The gradient of {see}: its derivatives by {string.Join(", ", variables)}.</summary>");
        Notes(code, formula, variables.Select((variable, i) => ($"d/d{variable}", slopes[i].Value!)));
        code.Line($"/// <param name=\"{gradient}\">Gets {Numbers.Text(variables.Length)} number{(variables.Length == 1 ? string.Empty : "s")}.</param>");
        code.Line("/// <returns>The value of the formula.</returns>");
        code.Line($"/// <exception cref=\"global::System.ArgumentException\">The span has another length.</exception>");
        using (code.Block($"public static {number} {name}Gradient({parameters}global::System.Span<{number}> {gradient})"))
        {
            Length(code, gradient, variables.Length);
            string[] values = Print(code, formula, gradient, [formula.Function.Value, .. slopes.Select(slope => slope.Value!)]);
            for (int i = 0; i < variables.Length; i++)
                code.Line($"{gradient}[{Literal.Of(i)}] = {values[i + 1]};");
            code.Line($"return {values[0]};");
        }

        code.Line();
        (int Row, int Column, Expression Value)[] entries = [.. from row in Enumerable.Range(0, variables.Length)
                                                               from column in Enumerable.Range(row, variables.Length - row)
                                                               select (row, column, slopes[row].Derivative(variables[column]).Value!)];
        code.Line($"/// <summary>The second derivatives of {see} by {string.Join(", ", variables)}: a symmetric matrix.</summary>");
        Notes(code, formula, entries.Select(entry => ($"d2/d{variables[entry.Row]} d{variables[entry.Column]}", entry.Value)));
        code.Line($"/// <param name=\"{hessian}\">Gets {Numbers.Text(variables.Length)} x {Numbers.Text(variables.Length)} numbers, row-major.</param>");
        code.Line($"/// <exception cref=\"global::System.ArgumentException\">The span has another length.</exception>");
        using (code.Block($"public static void {name}Hessian({parameters}global::System.Span<{number}> {hessian})"))
        {
            Length(code, hessian, variables.Length * variables.Length);
            string[] values = Print(code, formula, hessian, [.. entries.Select(entry => entry.Value)]);
            for (int i = 0; i < entries.Length; i++)
            {
                (int row, int column, _) = entries[i];
                string mirrored = row == column ? string.Empty : $"{hessian}[{Literal.Of((column * variables.Length) + row)}] = ";
                code.Line($"{mirrored}{hessian}[{Literal.Of((row * variables.Length) + column)}] = {values[i]};");
            }
        }
    }

    /// <summary>The names of a method with the parameters of the formula.</summary>
    private static NameScope Names(FormulaDeclaration formula)
    {
        NameScope names = new();
        foreach (FunctionParameter parameter in formula.Function.Parameters)
            names.New(parameter.Name);
        return names;
    }

    /// <summary>The formulas for readers.</summary>
    private static void Notes(CodeWriter code, FormulaDeclaration formula, IEnumerable<(string Name, Expression Value)> values)
    {
        code.Line("/// <remarks>");
        code.Line("/// <code>");
        foreach ((string name, Expression value) in values)
            code.Line($"/// {name} {formula.Function.Name} = {Formula.Of(value).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}");
        code.Line("/// </code>");
        code.Line("/// </remarks>");
    }

    private static void Length(CodeWriter code, string span, int length) =>
        code.Line($"global::NetGen.NetworkArguments.Length(nameof({span}), 1, {Literal.Of(length)}, {span}.Length);");

    /// <summary>Writes the locals that several values share, and returns the values as C#.</summary>
    private static string[] Print(CodeWriter code, FormulaDeclaration formula, string span, Expression[] values)
    {
        NameScope names = Names(formula);
        names.New(span);
        ExpressionPrinter printer = new(new FormulaDialect(formula.Precision), access => Keywords.Escape(access.Tensor.Name), names.New);
        string[] texts = [.. printer.Print(values)];
        foreach (string declaration in printer.Declarations)
            code.Line(declaration);
        return texts;
    }
}

/// <summary>Numbers as they are, with the full names of all types: the class around them may be anything.</summary>
internal sealed class FormulaDialect(Precision precision) : ScalarDialect(precision)
{
    public override string PowerOf(string x, string exponent) => "global::NetGen." + base.PowerOf(x, exponent);

    public override string Call(Function function, string operand) => function switch
    {
        Function.Absolute => "global::System." + base.Call(function, operand),
        Function.Step or Function.Sqrt => base.Call(function, operand),
        _ => "global::NetGen." + base.Call(function, operand),
    };
}
