namespace NetGen.Tests.Contract;

public sealed class DescriptionTests
{
    [Fact]
    public void Slots_stand_in_layer_order_without_a_gap()
    {
        NetworkDescription network = NamedLayers.Description;
        Assert.Equal(["Hidden.weights", "Hidden.bias", "PRelu1.slope", "Dense2.weights", "PRelu2.slope"], network.Slots.Select(slot => slot.Key));
        Assert.Equal([ParameterRole.Weight, ParameterRole.Bias, ParameterRole.Norm, ParameterRole.Weight, ParameterRole.Norm], network.Slots.Select(slot => slot.Role));
        Assert.Equal([[3, 5], [5], [1], [5, 2], [2]], network.Slots.Select(slot => slot.Shape.ToArray()));

        int offset = 0;
        foreach (ParameterSlot slot in network.Slots)
        {
            Assert.Equal(offset, slot.Offset);
            offset += slot.Length;
        }

        Assert.Equal(NamedLayers.ParameterCount, offset);
        Assert.Equal(NamedLayers.ParameterCount, network.ParameterCount);
    }

    [Fact]
    public void Layers_have_names_kinds_shapes_and_costs()
    {
        NetworkDescription network = ImageRegressor.Description;
        Assert.Equal("ImageRegressor", network.Name);
        Assert.Equal(Precision.Single, network.Precision);
        Assert.Equal("MeanSquaredError", network.Loss);
        Assert.Equal((int[])[2, 3, 2], network.InputShape.ToArray());
        Assert.Equal(["Flatten1", "Dense1", "Tanh1", "Dense2", "Linear1"], network.Layers.Select(layer => layer.Name));
        Assert.Equal(["Flatten", "Dense", "Tanh", "Dense", "Linear"], network.Layers.Select(layer => layer.Kind));
        Assert.Equal([[12], [5], [5], [2], [2]], network.Layers.Select(layer => layer.OutputShape.ToArray()));
        Assert.Equal([[2, 3, 2], [12], [5], [5], [2]], network.Layers.Select(layer => layer.InputShape.ToArray()));
        Assert.Equal([60, 10], network.Layers.Where(layer => layer.Kind == "Dense").Select(layer => layer.MultiplyAdds));
        Assert.Equal(70, network.MultiplyAdds);
        Assert.Equal(Precision.Double, ClassifierDouble.Description.Precision);
        Assert.Null(WithoutLoss.Description.Loss);
    }

    [Fact]
    public void A_description_is_written_as_a_table() => Assert.Equal(
        string.Join('\n',
            "ImageRegressor, single precision, MeanSquaredError",
            "layer     kind     output  parameters  multiply-adds",
            "Input              2x3x2            0              0",
            "Flatten1  Flatten  12               0              0",
            "Dense1    Dense    5               65             60",
            "Tanh1     Tanh     5                0              0",
            "Dense2    Dense    2               12             10",
            "Linear1   Linear   2                0              0",
            "in all                             77             70"),
        ImageRegressor.Description.ToString());

    [Fact]
    public void Layers_of_windows_have_their_weights_in_the_order_of_reading()
    {
        NetworkDescription network = ImageClassifier.Description;
        Assert.Equal(["Conv1", "Relu1", "Pool1", "DepthwiseConv1", "Tanh1", "Pool2", "Flatten1", "Dense1", "Softmax1"], network.Layers.Select(layer => layer.Name));
        Assert.Equal([[9, 7, 6], [9, 7, 6], [4, 3, 6], [2, 2, 12], [2, 2, 12], [3, 3, 12], [108], [4], [4]], network.Layers.Select(layer => layer.OutputShape.ToArray()));
        Assert.Equal(["Conv1.weights", "Conv1.bias", "DepthwiseConv1.weights", "DepthwiseConv1.bias", "Dense1.weights", "Dense1.bias"], network.Slots.Select(slot => slot.Key));
        Assert.Equal([[3, 4, 3, 6], [6], [3, 3, 6, 2], [12], [108, 4], [4]], network.Slots.Select(slot => slot.Shape.ToArray()));
        Assert.Equal([9 * 7 * 6 * 3 * 4 * 3, 2 * 2 * 12 * 3 * 3, 108 * 4], network.Layers.Where(layer => layer.Slots.Length > 0).Select(layer => layer.MultiplyAdds));

        Assert.Equal([[3, 3, 4, 3], [6], [6], [6], [3, 3, 3, 4]], ImagePainter.Description.Slots.Select(slot => slot.Shape.ToArray()));
        Assert.Equal([3 * 4 * 3 * 3 * 3 * 4, 9 * 15 * 4 * 3 * 3 * 3], ImagePainter.Description.Layers.Where(layer => layer.MultiplyAdds > 0).Select(layer => layer.MultiplyAdds));
        Assert.Equal(["ConvTranspose1.weights", "ConvTranspose1.bias", "LayerNorm1.gamma", "LayerNorm1.beta", "Conv1.weights"], ImagePainter.Description.Slots.Select(slot => slot.Key));
        Assert.Equal([[3, 3, 5], [5], [5, 2], [2]], Listener.Description.Slots.Select(slot => slot.Shape.ToArray()));
    }

