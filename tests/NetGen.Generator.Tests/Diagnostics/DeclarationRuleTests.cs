namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN1xx: one mistake, one squiggle, at its place.</summary>
public class DeclarationRuleTests
{
    [Fact]
    public void A_class_that_is_not_partial_is_reported_at_its_name() => AnalyzerHarness.Reports("NETGEN101", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        public sealed class {|Net|};
        """, "'Net' must be partial, because the generator writes the other half of the network 'Net'");

    [Fact]
    public void Types_around_it_that_are_not_partial_are_named() => AnalyzerHarness.Reports("NETGEN101", """
        using NetGen;
        public class Outer<T>
        {
            public struct Middle
            {
                [Network, Input(4), Dense(2)]
                public sealed partial class {|Net|};
            }
        }
        """, "'Middle', 'Outer' must be partial, because the generator writes the other half of the network 'Net'");

    [Theory]
    [InlineData("partial record", "a record")]
    [InlineData("static partial class", "static")]
    [InlineData("abstract partial class", "abstract")]
    public void A_class_of_another_form_is_reported(string form, string obstacle) => AnalyzerHarness.Reports("NETGEN102", $$"""
        using NetGen;
        [Network, Input(4), Dense(2)]
        public {{form}} {|Net|};
        """, $"A network must be an ordinary class that can be instantiated, and 'Net' is {obstacle}");

    [Fact]
    public void A_file_local_class_is_reported() => AnalyzerHarness.Reports("NETGEN103", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        file partial class {|Net|};
        """, "'Net' cannot be a network, because it is local to its file and the other half of it is generated in another one");

    [Fact]
    public void A_base_class_that_needs_arguments_is_reported() => AnalyzerHarness.Reports("NETGEN104", """
        using NetGen;
        public class Model(string title) { public string Title => title; }
        [Network, Input(4), Dense(2)]
        public partial class {|Net|} : Model
        {
            public Net(string title) : base(title) { }
        }
        """, "'Net' cannot derive from 'Model', which has no accessible constructor without parameters");

