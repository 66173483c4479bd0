using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <content>Numbers and truth values.</content>
internal sealed partial class FunctionReader
{
    /// <summary>A number; null after a problem.</summary>
    private Expression? Numeric(IOperation operation, Scope scope)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (operation.ConstantValue is { HasValue: true, Value: { } constant } && IsNumber(constant))
        {
            // The generator cannot see its own constants, so they must not count here either.
            IOperation? generated = operation.DescendantsAndSelf().FirstOrDefault(part => part is IFieldReferenceOperation field && IsGenerated(field.Field));
            return generated is null ? new Constant(Convert.ToDouble(constant, CultureInfo.InvariantCulture)) : Refuse(generated, "a member that the generator writes");
        }

        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Numeric(inner.Operand, scope);
            case IConversionOperation conversion:
                return Converted(conversion, scope);
            case ILocalReferenceOperation or IParameterReferenceOperation:
                return scope[Variable(operation)!] as Expression ?? Refuse(operation, $"its value is no {Number}");
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Minus } negated when IsOurs(negated):
                return Numeric(negated.Operand, scope) is { } operand ? -operand : null;
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Plus } same when IsOurs(same):
                return Numeric(same.Operand, scope);
            case IBinaryOperation { OperatorMethod: null } binary:
                return IsOurs(binary)
                    ? Numeric(binary.LeftOperand, scope) is { } left && Numeric(binary.RightOperand, scope) is { } right ? Combine(binary, binary.OperatorKind, left, right) : null
                    : Refuse(binary, OtherType(binary));
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Truth(choice.Condition, scope) is { } condition && Numeric(choice.WhenTrue, scope) is { } a && Numeric(otherwise, scope) is { } b
                    ? Within(choice, condition.Choose(a, b)) : null;
            case ISwitchExpressionOperation choice:
                return Switched(choice, scope);
            case IInvocationOperation call:
                return Call(call, scope);
            case IFieldReferenceOperation field:
                return Refuse(field, "a field that is no constant; write const");
            case IPropertyReferenceOperation:
                return Refuse(operation, "a property; a constant or a static method can be read");
            case IUnaryOperation or IIncrementOrDecrementOperation or IAssignmentOperation:
                return Refuse(operation, "an operator without a derivative");
            default:
                return Refuse(operation, "an expression of this kind");
        }
    }

    private Expression? Combine(IOperation operation, BinaryOperatorKind kind, Expression left, Expression right)
    {
        Expression? value = kind switch
        {
            BinaryOperatorKind.Add => left + right,
            BinaryOperatorKind.Subtract => left - right,
            BinaryOperatorKind.Multiply => left * right,
            BinaryOperatorKind.Divide => left / right,
            _ => null,
        };
        return value is null ? Refuse(operation, "an operator without a derivative") : Within(operation, value);
    }

    /// <summary>A conversion changes nothing only between numbers of the network's type, and of constants.</summary>
    private Expression? Converted(IConversionOperation conversion, Scope scope)
    {
        if (conversion.OperatorMethod is not null || !IsOurs(conversion))
            return Refuse(conversion, OtherType(conversion));
        Expression? value = Numeric(conversion.Operand, scope);
        return value is null || value is Constant || IsOurs(conversion.Operand) || IsWhole(conversion.Operand)
            ? value
            : Refuse(conversion, OtherType(conversion.Operand));
    }

    /// <summary>Whether an integer comes from nothing but constants, signs and choices between them, so that it is the same number here.</summary>
    private static bool IsWhole(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => true,
        IInvocationOperation { TargetMethod.Name: "Sign" } => true,
        IParenthesizedOperation inner => IsWhole(inner.Operand),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsWhole(choice.WhenTrue) && IsWhole(otherwise),
        ISwitchExpressionOperation choice => choice.Arms.All(arm => IsWhole(arm.Value)),
        _ => false,
    };

    private Expression? Switched(ISwitchExpressionOperation choice, Scope scope)
    {
        if (Numeric(choice.Value, scope) is not { } value)
            return null;
        Expression? result = null;
        foreach (ISwitchExpressionArmOperation arm in choice.Arms.Reverse())
        {
            // The pattern first: it may name the value.
            if (Matches(arm.Pattern, value, scope) is not { } matched
                || (arm.Guard is { } guard ? Truth(guard, scope) : new Known(true)) is not { } guarded
                || Numeric(arm.Value, scope) is not { } number)
                return null;
            bool isSure = matched is Known { Value: true } && guarded is Known { Value: true };
            if (!isSure && result is null)
                return Refuse(choice, "a switch expression whose last arm is not '_'");
            result = isSure ? number : new Both(matched, guarded).Choose(number, result!);
        }

        return result is null ? Refuse(choice, "an expression of this kind") : Within(choice, result);
    }

    /// <summary>A truth value; null after a problem.</summary>
    private Condition? Truth(IOperation operation, Scope scope)
    {
        if (operation.ConstantValue is { HasValue: true, Value: bool known })
            return new Known(known);
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return Truth(inner.Operand, scope);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Truth(conversion.Operand, scope);
            case ILocalReferenceOperation local when scope[local.Local] is Condition condition:
                return condition;
            case IUnaryOperation { OperatorMethod: null, OperatorKind: UnaryOperatorKind.Not } negated:
                return Truth(negated.Operand, scope) is { } operand ? new Opposite(operand) : null;
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both:
                return Truth(both.LeftOperand, scope) is { } first && Truth(both.RightOperand, scope) is { } second ? new Both(first, second) : null;
            case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either:
                return Truth(either.LeftOperand, scope) is { } one && Truth(either.RightOperand, scope) is { } other ? new Either(one, other) : null;
            case IBinaryOperation { OperatorMethod: null } comparison when IsOurs(comparison.LeftOperand) && IsOurs(comparison.RightOperand):
                return Numeric(comparison.LeftOperand, scope) is { } left && Numeric(comparison.RightOperand, scope) is { } right
                    ? Compare(comparison, comparison.OperatorKind, left, right) : null;
            case IIsPatternOperation match:
                return Numeric(match.Value, scope) is { } value ? Matches(match.Pattern, value, scope) : null;
            case IInvocationOperation { TargetMethod: { Name: "IsNaN", ContainingType: { } type }, Arguments.Length: 1 } question when IsMathematics(type):
                return Numeric(question.Arguments[0].Value, scope) is { } number ? new Opposite(new Compared(Comparison.Equal, number, number)) : null;
            default:
                Refuse(operation, "a condition other than a comparison of numbers");
                return null;
        }
    }

    private Condition? Matches(IPatternOperation pattern, Expression value, Scope scope)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return new Known(true);
            // A number is one whatever it is: 'var v' and 'float v' name it.
            case IDeclarationPatternOperation { DeclaredSymbol: { } name }:
                scope.Set(name, value);
                return new Known(true);
            case IRelationalPatternOperation relation:
                return Numeric(relation.Value, scope) is { } bound ? Compare(relation, relation.OperatorKind, value, bound) : null;
            case IConstantPatternOperation constant:
                return Numeric(constant.Value, scope) is { } same ? new Compared(Comparison.Equal, value, same) : null;
            case INegatedPatternOperation negated:
                return Matches(negated.Pattern, value, scope) is { } operand ? new Opposite(operand) : null;
            case IBinaryPatternOperation binary:
                return Matches(binary.LeftPattern, value, scope) is { } left && Matches(binary.RightPattern, value, scope) is { } right
                    ? binary.OperatorKind == BinaryOperatorKind.And ? new Both(left, right) : new Either(left, right)
                    : null;
            default:
                Refuse(pattern, "a pattern other than a comparison with a number");
                return null;
        }
    }

    // Every one of them is false where a number is NaN, as in C#, but for "not equal".
    private Condition? Compare(IOperation operation, BinaryOperatorKind kind, Expression left, Expression right)
    {
        switch (kind)
        {
            case BinaryOperatorKind.LessThan:
                return new Compared(Comparison.Less, left, right);
            case BinaryOperatorKind.LessThanOrEqual:
                return new Compared(Comparison.LessOrEqual, left, right);
            case BinaryOperatorKind.GreaterThan:
                return new Compared(Comparison.Less, right, left);
            case BinaryOperatorKind.GreaterThanOrEqual:
                return new Compared(Comparison.LessOrEqual, right, left);
            case BinaryOperatorKind.Equals:
                return new Compared(Comparison.Equal, left, right);
            case BinaryOperatorKind.NotEquals:
                return new Opposite(new Compared(Comparison.Equal, left, right));
            default:
                Refuse(operation, "a condition other than a comparison of numbers");
                return null;
        }
    }

    private Expression? Call(IInvocationOperation call, Scope scope)
    {
        IMethodSymbol method = call.TargetMethod;
        bool isOwn = SymbolEqualityComparer.Default.Equals(method.ContainingType, _type);
        bool isSign = method.Name == "Sign" && IsMathematics(method.ContainingType);
        if (!isSign && !IsOurs(call))
            return Refuse(call, OtherType(call));
        IOperation[] given = [.. call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value)];
        if (method.MethodKind == MethodKind.LocalFunction)
            return Refuse(call, $"'{method.Name}' is a local function; a static method of the class can be read");
        if (isOwn && method.IsGenericMethod)
            return Refuse(call, $"'{method.Name}' is generic; a method of {Number} alone can be read");
        if (isOwn && !_members.Contains(method, SymbolEqualityComparer.Default))
            return Refuse(call, "a member that the generator writes");
        if (isOwn && (!method.IsStatic || Syntax(method) is null || method.Parameters.Any(parameter => parameter.RefKind != RefKind.None)))
            return Refuse(call, method.IsStatic ? $"'{method.Name}' {(Syntax(method) is null ? "has no text that could be read" : "takes its parameters by reference")}" : $"'{method.Name}' is not static");
        Func<Expression[], Expression>? known = !isOwn && IsMathematics(method.ContainingType) ? KnownFunctions.Of(method.Name, given.Length) : null;
        if (!isOwn && known is null)
            return Refuse(call, IsMathematics(method.ContainingType) ? $"'{method.ContainingType.Name}.{method.Name}' has no derivative here" : "a call of something other than a static method of the class or a function of mathematics");

        List<Expression> arguments = [];
        foreach (IOperation argument in given)
        {
            if (Numeric(argument, scope) is not { } value)
                return null;
            arguments.Add(value);
        }

        Expression? result = isOwn ? Inline(method, arguments, call) : known!([.. arguments]);
        return result is null ? null : Within(call, result);
    }

    /// <summary>The expression, unless it has become too long.</summary>
    private Expression? Within(IOperation operation, Expression value) => value.Size <= LargestSize ? value : Refuse(operation, $"its formula is longer than {LargestSize} operations, locals put in their places");

    private bool IsOurs(IOperation operation) => operation.Type?.SpecialType == _number;

    private string OtherType(IOperation operation) => $"it is computed in {operation.Type?.ToDisplayString() ?? "another type"}, and everything here in {Number}";

    private static bool IsNumber(object constant) => constant is double or float or int or long or short or byte or sbyte or uint or ulong or ushort or decimal;

    private static bool IsMathematics(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        || (type is { Name: "Math" or "MathF", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
        || (type.Name == "VectorMath" && DeclarationReader.IsFromNetGen(type));

    private bool IsGenerated(IFieldSymbol field) => SymbolEqualityComparer.Default.Equals(field.ContainingType, _type) && !_members.Contains(field, SymbolEqualityComparer.Default);
}
