using NetGen.Models.Tests.Support;

namespace NetGen.Models.Tests.Weights;

public sealed class DamageTests
{
    private static readonly NetworkDescription s_torch = DenseNetwork.Of(("Dense1", 6, 5, false), ("Dense2", 5, 3, true));

    private static readonly NetworkDescription s_keras = DenseNetwork.Of(("Dense1", 6, 8, true), ("Dense2", 8, 8, false),
        ("Dense3", 8, 8, true), ("Dense4", 8, 3, true));

    [Theory]
    [InlineData("torch", "NoBias.pt")]
    [InlineData("torch", "NoBias.safetensors")]
    [InlineData("keras", "Perceptron.h5")]
    [InlineData("keras", "Perceptron.weights.h5")]
    [InlineData("keras", "Perceptron.keras")]
    public void A_damaged_file_of_weights_gives_weights_or_an_exception_that_says_so(string folder, string file) =>
        Damage.IsRefused(ReferenceCase.File(folder, file),
            path => ModelWeights.Read(path, folder == "torch" ? s_torch : s_keras).Save(Stream.Null));

    [Fact]
    public void A_damaged_file_of_PyTorch_before_1_6_gives_tensors_or_an_exception_that_says_so() => Damage.IsRefused(
        ReferenceCase.File("torch", "LastGru.pt"), path => PyTorch.TorchTensors.All(path));

    [Theory]
    [InlineData("Words.h5")]
    [InlineData("Graph.keras")]
    public void A_damaged_model_of_Keras_gives_a_model_or_an_exception_that_says_so(string file) =>
        Damage.IsRefused(ReferenceCase.File("keras", file), path => ModelFile.Read(path).SaveWeights(Stream.Null));
}