    [Fact]
    public void A_base_class_that_is_a_network_is_reported() => AnalyzerHarness.Reports("NETGEN104", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class First;
        [Network, Input(4), Dense(2)]
        public partial class {|Net|} : First;
        """, "'Net' cannot derive from 'First', which is a network itself: its members would be hidden");

    [Fact]
    public void A_network_without_input_is_reported() => AnalyzerHarness.Reports("NETGEN105", """
        using NetGen;
        [Network, Dense(2), Softmax]
        public partial class {|Net|};
        """, "The network 'Net' has no input; declare the shape of one sample with [Input(...)] above its layers");

    [Fact]
    public void A_network_without_layer_is_reported() => AnalyzerHarness.Reports("NETGEN107", """
        using NetGen;
        [Network, Input(4), MeanSquaredError]
        public partial class {|Net|};
        """, "The network 'Net' has no layer; declare at least one, such as [Dense(10)]");

    [Fact]
    public void Layers_on_another_declaration_are_reported_once() => AnalyzerHarness.Reports("NETGEN108", """
        using NetGen;
        [Network, Input(28, 28, 1)]
        public partial class Net;
        [{|Dense(8)|}, Relu]
        [Dense(2)]
        public partial class Net;
        """, "Dense 'Dense1' stands on another declaration of 'Net' than [Network]; attributes of several declarations have no order, so all must stand on one", "Network");

    [Theory]
    [InlineData("Dense({|0|})", "Dense 'Dense1': units must be at least 1, not 0")]
    [InlineData("Dense({|-3|})", "Dense 'Dense1': units must be at least 1, not -3")]
    [InlineData("Dense({|units: 0|}, Bias = false)", "Dense 'Dense1': units must be at least 1, not 0")]
    [InlineData("Dense(2, {|Initializer = (Initializer)99|})", "Dense 'Dense1': Initializer must be a value of Initializer, not 99")]
    [InlineData("Dense(2, {|BiasInitializer = (Initializer)(-1)|})", "Dense 'Dense1': BiasInitializer must be a value of Initializer, not -1")]
    [InlineData("Dense(2, {|InitializerScale = double.NaN|})", "Dense 'Dense1': InitializerScale must be a finite number, not NaN")]
    [InlineData("Dense(2, {|InitializerValue = double.NegativeInfinity|})", "Dense 'Dense1': InitializerValue must be a finite number, not -Infinity")]
    [InlineData("LeakyRelu({|double.NaN|})", "LeakyRelu 'LeakyRelu1': slope must be a finite number, not NaN")]
    [InlineData("LeakyRelu({|1e300|})", "LeakyRelu 'LeakyRelu1': slope must be within the range of float, not 1E+300")]
    [InlineData("PRelu({|double.PositiveInfinity|})", "PRelu 'PRelu1': slope must be a finite number, not Infinity")]
    [InlineData("Elu({|0.0 / 0.0|})", "Elu 'Elu1': alpha must be a finite number, not NaN")]
    [InlineData("Relu, Huber({|0|})", "Huber: delta must be a finite number above 0, not 0")]
    [InlineData("Relu, Huber({|-1.5|})", "Huber: delta must be a finite number above 0, not -1.5")]
    [InlineData("Relu, Huber({|Outputs = (Reduction)7|})", "Huber: Outputs must be a value of Reduction, not 7")]
    [InlineData("Relu, MeanSquaredError({|Batch = (Reduction)2|})", "MeanSquaredError: Batch must be a value of Reduction, not 2")]
    [InlineData("Reshape(2, 2), Gru(3, {|GateNonlinearity = (Nonlinearity)99|})", "Gru 'Gru1': GateNonlinearity must be a value of Nonlinearity, not 99")]
    [InlineData("Reshape(2, 2), Gru(3, ResetBefore = true, {|Nonlinearity = (Nonlinearity)(-1)|})", "Gru 'Gru1': Nonlinearity must be a value of Nonlinearity, not -1")]
    [InlineData("Reshape(2, 2), Lstm(3, {|Nonlinearity = (Nonlinearity)9|})", "Lstm 'Lstm1': Nonlinearity must be a value of Nonlinearity, not 9")]
    [InlineData("Reshape(2, 2), Lstm(3, {|GateNonlinearity = (Nonlinearity)10|})", "Lstm 'Lstm1': GateNonlinearity must be a value of Nonlinearity, not 10")]
    [InlineData("Reshape(2, 2), Lstm(3, {|CellNonlinearity = (Nonlinearity)11|})", "Lstm 'Lstm1': CellNonlinearity must be a value of Nonlinearity, not 11")]
    [InlineData("Softmax, CategoricalCrossEntropy({|LabelSmoothing = 1.5|})", "CategoricalCrossEntropy: LabelSmoothing must be a number from 0 to 1, not 1.5")]
    [InlineData("Softmax, SparseCategoricalCrossEntropy({|LabelSmoothing = -0.5|})", "SparseCategoricalCrossEntropy: LabelSmoothing must be a number from 0 to 1, not -0.5")]
    public void An_impossible_argument_is_reported_at_the_argument(string attributes, string message)
    {
        string source = $$"""
            using NetGen;
            [Network]
            [Input(4)]
            [{{attributes}}]
            public partial class Net;
            """;
        // Words and numbers are the same where a comma separates decimals and the minus sign is U+2212.
        using HostileCulture culture = new();
        AnalyzerHarness.Reports("NETGEN109", source, message);
    }

    [Theory]
    [InlineData("Precision = (Precision)2", "Network: Precision must be a value of Precision, not 2")]
    [InlineData("Unroll = (Unroll)(-1)", "Network: Unroll must be a value of Unroll, not -1")]
    public void An_impossible_argument_of_the_network_is_reported(string argument, string message) => AnalyzerHarness.Reports("NETGEN109", $$"""
        using NetGen;
        [Network({|{{argument}}|})]
        [Input(4)]
        [Dense(2)]
        public partial class Net;
        """, message);

    [Fact]
    public void What_follows_an_impossible_layer_is_not_judged() => AnalyzerHarness.Reports("NETGEN109", """
        using NetGen;
        [Network, Input(28, 28, 1)]
        [Flatten, Dense({|0|}), Flatten, Dense(1), Softmax]
        public partial class Net;
        """, "Dense 'Dense1': units must be at least 1, not 0");

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("1st")]
    [InlineData("class")]
    [InlineData("@class")]
    [InlineData("a-b")]
    [InlineData("soft\u00ADhyphen")]
    public void A_name_that_is_no_identifier_is_reported_at_the_argument(string name) => AnalyzerHarness.Reports("NETGEN110", $$"""
        using NetGen;
        [Network, Input(4)]
        [Dense(2, {|Name = "{{name}}"|})]
        public partial class Net;
        """, $"'{name}' cannot be the name of Dense, because members are named after it and it is no C# identifier");

    [Fact]
    public void A_name_that_is_given_twice_is_reported_where_it_is_given_again() => AnalyzerHarness.Reports("NETGEN111", """
        using NetGen;
        [Network, Input(4)]
        [Dense(3, Name = "Hidden")]
        [Dense(2, {|Name = "Hidden"|})]
        public partial class Net;
        """, "'Hidden' is the name of Dense and of another Dense; each name can be given once", "Dense(3, Name = \"Hidden\")");

    [Fact]
    public void A_name_that_another_layer_has_by_default_is_reported_where_it_is_given() => AnalyzerHarness.Reports("NETGEN111", """
        using NetGen;
        [Network, Input(4)]
        [Dense(3, {|Name = "Dense2"|})]
        [Dense(2)]
        public partial class Net;
        """, "The name 'Dense2' is given to Dense, and another Dense has it by default, after its kind and its number; each name can be given once", "Dense(2)");

    [Theory]
    [InlineData("public int {|ParameterCount|} = 3;", "ParameterCount")]
    [InlineData("public void {|Forward|}(System.ReadOnlySpan<float> a, System.Span<float> b) { }", "Forward")]
    [InlineData("private sealed class {|Prepared|};", "Prepared")]
    [InlineData("private int {|Forward|};", "Forward")]
    public void A_member_of_a_generated_name_is_reported_at_the_member(string member, string name) => AnalyzerHarness.Reports("NETGEN112", $$"""
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class Net
        {
            {{member}}
        }
        """, $"The generated member '{name}' clashes with the one that 'Net' declares");

    [Fact]
    public void A_class_of_a_generated_name_is_reported() => AnalyzerHarness.Reports("NETGEN112", """
        [NetGen.Network, NetGen.Input(4), NetGen.Dense(2), NetGen.MeanSquaredError]
        public partial class {|Loss|};
        """, "The generated member 'Loss' clashes with the name of the class");

    [Fact]
    public void A_view_that_the_class_declares_itself_is_reported_at_the_layer() => AnalyzerHarness.Reports("NETGEN113", """
        using NetGen;
        [Network, Input(4)]
        [{|Dense(2)|}]
        public partial class Net
        {
            public void Dense1Bias() { }
        }
        """, "The view 'Dense1Bias' of the parameters of Dense 'Dense1' clashes with the member that 'Net' declares");

    [Theory]
    [InlineData("public Net() { }", "Net()")]
    [InlineData("public Net(ulong seed) { }", "Net(ulong)")]
    [InlineData("public Net(System.Memory<float> memory) { }", "Net(Memory<float>)")]
    public void A_constructor_that_is_generated_is_reported(string constructor, string name) => AnalyzerHarness.Reports("NETGEN114", $$"""
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class Net
        {
            {{constructor.Replace("Net(", "{|Net|}(")}}
        }
        """, $"The constructor '{name}' is one of those that the generator writes");

    [Fact]
    public void A_constructor_that_calls_no_other_is_reported() => AnalyzerHarness.Reports("NETGEN114", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class Net
        {
            public {|Net|}(string path, int[] sizes) { }
        }
        """, "The constructor 'Net(string, int[])' must call a generated one, as ': this(seed)' does, which gives the network its parameters");

