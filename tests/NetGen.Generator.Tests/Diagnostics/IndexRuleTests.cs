namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>NETGEN210 and NETGEN415: numbers that are taken for indices.</summary>
public class IndexRuleTests
{
    [Theory]
    [InlineData("[Dense(3)]", "Dense 'Dense1'", "3 -> Dense1 3", "Dense(3)")]
    [InlineData("[Dense(3), Relu]\n[Reshape(3, 1)]", "Relu 'Relu1'", "3 -> Dense1 3 -> Relu1 3 -> Reshape1 3x1", "Relu")]
    [InlineData("[Dropout(0.5)]", "Dropout 'Dropout1'", "3 -> Dropout1 3", "Dropout(0.5)")]
    [InlineData("[Concat(\"Input\"), Tanh]", "Tanh 'Tanh1'", "3 -> Concat1 6 -> Tanh1 6", "Tanh")]
    [InlineData("[Add(\"Input\")]", "Add 'Add1'", "3 -> Add1 3", "Add(\"Input\")")]
    public void Indices_that_are_computed_are_reported(string layers, string computing, string chain, string related) => AnalyzerHarness.Reports(
        "NETGEN415", Network($$"""[Input(3)]{{"\n"}}{{layers}}{{"\n"}}[{|Embedding(5, 2)|}, Flatten, Dense(1)]"""),
        $"Embedding 'Embedding1' takes indices, and {computing} computes what it is given ({chain}): that is cut to whole numbers within the table, and no gradient passes, so nothing before it learns", related);

    [Theory]
    [InlineData("[Input(3)]\n[Embedding(5, 2), Flatten]")]
    [InlineData("[Input(3)]\n[Reshape(3, 1), Embedding(5, 2), Flatten]")]
    [InlineData("[Input(3, Name = \"a\")]\n[Input(2)]\n[Concat(\"a\"), Linear, Embedding(5, 2), Flatten]")]
    [InlineData("[Input(2, 2, 1)]\n[ZeroPad2D(1), Upsample2D(2), Crop2D(1), Flatten, Embedding(5, 2), Flatten]")]
    [InlineData("[Input(3, Name = \"words\")]\n[Embedding(16777217, 1), Flatten(Name = \"seen\")]\n[Input(4)]\n[Concat(\"seen\")]")]
    public void Indices_that_pass_through_are_not_reported(string layers) => AnalyzerHarness.IsSilent(Network(layers + "\n[Dense(1)]"));

    [Fact]
    public void More_rows_than_a_float_can_tell_apart_are_reported() => AnalyzerHarness.Reports(
        "NETGEN210", Network("[Input(3)]\n[Embedding({|20_000_000|}, 4), Flatten, Dense(1)]"),
        "Embedding 'Embedding1': the table has 20,000,000 rows; a float holds every whole number up to 16,777,216 alone, so larger indices become others: use Precision.Double");

    [Fact]
    public void An_ignored_class_that_no_float_is_is_reported() => AnalyzerHarness.Reports(
        "NETGEN210", Network("[Input(3)]\n[Dense(4), Softmax]\n[SparseCategoricalCrossEntropy({|IgnoreIndex = 16777217|})]"),
        "SparseCategoricalCrossEntropy: IgnoreIndex is 16,777,217; a float holds every whole number up to 16,777,216 alone, so larger indices become others: use Precision.Double");

    [Fact]
    public Task A_dropout_before_an_embedding_goes() => AnalyzerHarness.Fixes(
        Network("[Input(3)]\n[Dropout(0.5)]\n[Embedding(5, 2), Flatten, Dense(1)]"), Network("[Input(3)]\n[Embedding(5, 2), Flatten, Dense(1)]"), "Remove [Dropout]");

    private static string Network(string layers) => $$"""
        using System;
        using NetGen;
        [Network]
        {{layers}}
        public partial class Net;
        """;
}
