namespace NetGen.Tests.Contract;

/// <summary>The same network works wherever its class stands.</summary>
public sealed class PlaceTests
{
    [Fact]
    public void A_class_in_a_namespace_block_works() => Learns<InABlock.NetworkInABlock>();

    [Fact]
    public void A_class_without_a_namespace_works() => Learns<NetworkOutsideOfNamespaces>();

    [Fact]
    public void A_nested_class_works() => Learns<Outer.Middle.Nested>();

    [Fact]
    public void A_class_in_a_generic_class_works()
    {
        Learns<GenericOuter<string>.Nested>();
        Learns<GenericOuter<int>.Nested>();
        Assert.Empty(new GenericOuter<string>.Nested().Answers);
    }

    [Fact]
    public void A_class_open_to_inheritance_works() => Learns<OpenNetwork>();

    [Fact]
    public void A_public_class_works() => Learns<PublicNetwork>();

    private static void Learns<TNetwork>()
        where TNetwork : class, INetwork<TNetwork, float>
    {
        // Exclusive or.
        float[] inputs = [0, 0, 0, 1, 1, 0, 1, 1], targets = [0, 1, 1, 0], gradients = new float[TNetwork.ParameterCount];
        TNetwork model = TNetwork.Create(seed: 1);
        Workspace workspace = TNetwork.CreateWorkspace(4);
        float before = model.Loss(inputs, targets, workspace);
        var optimizer = new Adam(learningRate: 0.05);
        for (int step = 0; step < 300; step++)
        {
            model.LossAndGradient(inputs, targets, gradients, workspace);
            optimizer.Step<float>(model.Parameters, gradients);
        }

        Assert.InRange(model.Loss(inputs, targets, workspace), 0, before / 4);
    }
}