    [Fact]
    public void A_primary_constructor_is_reported() => AnalyzerHarness.Reports("NETGEN114", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class {|Net|}(string path)
        {
            public string Path => path;
        }
        """, "The primary constructor of 'Net' would have to be called by the generated ones, which cannot know its arguments");

    [Fact]
    public void A_required_member_is_reported() => AnalyzerHarness.Reports("NETGEN114", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        public partial class Net
        {
            public required string {|Title|} { get; set; }
        }
        """, "The required member 'Title' cannot be set where the generator makes a network");

    [Fact]
    public void A_second_loss_is_reported_with_the_first() => AnalyzerHarness.Reports("NETGEN115", """
        using NetGen;
        [Network, Input(4), Dense(2)]
        [MeanSquaredError]
        [{|SparseCategoricalCrossEntropy|}]
        public partial class Net;
        """, "SparseCategoricalCrossEntropy is the second loss of 'Net' after MeanSquaredError, and at most one is expected", "MeanSquaredError");

    [Fact]
    public void A_layer_after_the_loss_is_reported_at_the_loss() => AnalyzerHarness.Reports("NETGEN116", """
        using NetGen;
        [Network, Input(4)]
        [{|SparseCategoricalCrossEntropy|}]
        [Dense(2), Softmax]
        public partial class Net;
        """, "SparseCategoricalCrossEntropy stands before Dense 'Dense1'; the loss is taken of the output of the last layer and must come after it", "Dense(2)");