    // As PyTorch counts: the second extent of its weights times the kernel's area, and the first times that area.
    [Fact]
    public void Fans_of_convolutions_count_the_kernel()
    {
        Assert.Equal([(36, 72), (36, 72), (9, 108), (9, 108), (108, 4), (108, 4)], Fans(ImageClassifier.Description));
        Assert.Equal((27, 36), Fans(ImagePainter.Description).First());
        Assert.Equal((27, 36), Fans(ImagePainter.Description).Last());
        Assert.Equal((9, 15), Fans(Listener.Description).First());
    }

    [Fact]
    public void Views_of_convolutions_are_parts_of_the_parameters()
    {
        var model = new ImagePainter(seed: 3);
        model.ConvTranspose1Weights.Fill(1);
        model.ConvTranspose1Bias.Fill(2);
        model.LayerNorm1Gamma.Fill(3);
        model.LayerNorm1Beta.Fill(4);
        model.Conv1Weights.Fill(5);
        Assert.Equal(
            [.. Enumerable.Repeat(1f, 108), .. Enumerable.Repeat(2f, 6), .. Enumerable.Repeat(3f, 6), .. Enumerable.Repeat(4f, 6), .. Enumerable.Repeat(5f, 108)],
            model.Parameters.ToArray());
    }

    [Fact]
    public void Constants_agree_with_the_description()
    {
        Assert.Equal(12, ImageRegressor.InputSize);
        Assert.Equal(2, ImageRegressor.OutputSize);
        Assert.Equal(2, ImageRegressor.TargetSize);
        Assert.Equal(1, Classifier.TargetSize);
        Assert.Equal((3 * 5) + 5 + (5 * 4) + 4, Classifier.ParameterCount);
        Assert.Equal(0, Classifier.BufferSize);
        Assert.Equal(0, new Classifier().Buffers.Length);
    }

    [Fact]
    public void A_workspace_has_the_size_that_the_description_states()
    {
        NetworkDescription network = Wide.Description;
        Workspace workspace = Wide.CreateWorkspace(48);
        Assert.Equal(48, workspace.MaxBatch);
        Assert.Same(network, workspace.Network);
        Assert.Equal(network.WorkspaceBytesFixed + (48 * network.WorkspaceBytesPerSample), workspace.Bytes);
    }

    [Fact]
    public void Frozen_slots_say_so() =>
        Assert.Equal(["Dense2.weights", "Dense2.bias", "PRelu1.slope"], PartlyFrozen.Description.Slots.Where(slot => slot.Frozen).Select(slot => slot.Key));

    [Fact]
    public void Equal_topologies_have_equal_fingerprints_whatever_the_class_is_called()
    {
        string fingerprint = Classifier.Description.Fingerprint;
        Assert.NotEmpty(fingerprint);
        Assert.All(fingerprint, digit => Assert.True(char.IsAsciiHexDigit(digit)));
        Assert.Equal(fingerprint, ClassifierTwin.Description.Fingerprint);
    }

    [Fact]
    public void Other_topologies_have_other_fingerprints()
    {
        string[] fingerprints = [Classifier.Description.Fingerprint, WiderClassifier.Description.Fingerprint, ClassifierWithRelu.Description.Fingerprint, Regressor.Description.Fingerprint];
        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
    }

    private static IEnumerable<(int In, int Out)> Fans(NetworkDescription network) => network.Slots.Select(slot => (slot.Initialization.FanIn, slot.Initialization.FanOut));
}
