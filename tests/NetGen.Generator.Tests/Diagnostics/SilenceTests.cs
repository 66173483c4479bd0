extern alias generator;

using System.Diagnostics;
using generator::NetGen.Generator.Declaration;
using generator::NetGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Harness;
using RuleSet = generator::NetGen.Generator.Diagnostics.RuleSet;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Where nothing is to be said, or the compiler has said it already.</summary>
public class SilenceTests
{
    public static TheoryData<string> Valid =>
    [
        """
        using NetGen;
        [Network]
        [Input(28, 28, 1)]
        [Flatten]
        [Dense(128, Initializer = Initializer.HeNormal, Name = "Hidden"), Relu]
        [Dense(10, Bias = false), Softmax]
        [SparseCategoricalCrossEntropy(LabelSmoothing = 0.1, IgnoreIndex = 255)]
        public sealed partial class Classifier;
        """,
        """
        [NetGen.Network(Precision = NetGen.Precision.Double, Textbook = true, Unroll = NetGen.Unroll.Loops), NetGen.Input(1)]
        [NetGen.Step, NetGen.Elu(-1e300), NetGen.PRelu(PerChannel = true), NetGen.Linear, NetGen.Dense(1), NetGen.Sigmoid, NetGen.BinaryCrossEntropy]
        partial class Net { }
        """,
        """
        using NetGen;
        namespace A.B
        {
            public partial class Outer<T, @class> where T : struct
            {
                internal partial interface Inner
                {
                    [Network, Input(3), Dense(2, Name = "dense"), Elu, Dense(2, Name = "Dense"), Huber(0.5, Batch = Reduction.Sum)]
                    protected internal partial class Net<U>;
                }
            }
        }
        """,
        """
        using NetGen;
        namespace @event.@record;
        [Network]
        [Input(3, 4, 2, Name = "Image")]
        [Relu, Tanh]
        [MeanAbsoluteError]
        internal partial class @class;
        """,
        """
        using System;
        using NetGen;
        public class Model { public virtual string Title => ""; }
        [Network, Input(3)]
        [Dense(2)]
        [Obsolete]
        public partial class Net : Model, IDisposable
        {
            static Net() { }
            public override string Title => "Net";
            public float Loss { get; set; }
            public int TargetSize;
            public sealed class Textbook;
            public void Forward(float x) { }
            public void Forward(ReadOnlySpan<double> inputs, Span<double> outputs) { }
            public void Forward<T>(ReadOnlySpan<float> inputs, Span<float> outputs) { }
            public void Prepare(int times) { }
            public class Prepared<T>;
            public void Dispose() { }
            void IDisposable.Dispose() { }
            public int this[int index] => index;
            public static Net operator +(Net left, Net right) => left;
        }
        """,
        "public class Plain; public sealed class RandomAttribute : System.Attribute; [Random] public class Other;",
    ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_network_has_no_findings(string source)
    {
        using HostileCulture culture = new();
        AnalyzerHarness.IsSilent(source);
    }

    [Theory]
    [InlineData("Input(28, 28, 1)", "Conv2D(6, 5, Padding = Padding.Same), Relu, MaxPool2D(2), Conv2D(16, 5), Relu, MaxPool2D(2), Flatten, Dense(120), Relu, Dense(84), Relu, Dense(10), Softmax, SparseCategoricalCrossEntropy")]
    [InlineData("Input(227, 227, 3)", "Conv2D(96, 11, Stride = 4), Relu, LocalResponseNorm(5), MaxPool2D(3, Stride = 2), Conv2D(256, 5, Padding = 2, Groups = 2), Relu, MaxPool2D(3, Stride = 2), Flatten, Dense(1000), Softmax")]
    [InlineData("Input(224, 224, 3)", "Conv2D(64, 7, Stride = 2, Padding = 3), Relu, MaxPool2D(3, Stride = 2, Padding = 1), Conv2D(128, 3, Stride = 2, Padding = 1), Relu, Conv2D(256, 1, Stride = 2), Relu, GlobalAvgPool, Dense(1000), Softmax")]
    [InlineData("Input(32, 32, 3)", "Conv2D(32, 3, Stride = 2, Padding = Padding.Same), Relu, DepthwiseConv2D(3, Padding = Padding.Same), Conv2D(64, 1), Relu, AvgPool2D(2), ConvTranspose2D(8, 2, Stride = 2), Relu, Crop2D(1), Flatten, Dense(4)")]
    [InlineData("Input(100, 12)", "Conv1D(32, 3, Dilation = 4), Relu, MaxPool1D(2), Conv1D(64, 3), LayerNorm, Relu, GlobalMaxPool, Dense(1), Sigmoid, BinaryCrossEntropy")]
    public void Networks_as_they_are_published_have_no_findings(string input, string layers) =>
        Assert.Empty(AnalyzerHarness.Findings($"using NetGen;\n[Network, {input}, {layers}]\npublic partial class Net;"));

    [Theory]
    [InlineData("[Network, Input(28, 28, 1), Flaten, Dense(10)]", "CS0246")]
    [InlineData("[Netwrok, Input(4), Dense(10)]", "CS0246")]
    [InlineData("[Network, Inptu(4), Dense(10)]", "CS0246")]
    [InlineData("[Network, Input(4), Dens(10)]", "CS0246")]
    [InlineData("[Network, Input(4), Dense(10), Sotfmax, CategoricalCrossEntropy]", "CS0246")]
    [InlineData("[Network, Input(4), Dense(\"x\"), Flatten, Dense(1), Softmax]", "CS1503")]
    [InlineData("[Network, Input(4), Dense(1.5)]", "CS1503")]
    [InlineData("[Network, Input(4), Dense]", "CS7036")]
    [InlineData("[Network, Input(4), Dense(2, 3)]", "CS1729")]
    [InlineData("[Network, Input, Dense(2)]", "CS1729")]
    [InlineData("[Network, Input(\"x\"), Dense(2)]", "CS1503")]
    [InlineData("[Network, Input(1, 2, 3, 4), Dense(2)]", "CS1729")]
    [InlineData("[Network, Input(4), Dense(unit: 2)]", "CS1739")]
    [InlineData("[Network, Input(4), Dense(2, Nmae = \"x\")]", "CS0246")]
    [InlineData("[Network, Input(4), Dense(2, Name = 3)]", "CS0029")]
    [InlineData("[Network, Input(4), Dense(Size)]", "CS0182")]
    [InlineData("[Network, Network, Input(4), Dense(2)]", "CS0579")]
    [InlineData("[Network(Precision = Precision.Half), Input(4), Dense(2)]", "CS0117")]
    public void What_the_compiler_reports_is_not_reported_again(string attributes, string id) => Assert.Equal([id], AnalyzerHarness.Everything($$"""
        using NetGen;
        {{attributes}}
        public partial class Net
        {
            public static readonly int Size = 3;
        }
        """).Select(diagnostic => diagnostic.Id).Distinct());

    [Fact]
    public void A_base_class_without_constructor_is_left_to_the_compiler() => Assert.Equal("CS7036", Assert.Single(AnalyzerHarness.Everything("""
        using NetGen;
        public class Model(int size) { public int Size => size; }
        [Network, Input(4), Dense(2)]
        public partial class Net : Model;
        """)).Id);

    [Fact]
    public void One_of_two_declarations_that_is_not_partial_is_left_to_the_compiler() => Assert.Equal("CS0260", Assert.Single(AnalyzerHarness.Everything("""
        using NetGen;
        [Network, Input(4), Dense(2)]
        public class Net;
        public partial class Net;
        """)).Id);

    [Fact]
    public void A_network_on_a_struct_is_left_to_the_compiler() => Assert.Equal(["CS0592"], AnalyzerHarness.Everything("""
        using NetGen;
        [Network]
        public partial struct Net;
        """).Select(diagnostic => diagnostic.Id));

    [Theory]
    [InlineData("Input(4, 2000000000, 1)", "Conv2D(1, 1, 2, StrideWidth = 3)")]
    [InlineData("Input(2000000000, 1)", "MaxPool1D(1000000000, Stride = 7)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, 3, Stride = int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, 3, Dilation = int.MaxValue, Padding = Padding.Same)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, 3, Padding = int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, 3, PaddingSides = null)")]
    [InlineData("Input(28, 28, 3)", "Conv2D(8, 3, PaddingSides = new[] { 0, int.MaxValue, int.MinValue, 2 })")]
    [InlineData("Input(2, 2, 20000)", "Conv2D(20000, 1, Groups = 19999)")]
    [InlineData("Input(28, 28, 3)", "Reshape(int.MaxValue, int.MaxValue, int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "Upsample2D(int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "Crop2D(int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "ZeroPad2D(int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "DepthwiseConv2D(2, Multiplier = int.MaxValue)")]
    [InlineData("Input(28, 28, 3)", "ConvTranspose2D(3, 3, Stride = int.MaxValue)")]
    public async Task Absurd_numbers_are_judged_without_delay(string input, string layer)
    {
        string source = $"using NetGen;\n[Network, {input}, {layer}]\npublic partial class Net;";
        Stopwatch watch = Stopwatch.StartNew();
        if (AnalyzerHarness.Findings(source).Length == 1)
            await AnalyzerHarness.Offered(source, isCompiled: false);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }

    [Fact]
    public void No_prefix_of_a_declaration_crashes_anything()
    {
        const string source = """
            using NetGen;
            namespace Sample;
            [Network(Precision = Precision.Double, Textbook = true)]
            [Budget(Parameters = 999_999)]
            [Input(28, 28, 1)]
            [Conv2D(4, 3, Padding = 1, Groups = 1), Relu]
            [MaxPool2D(2, Stride = 2), Reshape(14, 7, 8)]
            [Flatten]
            [Dense(8, Name = "Hidden", Initializer = Initializer.HeNormal), LeakyRelu(0.1)]
            [Dense(units: 3), Softmax]
            [SparseCategoricalCrossEntropy(LabelSmoothing = 0.1)]
            public sealed partial class Net { public int Answer => 42; }
            """;
        for (int length = 0; length <= source.Length; length++)
            AnalyzerHarness.Survives(source.Substring(0, length));
        // Likewise while the middle is being written, with the class still there.
        int end = source.IndexOf("public sealed", StringComparison.Ordinal);
        for (int length = 0; length < end; length++)
            AnalyzerHarness.Survives(source.Substring(0, length) + "\n" + source.Substring(end));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void A_valid_network_is_sound(string source) => Assert.All(Outlines(source), outline =>
    {
        Assert.Null(RuleSet.FirstError(outline));
        Assert.True(RuleSet.AllowsGeneration(outline));
        NetworkGraph.Of(outline);
    });

    [Fact]
    public void A_network_that_the_compiler_rejects_is_not_sound() => Assert.Equal(RuleSet.CompilerError, RuleSet.FirstError(Assert.Single(Outlines("""
        using NetGen;
        [Network, Input(4), Dense("x")]
        public partial class Net;
        """))));

    [Fact]
    public void An_attribute_that_another_generator_may_write_does_not_make_a_network_unsound() => Assert.Null(RuleSet.FirstError(Assert.Single(Outlines("""
        using NetGen;
        [Network, Input(4), Dense(2)]
        [Registered]
        public partial class Net;
        """))));

    private static IEnumerable<Outline> Outlines(string source)
    {
        Compilation compilation = GeneratorDriverHarness.CreateCompilation(source);
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type)
            .OfType<INamedTypeSymbol>()
            .Where(type => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(NetworkAttribute)))
            .Select(type => Outline.Of(DeclarationReader.Read(type, default)));
    }
}
