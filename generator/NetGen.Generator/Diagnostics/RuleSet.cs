using Microsoft.CodeAnalysis;
using NetGen.Generator.Declaration;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Diagnostics;

/// <summary>All rules. No error among them means that the network's code compiles and runs.</summary>
internal static class RuleSet
{
    /// <summary>In place of an id: the compiler itself rejects the class or an attribute, and says so.</summary>
    public const string CompilerError = "an error of the compiler";

    /// <summary>Every rule, in the order of the ids.</summary>
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new PartialRule(),
        new OrdinaryClassRule(),
        new FileLocalRule(),
        new BaseClassRule(),
        new MissingInputRule(),
        new MissingLayerRule(),
        new OneDeclarationRule(),
        new ArgumentRule(),
        new LayerNameRule(),
        new DuplicateNameRule(),
        new MemberNameRule(),
        new ViewNameRule(),
        new ConstructorRule(),
        new SingleLossRule(),
        new LossLastRule(),
        new UnknownLayerRule(),
        new HiddenTypeRule(),
        new LanguageRule(),
        new LateInputRule(),
        new FunctionRule(Descriptors.FunctionName),
        new FunctionRule(Descriptors.FunctionSignature),
        new FunctionRule(Descriptors.FunctionDerivative),
        new ResidualRule(),
        new SmoothRule(),
        new ShapeRule(),
        new UselessFlattenRule(),
        new InputExtentRule(),
        new SizeRule(),
        new LossShapeRule(),
        new SourceRule(),
        new JoinRule(),
        new UnusedBranchRule(),
        new OutputRule(),
        new IdleInputRule(),
        new LossOfOutputRule(),
        new MixedLossesRule(),
        new BlockContentRule(),
        new BlockCycleRule(),
        new BlockArgumentsRule(),
        new PlaceholderRule(),
        new ShareRule(),
        new UnreadRule(),
        new GapRule(),
        new CausalKernelRule(),
        new LoneValueRule(),
        new IndexPrecisionRule(),
        new ChannelsFirstRule(),
        new LonelyShareRule(),
        new EmptyShareRule(),
        new MixedShareRule(),
        new IdleTwinRule(),
        new StrangerRule(),
        new PartnerRule(),
        new OneClassRule(),
        new CollapseRule(),
        new SymmetryRule(),
        new SaturationRule(),
        new ReluOutputRule(),
        new SquashedHiddenRule(),
        new SoftmaxLossRule(),
        new RepeatedNormRule(),
        new UselessBiasRule(),
        new LastDropoutRule(),
        new IdlePenaltyRule(),
        new IdleArgumentRule(),
        new DeadGradientRule(),
        new ComputedIndexRule(),
        new HiddenSoftmaxRule(),
        new IgnoredInputRule(),
        new IdleParameterRule(),
        new UnrollRule(),
        new BudgetRule(),
        new EmptyBudgetRule(),
        new WeightsRule(Descriptors.WeightsFile, WeightsFaultKind.NoFile),
        new WeightsRule(Descriptors.WeightsDamaged, WeightsFaultKind.Damaged),
        new WeightsRule(Descriptors.WeightsMissing, WeightsFaultKind.Missing),
        new WeightsRule(Descriptors.WeightsUnexpected, WeightsFaultKind.Unexpected),
        new WeightsRule(Descriptors.WeightsType, WeightsFaultKind.Type),
        new WeightsRule(Descriptors.WeightsShape, WeightsFaultKind.Shape),
        new WeightsRule(Descriptors.WeightsNotFinite, WeightsFaultKind.NotFinite),
        new WeightsRule(Descriptors.WeightsScaler, WeightsFaultKind.Scaler),
    ];

    /// <summary>What is wrong with a network, each mistake once. Lessons come when everything else is right.</summary>
    public static IReadOnlyList<Problem> Check(Outline outline)
    {
        bool isWhole = IsWhole(outline), isSound = true;
        List<Problem> problems = [];
        foreach (Rule rule in Rules.Where(rule => isWhole || !rule.NeedsWhole).OrderBy(rule => rule is Lesson))
        {
            if (rule is Lesson && !isSound)
                continue;
            Problem[] found = rule.Check(outline).ToArray();
            isSound &= found.Length == 0 || rule.Descriptor.DefaultSeverity != DiagnosticSeverity.Error;
            problems.AddRange(found);
        }

        return ReportedHere(WithoutConsequences(problems), outline);
    }

    /// <summary>A layer that is too large is one mistake: that the layers after it do not fit what it puts out is no other.</summary>
    private static IReadOnlyList<Problem> WithoutConsequences(IReadOnlyList<Problem> problems)
    {
        int tooLarge = problems.Where(problem => problem.Id == Descriptors.Size.Id).Select(problem => problem.Attribute).DefaultIfEmpty(int.MaxValue).Min();
        return [.. problems.Where(problem => problem.Attribute <= tooLarge || (problem.Id != Descriptors.Shape.Id && problem.Id != Descriptors.Join.Id))];
    }

    /// <summary>What is wrong with a block by itself, wherever it is used.</summary>
    public static IReadOnlyList<Problem> Check(BlockRecord block)
    {
        Outline outline = Outline.Of(block);
        bool isWhole = IsWhole(outline);
        return ReportedHere([.. Rules.Where(rule => rule.JudgesBlocks && (isWhole || !rule.NeedsWhole)).SelectMany(rule => rule.Check(outline))], outline, block.Name);
    }

    /// <summary>The problems without those that are reported where a block is declared. A mistake in it is one, however often it is used.</summary>
    /// <param name="name">The block that is judged by itself; null for a network.</param>
    private static IReadOnlyList<Problem> ReportedHere(IReadOnlyList<Problem> problems, Outline outline, string? name = null)
    {
        Dictionary<BlockRecord, HashSet<(string Id, int Place, string? Argument)>> ofBlocks = [];
        HashSet<(string Id, int Place, string? Argument)> Of(BlockRecord block)
        {
            if (!ofBlocks.TryGetValue(block, out HashSet<(string, int, string?)>? found))
            {
                Outline own = Outline.Of(block);
                found = [.. Check(block).Where(problem => problem.Attribute >= 0).Select(problem => (problem.Id, own.Items[problem.Attribute].Place, problem.Argument))];
                ofBlocks.Add(block, found);
            }

            return found;
        }

        bool IsReportedThere(Problem problem)
        {
            if (problem.Attribute < 0)
                return false;
            OutlineItem item = outline.Items[problem.Attribute];
            // Every block of a cycle sees all of it, and each tells its own way around.
            if (item is { Fault.Kind: BlockFaultKind.Cycle, Attribute.Block: { } last })
                return name is null ? item.Origin is { Block.IsDeclaredHere: true } : last.Cycle.First() != name;
            return (item.Fault is { IsOfBlock: true } && item.Attribute.Block!.IsDeclaredHere)
                || (item.Origin is { Block: { IsDeclaredHere: true, IsBlock: true } block, Index: var index } && Of(block).Contains((problem.Id, index, problem.Argument)));
        }

        return [.. problems.Where(problem => !IsReportedThere(problem))];
    }

    /// <summary>The id of an error of the network, or null for a sound one, which code can be made of.</summary>
    /// <remarks>
    /// An attribute that is unresolved is no reason to refuse: another generator may write it, where this one cannot see it.
    /// So every rule is asked, as if it were not there.
    /// </remarks>
    public static string? FirstError(Outline outline) =>
        outline.Declaration.Class.IsRejected || outline.Items.Any(item => item.Attribute.IsMalformed)
            ? CompilerError
            : Errors.FirstOrDefault(rule => !rule.NeedsSchedule && rule.Check(outline).Any())?.Descriptor.Id
                // A block that the compiler rejects, and says so.
                ?? (outline.Items.Any(item => item.Fault is not null) ? CompilerError : null);

    /// <summary>The id of an error that shows once there is a schedule, or null.</summary>
    public static string? FirstErrorOfSchedule(Outline outline) => Errors.FirstOrDefault(rule => rule.NeedsSchedule && rule.Check(outline).Any())?.Descriptor.Id;

    /// <summary>Whether a generated half would compile beside the class, if only with members that throw.</summary>
    public static bool AllowsGeneration(Outline outline) =>
        !outline.Declaration.Class.IsRejected && outline.Declaration.Type.Name.Length > 0 && !LanguageRule.IsTooOld(outline) && !Rules.Any(rule => rule.ForbidsGeneration && rule.Check(outline).Any());

    private static IEnumerable<Rule> Errors => Rules.Where(rule => rule.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    private static bool IsWhole(Outline outline) =>
        !outline.Declaration.Class.HasUnresolvedAttribute
        && !outline.Items.Any(item => item.Attribute.Block is { HasUnresolvedAttribute: true })
        && outline.Items.Select(item => item.Attribute.Part).Distinct().Count() <= 1;
}