    [Fact]
    public void An_attribute_that_only_looks_like_a_layer_is_reported() => AnalyzerHarness.Reports("NETGEN117", """
        namespace Own
        {
            public sealed class DenseAttribute : NetGen.LayerAttribute;

            [NetGen.Network, NetGen.Input(4), NetGen.Relu, {|Dense|}, NetGen.Flatten]
            public partial class Net;
        }
        """, "'Own.Dense' is no layer or loss that the generator knows, so the network 'Net' would be built without it");

    [Fact]
    public void Layers_without_network_are_reported_once() => AnalyzerHarness.Reports("NETGEN118", """
        using NetGen;
        [{|Input(4)|}]
        [Dense(2), Softmax]
        public partial class Net;
        """, "[Input] has no effect, because 'Net' is marked neither with [Network] nor with [Block]");

    [Fact]
    public void A_name_that_a_layer_of_another_kind_has_is_reported_with_both_kinds() => AnalyzerHarness.Reports("NETGEN111", """
        using NetGen;
        [Network, Input(4)]
        [Dense(3), Relu(Name = "Hidden")]
        [Dense(2, {|Name = "Hidden"|})]
        public partial class Net;
        """, "'Hidden' is the name of Dense and of Relu; each name can be given once", "Relu(Name = \"Hidden\")");

    [Fact]
    public void An_attribute_of_the_authors_own_that_hides_a_layer_is_reported() => AnalyzerHarness.Reports("NETGEN317", """
        using NetGen;
        namespace Game
        {
            public sealed class DenseAttribute(int walls) : System.Attribute { public int Walls => walls; }

            [Network, Input(4)]
            [{|Dense(8)|}, Relu]
            [NetGen.Dense(2)]
            public partial class Net;
        }
        """, "[Dense] on a network is 'Game.DenseAttribute', which hides 'NetGen.DenseAttribute': the network would be built without it; write [NetGen.Dense]");

    [Fact]
    public void An_attribute_outside_of_namespaces_is_not_taken_for_a_layer() => AnalyzerHarness.Reports("NETGEN317", """
        [NetGen.Network, NetGen.Input(4), {|Flatten|}, NetGen.Dense(2)]
        public partial class Net;
        public sealed class FlattenAttribute : System.Attribute;
        """, "[Flatten] on a network is 'FlattenAttribute', which hides 'NetGen.FlattenAttribute': the network would be built without it; write [NetGen.Flatten]");

    [Fact]
    public void An_attribute_of_the_authors_own_that_is_written_with_its_namespace_is_meant() => AnalyzerHarness.IsSilent("""
        using NetGen;
        namespace Game
        {
            public sealed class DenseAttribute(int walls) : System.Attribute { public int Walls => walls; }
            public sealed class InputAttribute : System.Attribute;

            [Network, NetGen.Input(4), NetGen.Dense(2)]
            [Game.Dense(3), Game.Input]
            public partial class Net;

            [Dense(2), Input]
            public partial class Hall;
        }
        """);

    [Theory]
    [InlineData("Dense(2, {|Share = \"\"|})", "Dense 'Dense1'")]
    [InlineData("Use<Deep>({|Share = \"\"|})", "Use 'Deep1'")]
    public void An_empty_shared_name_is_reported(string layer, string title) => AnalyzerHarness.Reports("NETGEN109", $$"""
        using NetGen;
        [Network, Input(4)]
        [{{layer}}]
        public partial class Net;
        [Block, Dense(3)]
        public sealed class Deep;
        """, $"{title}: Share is empty; give the name that the layers with these parameters have in common");
}
