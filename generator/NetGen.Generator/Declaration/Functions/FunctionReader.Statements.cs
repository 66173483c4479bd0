using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.Algebra;

namespace NetGen.Generator.Declaration;

/// <content>Statements: declarations, assignments, <c>if</c> and <c>return</c>.</content>
internal sealed partial class FunctionReader
{
    /// <summary>What is returned when the steps are taken one after the other; null after a problem.</summary>
    private Expression? Run(Steps? steps, Scope scope)
    {
        if (steps is null)
            return null;
        IOperation step = steps.First;
        switch (step)
        {
            case IBlockOperation block:
                Steps? rest = steps.Rest;
                foreach (IOperation inner in block.Operations.Reverse())
                    rest = new Steps(inner, rest);
                return Run(rest, scope);
            case IReturnOperation { ReturnedValue: { } returned }:
                return Numeric(returned, scope);
            case IConditionalOperation choice when Returns(choice):
                if (Truth(choice.Condition, scope) is not { } condition)
                    return null;
                Expression? then = Run(new Steps(choice.WhenTrue, steps.Rest), scope.Copy());
                if (then is null)
                    return null;
                Expression? otherwise = Run(choice.WhenFalse is { } side ? new Steps(side, steps.Rest) : steps.Rest, scope.Copy());
                return otherwise is null ? null : Within(step, condition.Choose(then, otherwise));
            default:
                return Take(step, scope) ? Run(steps.Rest, scope) : null;
        }
    }

    /// <summary>Takes a step that returns nothing; false after a problem.</summary>
    private bool Take(IOperation step, Scope scope)
    {
        switch (step)
        {
            case IBlockOperation block:
                return block.Operations.All(inner => Take(inner, scope));
            case IEmptyOperation:
                return true;
            case IVariableDeclarationGroupOperation group:
                return group.Declarations.SelectMany(declaration => declaration.Declarators.Select(declarator => (declarator, declarator.Initializer ?? declaration.Initializer)))
                    .All(pair => pair.Item2 is null || Assign(pair.declarator.Symbol, pair.Item2.Value, scope));
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false } assignment } when Variable(assignment.Target) is { } variable:
                return Assign(variable, assignment.Value, scope);
            case IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { OperatorMethod: null } compound } when Variable(compound.Target) is { } variable:
                return Numeric(compound.Target, scope) is { } left && Numeric(compound.Value, scope) is { } right
                    && Combine(compound, compound.OperatorKind, left, right) is { } value && scope.Set(variable, value);
            case IConditionalOperation choice:
                if (Truth(choice.Condition, scope) is not { } condition)
                    return false;
                Scope then = scope.Copy(), otherwise = scope.Copy();
                if (!Take(choice.WhenTrue, then) || (choice.WhenFalse is { } side && !Take(side, otherwise)))
                    return false;
                scope.Join(condition, then, otherwise);
                return true;
            default:
                Refuse(step, step switch
                {
                    ILoopOperation => "a loop",
                    ISwitchOperation => "a switch statement; a switch expression or if can be read",
                    ILocalFunctionOperation => "a local function; a static method of the class can be read",
                    IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation } => "an exception",
                    IExpressionStatementOperation { Operation: IAssignmentOperation } => "an assignment to something other than a local",
                    IExpressionStatementOperation => "a statement that computes nothing of the result",
                    _ => "a statement of this kind",
                });
                return false;
        }
    }

    private bool Assign(ISymbol variable, IOperation value, Scope scope)
    {
        if (value.Type?.SpecialType == SpecialType.System_Boolean)
            return Truth(value, scope) is { } truth && scope.Set(variable, truth);
        return Numeric(value, scope) is { } number && scope.Set(variable, number);
    }

    private static ISymbol? Variable(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private static bool Returns(IOperation step) => step.DescendantsAndSelf().Any(inner => inner is IReturnOperation);

    /// <summary>Steps to take, in order.</summary>
    private sealed record Steps(IOperation First, Steps? Rest);

    /// <summary>What locals and parameters hold: numbers and truth values.</summary>
    private sealed class Scope
    {
        private readonly Dictionary<ISymbol, object> _values = new(SymbolEqualityComparer.Default);

        public object? this[ISymbol variable] => _values.TryGetValue(variable, out object? value) ? value : null;

        public bool Set(ISymbol variable, object value)
        {
            _values[variable] = value;
            return true;
        }

        public Scope Copy()
        {
            Scope copy = new();
            foreach (KeyValuePair<ISymbol, object> pair in _values)
                copy._values.Add(pair.Key, pair.Value);
            return copy;
        }

        /// <summary>What holds after two branches: where they differ, the condition chooses.</summary>
        public void Join(Condition condition, Scope then, Scope otherwise)
        {
            foreach (ISymbol variable in then._values.Keys.Where(otherwise._values.ContainsKey).ToArray())
            {
                _values[variable] = (then._values[variable], otherwise._values[variable]) switch
                {
                    (Expression a, Expression b) => condition.Choose(a, b),
                    (Condition a, Condition b) => new Either(new Both(condition, a), new Both(new Opposite(condition), b)),
                    (object a, _) => a,
                };
            }
        }
    }
}
