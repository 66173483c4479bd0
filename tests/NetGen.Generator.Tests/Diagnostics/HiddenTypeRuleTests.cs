extern alias generator;

using System.Text;
using generator::NetGen.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Tests.Harness;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Names in generated code that would mean something else: they become full names, and NETGEN119 where they cannot.</summary>
public class HiddenTypeRuleTests
{
    public static TheoryData<string, string, string> Hiding => new()
    {
        { "System.Runtime.CompilerServices.Unsafe", "the type parameter 'Unsafe' of 'Outer<Unsafe>'", "partial class Outer<Unsafe> { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] private partial class {|Net|}; }" },
        { "System.Numerics.Vector", "the type parameter 'Vector' of 'Net<Vector>'", "[NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class {|Net|}<Vector>;" },
    };

    /// <summary>Types and members of all kinds with the names of types that generated code uses.</summary>
    public static TheoryData<string> Namesakes =>
    [
        "namespace Shop; class Vector; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "namespace Shop; struct Vector<T>; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "interface Workspace; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "namespace Shop.Math { class Adder; } namespace Shop { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net; }",
        "namespace Shop; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Panels;",
        "partial class Outer { enum Lanes { Left, Right } partial struct Middle { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] private partial class Net; } }",
        "partial class Lanes { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] private partial class Net; }",
        "class Base<T> { protected class ParameterSlot; } [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net : Base<int>;",
        "[NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net { public int Math => 1; }",
        "partial class Outer { static void VectorMath<T>() { } [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] private partial class Net; }",
        "global using Vector = System.Text.StringBuilder; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "global using Other.Pieces; namespace Other.Pieces { public class Span<T>; } [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
    ];

    public static TheoryData<string> Apart =>
    [
        "namespace Shop { class Vector; class Lanes; namespace Networks { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net; } }",
        "namespace Shop; file class Vector; class Lanes<T>; class Span; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "global using Math = System.Text.StringBuilder; global using Shop.Pieces; namespace Shop.Pieces { class Vector; } namespace Shop { [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net; }",
        "global using Vector = System.Numerics.Vector; global using System.Numerics; global using static System.Math; [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net;",
        "namespace NetGen.Samples; [Network, Input(4), Dense(2)] partial class Net;",
        "namespace NetGen; [Network, Input(4), Dense(2)] partial class Net;",
        "class Base { private class Panels; } [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net : Base { public int ParameterSlot; public void NetworkDescription() { } }",
        "[NetGen.Network, NetGen.Input(4), NetGen.Dense(2)] partial class Net { public NetGen.Workspace Workspace { get; } = CreateWorkspace(1); public void Span<T>() { } }",
    ];

    [Theory]
    [MemberData(nameof(Hiding))]
    public void What_hides_a_type_is_reported_once_at_the_class(string type, string by, string source)
    {
        string name = source.Substring(source.IndexOf("{|", StringComparison.Ordinal) + 2).Split('|')[0];
        AnalyzerHarness.Reports("NETGEN119", source, $"The code generated for '{name}' cannot see '{type}', which {by} hides");
    }

    [Fact]
    public void Several_hidden_types_are_one_mistake() => AnalyzerHarness.Reports("NETGEN119", """
        public partial class Shop<Workspace, Math>
        {
            [NetGen.Network, NetGen.Input(4), NetGen.Dense(2)]
            public partial class {|Net|};
        }
        """, "The code generated for 'Net' cannot see 'System.Math', which the type parameter 'Math' of 'Shop<Workspace, Math>' hides, nor 'NetGen.Workspace', which the type parameter 'Workspace' of 'Shop<Workspace, Math>' hides");

    [Theory]
    [MemberData(nameof(Namesakes))]
    public void A_type_with_a_namesake_goes_by_its_full_name(string source) => AnalyzerHarness.IsSilent(source);

    [Theory]
    [MemberData(nameof(Apart))]
    public void What_hides_nothing_is_not_reported(string source) => AnalyzerHarness.IsSilent(source);

    [Fact]
    public void All_types_may_have_namesakes_at_once()
    {
        StringBuilder source = new("namespace Shop;\n");
        foreach (UsedType type in UsedTypes.All)
        {
            string parameters = type.Arity switch { 0 => string.Empty, 1 => "<T>", _ => "<T, U>" };
            source.AppendLine(FormattableString.Invariant($"class {type.Name}{parameters};"));
        }

        source.AppendLine("[NetGen.Network(Textbook = true, Trace = true), NetGen.Input(6, 6, 2), NetGen.Conv2D(3, 3, Bias = false), NetGen.BatchNorm, NetGen.Relu, NetGen.Dropout(0.5), NetGen.Flatten, NetGen.Dense(20), NetGen.L2(0.1), NetGen.Tanh, NetGen.Dense(2), NetGen.MeanSquaredError] partial class Images;");
        source.AppendLine("[NetGen.Network, NetGen.Weights(\"net.safetensors\"), NetGen.Input(4), NetGen.Dense(3)] partial class Pretrained;");
        source.AppendLine("[NetGen.Network(Textbook = true), NetGen.Input(6, 2), NetGen.Gru(4), NetGen.Dense(2), NetGen.Softmax, NetGen.SparseCategoricalCrossEntropy] partial class Sequence;");
        AnalyzerHarness.IsSilent(source.ToString());
    }

    [Fact]
    public void The_types_that_are_looked_for_are_those_that_generated_code_uses()
    {
        string[] sources =
        [
            """
            using NetGen;
            [Network(Textbook = true), Input(20)]
            [Dense(40), Tanh, Elu, Gelu, HardSigmoid, HardTanh, LeakyRelu, Mish, Selu, Dense(300), PRelu(PerChannel = true), Silu, Softplus, Softsign, LayerNorm, Step, Linear, HardSwish, Relu6, LogSoftmax, RmsNorm, Scale]
            [Dense(12), Abs, Clip(-1, 1), Exp, Sqrt, Log]
            [Dense(10, Bias = false), Softmax]
            [SparseCategoricalCrossEntropy]
            public partial class Wide;
            """,
            "using NetGen; [Network(Precision = Precision.Double, Textbook = true), Input(2), Dense(2), Tanh, Dense(1), Sigmoid, BinaryCrossEntropy] public partial class Small;",
            """
            using NetGen;
            [Network(Textbook = true), Input(12, 12, 3)]
            [ZeroPad2D(1), Conv2D(6, 3), Relu, MaxPool2D(2), DepthwiseConv2D(3, Multiplier = 2), LocalResponseNorm(3), AvgPool2D(2, Stride = 1)]
            [ConvTranspose2D(4, 3, Stride = 2), Crop2D(1), Upsample2D(2), Conv2D(8, 3, Groups = 2), GlobalAvgPool]
            [Dense(3), Softmax]
            [CategoricalCrossEntropy]
            public partial class Image;
            """,
            "using NetGen; [Network, Input(16, 16, 32), Conv2D(64, 3, Padding = Padding.Same), BatchNorm, Relu, MaxPool2D(2), Dropout(0.1), Conv2D(16, 1), Flatten, Dense(4), Huber] public partial class Channels;",
            "using NetGen; [Network(Precision = Precision.Double, Trace = true), Input(10, 10, 1), Conv2D(3, 3), L2(0.01), Tanh, AvgPool2D(2), Flatten, Dense(2), MeanSquaredError] public partial class Exact;",
            "using NetGen; [Network, Input(16, 4), Conv1D(8, 3), Relu, MaxPool1D(2), AvgPool1D(2), GlobalMaxPool, Dense(2), MeanAbsoluteError] public partial class Sequence;",
            """
            using NetGen;
            [Network, Input(4, Name = "x"), Dense(4), Relu, Add("x"), Dense(4), Subtract("x"), Multiply("Relu1"), Average("x"), Maximum("Add1"), Concat("x"), Dense(2), MeanSquaredError, L1(0.1)]
            public partial class Joined;
            """,
            "using NetGen; [Network, Input(6, 1), Embedding(9, 4), PositionalEncoding, SelfAttention(2), CausalConv1D(4, 2), SimpleRnn(4, ReturnSequence = true), Lstm(4, ReturnSequence = true), Gru(4), Dense(2), MeanSquaredError] public partial class Recurrent;",
            "using NetGen; [Network, Input(6, 2), CausalConv1D(4, 2), Gru(4), Dense(2), MeanSquaredError] public partial class Streaming;",
            "using NetGen; [Network, Weights(\"net.safetensors\"), Input(4), Dense(3)] public partial class Baked;",
            "using NetGen; [Network, Input(6), Reshape(2, 3), Flatten, Dense(2)] public partial class Least;",
            """
            using NetGen;
            [Network, Input(8, 8, 6), Pad2D(1, Mode = PadMode.Reflect), GroupNorm(3), InstanceNorm, ChannelShuffle(3), AdaptiveAvgPool2D(7), Permute(1, 0, 2), Slice(0, 3)]
            [Flatten, Dense(2), LogCosh]
            public partial class Rearranged;
            """,
            "using NetGen; [Network, Input(8, 4), Pad1D(1), ConvTranspose1D(3, 2), AdaptiveAvgPool1D(5), Flatten, Dense(2), MeanSquaredError] public partial class Spread;",
            """
            using NetGen;
            [Network(Textbook = true), Input(3), Dense(20), Activation(nameof(Own)), Dense(2), CustomLoss(nameof(Error))]
            public partial class Functions
            {
                static float Own(float x, [Parameter] float a) => x < 0 ? MathF.Abs(x) * MathF.Sin(a) : MathF.Pow(x, a) * MathF.Sqrt(x);
                static float Error(float y, float target) => MathF.Cos(y - target);
            }
            """,
            """
            using NetGen;
            [Network(Precision = Precision.Double, Textbook = true), Input(3), Dense(20), Tanh, Dense(2), InputDerivatives(2), Dense(1), PhysicsLoss(nameof(Residual))]
            public partial class Derivatives
            {
                static double Residual(double x, double y, double z, double u, [Derivative(0, 2)] double uxz, [Target] double t) => uxz - t;
            }
            """,
            """
            using NetGen;
            [Block, Dense(Arg.First), Tanh] public class Hidden;
            [Network, Input(4), Input(3), Use<Hidden>(4), Concat("Input1"), Dense(2, Name = "a"), Tanh(Name = "b"), Output("a"), MeanSquaredError, Output("b"), Huber(Weight = 0.5)]
            public partial class Several;
            """,
        ];
        GeneratorOutcome outcome = GeneratorDriverHarness.Run(sources);
        Assert.Null(outcome.Exception);

        // A layer that is missing here may bring a type along.
        string[] layers = [.. typeof(LayerAttribute).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(LayerAttribute)) || type.IsSubclassOf(typeof(LossAttribute))))
            .Select(type => type.Name.Split('`')[0].Replace("Attribute", string.Empty))];
        Assert.Empty(layers.Except(outcome.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>()).Select(attribute => attribute.Name.ToString().Split('<')[0])));

        HashSet<(string Name, bool IsOperand)> used = [.. outcome.Sources.SelectMany(source => Types(outcome.Compilation, source.SyntaxTree))];
        string[] names = [.. used.Select(type => type.Name).Distinct()], operands = [.. used.Where(type => type.IsOperand).Select(type => type.Name)];
        Assert.Empty(names.Except(UsedTypes.All.Select(FullName)));
        Assert.Empty(UsedTypes.All.Select(FullName).Except(names));
        Assert.Empty(operands.Except(UsedTypes.All.Where(type => type.IsOperand).Select(FullName)));
        Assert.Empty(UsedTypes.All.Where(type => type.IsOperand).Select(FullName).Except(operands));
    }

    private static string FullName(UsedType type) => $"{type.Namespace}.{type.Name}" + (type.Arity == 0 ? string.Empty : FormattableString.Invariant($"`{type.Arity}"));

    /// <summary>The types of other assemblies that a file calls by their simple names.</summary>
    private static IEnumerable<(string Name, bool IsOperand)> Types(Compilation compilation, SyntaxTree tree)
    {
        SemanticModel model = compilation.GetSemanticModel(tree);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(name => !name.IsVar))
        {
            bool isQualified = (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name) || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) || name.Parent is AliasQualifiedNameSyntax;
            ISymbol? symbol = isQualified ? null : model.GetSymbolInfo(name).Symbol;
            INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol.ContainingType : null);
            if (type is { IsNativeIntegerType: false } && type.ContainingAssembly.Name != compilation.AssemblyName)
                yield return ($"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}", name.Parent is MemberAccessExpressionSyntax);
        }
    }
}
