using NetGen.Generator.Tests.Diagnostics;

namespace NetGen.Generator.Tests.Weights;

/// <summary>What can be wrong with the weights that a network names: one error, at the name of the file.</summary>
public sealed class WeightsRuleTests
{
    [Fact]
    public void A_file_that_fits_is_silent() => AnalyzerHarness.IsSilent(Network("net.safetensors") + Calls);

    [Theory]
    [InlineData("models/deep.safetensors")]
    [InlineData("deep.safetensors")]
    [InlineData("./models/deep.safetensors")]
    [InlineData(@"models\\deep.safetensors")]
    [InlineData("one/twin.safetensors")]
    [InlineData("half.safetensors")]
    public void A_file_is_named_by_its_path_or_by_its_name(string name) => AnalyzerHarness.IsSilent(Network(name) + Calls);

    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("double.safetensors")]
    [InlineData("mixed.safetensors")]
    [InlineData("half.safetensors")]
    public void A_network_of_double_precision_takes_numbers_of_either(string name) =>
        AnalyzerHarness.IsSilent(Network(name, "Dense(3)", "(Precision = Precision.Double)") + Calls);

    [Fact]
    public void A_file_that_is_not_of_the_project_comes_with_the_line_to_add() => AnalyzerHarness.Reports(
        "NETGEN601",
        Wrong("../shared/lenet.safetensors"),
        "No weights file of the project is called '../shared/lenet.safetensors'; add <NetGenWeights Include=\"../shared/lenet.safetensors\" /> to an ItemGroup of the project");

    [Fact]
    public void A_name_that_is_nearly_right_comes_with_the_right_one() => AnalyzerHarness.Reports(
        "NETGEN601",
        Wrong("nett.safetensors"),
        "No weights file of the project is called 'nett.safetensors'; did you mean 'net.safetensors'? Otherwise add <NetGenWeights Include=\"nett.safetensors\" /> to an ItemGroup of the project");

    [Fact]
    public void A_name_that_several_files_have_names_none() => AnalyzerHarness.Reports(
        "NETGEN601",
        Wrong("twin.safetensors"),
        "No weights file of the project is called 'twin.safetensors'; it is the name of 'one/twin.safetensors', 'two/twin.safetensors': give the path of one, from the project file");

    [Theory]
    [InlineData("other.safetensors")]
    [InlineData("notes.safetensors")]
    public void What_is_no_description_of_this_version_describes_no_file(string name) =>
        Assert.Equal("NETGEN601", Assert.Single(AnalyzerHarness.Everything(Network(name))).Id);

    [Fact]
    public void A_file_that_cannot_be_read_says_why() => AnalyzerHarness.Reports(
        "NETGEN602",
        Wrong("damaged.safetensors"),
        "The weights file 'damaged.safetensors' cannot be read: Expected 60 bytes of numbers, got 59: the file is cut off.");

    [Fact]
    public void A_renamed_layer_is_one_error_that_names_the_old_name() => AnalyzerHarness.Reports(
        "NETGEN603",
        Wrong("net.safetensors", "Dense(3, Name = \"Hidden\")"),
        "The weights file 'net.safetensors' has no tensor 'Hidden.weights', 'Hidden.bias', of shape [4, 3]; it has 'Dense1.weights' of that shape: if 'Hidden' was called so, give it Name = \"Dense1\"");

    [Fact]
    public void A_new_layer_has_nothing_in_the_file() => AnalyzerHarness.Reports(
        "NETGEN603",
        Wrong("net.safetensors", "Dense(3), Tanh, Dense(2)"),
        "The weights file 'net.safetensors' has no tensor 'Dense2.weights', 'Dense2.bias', of shape [3, 2]; everything else of the file belongs to a layer");

    [Fact]
    public void Buffers_are_tensors_as_well() => AnalyzerHarness.Reports(
        "NETGEN603",
        Wrong("net.safetensors", "Dense(3), BatchNorm"),
        "The weights file 'net.safetensors' has no tensor 'BatchNorm1.gamma', 'BatchNorm1.beta', 'BatchNorm1.runningMean', 'BatchNorm1.runningVariance', of shape [3]; everything else of the file belongs to a layer");

    [Fact]
    public void A_tensor_that_no_layer_takes_is_not_left_out() => AnalyzerHarness.Reports(
        "NETGEN604",
        Wrong("net.safetensors", "Dense(3, Bias = false)"),
        "The weights file 'net.safetensors' has the tensor 'Dense1.bias', of shape [3], which no layer of 'Net' takes");

    [Fact]
    public void Whole_numbers_are_no_weights() => AnalyzerHarness.Reports(
        "NETGEN605",
        Wrong("integers.safetensors"),
        "In the weights file 'integers.safetensors' the numbers of 'Dense1.weights' are I64; 'Net' takes F32, F16 and BF16");

    [Fact]
    public void Double_precision_is_not_rounded() => AnalyzerHarness.Reports(
        "NETGEN605",
        Wrong("double.safetensors"),
        "In the weights file 'double.safetensors' the numbers of 'Dense1.weights' are F64; 'Net' takes F32, F16 and BF16");

    [Fact]
    public void Another_shape_names_both() => AnalyzerHarness.Reports(
        "NETGEN606",
        Wrong("net.safetensors", "Dense(5)"),
        "In the weights file 'net.safetensors' the shape of 'Dense1.weights' is [4, 3]; Dense 'Dense1' expects [4, 5]");

    [Fact]
    public void A_number_that_is_none_is_named_by_its_place() => AnalyzerHarness.Reports(
        "NETGEN607",
        Wrong("diverged.safetensors"),
        "In the weights file 'diverged.safetensors' a number of 'Dense1.weights' is NaN at 7; a network of such numbers answers nothing");

    [Fact]
    public void A_scaler_is_not_left_out() => AnalyzerHarness.Reports(
        "NETGEN608",
        Wrong("scaled.safetensors"),
        "The weights file 'scaled.safetensors' was saved with the scaler of its inputs, which CreatePretrained would leave out; save the network alone and scale the inputs in the program");

    [Fact]
    public void Names_of_the_file_are_read_as_they_are() => AnalyzerHarness.Reports(
        "NETGEN603",
        Wrong("odd.safetensors"),
        "The weights file 'odd.safetensors' has no tensor 'Dense1.weights', of shape [4, 3]; it has 'no\nname', which no layer has");

    [Fact]
    public void A_network_that_does_not_fit_together_is_one_error() =>
        Assert.Equal("NETGEN201", Assert.Single(AnalyzerHarness.Everything(Network("net.safetensors", "Dense(3), Conv2D(2, 3)") + Calls)).Id);

    [Fact]
    public void A_network_that_is_too_large_is_one_error() =>
        Assert.Equal("NETGEN204", Assert.Single(AnalyzerHarness.Everything(Network("net.safetensors", "Dense(1 << 30)") + Calls)).Id);

    [Fact]
    public void Two_layers_of_one_name_are_one_error() =>
        Assert.Equal("NETGEN111", Assert.Single(AnalyzerHarness.Everything(Network("net.safetensors", "Dense(3, Name = \"a\"), Dense(3, Name = \"a\")") + Calls)).Id);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void No_name_is_no_file(string name) => Assert.Equal(
        "NETGEN601",
        Assert.Single(AnalyzerHarness.Everything($"#nullable disable\nusing NetGen; [Network, Weights({name}), Input(4), Dense(3)] public partial class Net;")).Id);

    [Fact]
    public void The_member_has_its_name_to_itself() => Assert.Equal(
        "NETGEN112",
        Assert.Single(AnalyzerHarness.Everything("using NetGen; [Network, Weights(\"net.safetensors\"), Input(4), Dense(3)] public partial class Net { public static Net CreatePretrained() => null!; }")).Id);

    [Fact]
    public void The_constructor_has_its_signature_to_itself() => Assert.Equal(
        "NETGEN114",
        Assert.Single(AnalyzerHarness.Findings("using NetGen; [Network, Weights(\"net.safetensors\"), Input(4), Dense(3)] public partial class Net { public Net(PretrainedWeights weights) : this(1) { } }")).Id);

    [Fact]
    public void Without_weights_the_name_is_free() => AnalyzerHarness.IsSilent(
        "using NetGen; [Network, Input(4), Dense(3)] public partial class Net { public static Net CreatePretrained() => new(1); }");

    [Fact]
    public void Weights_of_a_class_that_is_no_network_are_idle() => Assert.Equal(
        "NETGEN118",
        Assert.Single(AnalyzerHarness.Everything("[NetGen.Weights(\"net.safetensors\")] public partial class Net;")).Id);

    private const string Calls = " public class User { public float Make() => (float)Net.CreatePretrained().Parameters[0]; }";

    private static string Network(string file, string layers = "Dense(3)", string settings = "") =>
        $"using NetGen; [Network{settings}, Weights(\"{file}\"), Input(4), {layers}] public sealed partial class Net;";

    /// <summary>A call of the member is no error of its own.</summary>
    private static string Wrong(string file, string layers = "Dense(3)") =>
        $"using NetGen; [Network, Weights({{|\"{file}\"|}}), Input(4), {layers}] public sealed partial class Net;{Calls}";
}
