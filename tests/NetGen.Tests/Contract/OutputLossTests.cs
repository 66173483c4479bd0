namespace NetGen.Tests.Contract;

/// <summary>A loss belongs to its own output, whichever and however many outputs have one.</summary>
public sealed class OutputLossTests
{
    [Fact]
    public void A_loss_on_the_last_of_two_outputs_is_taken_of_that_one()
    {
        var network = new LossOnTheLast();
        network.Parameters.Fill(0.5f);
        Workspace workspace = LossOnTheLast.CreateWorkspace(1);
        float[] gradients = new float[LossOnTheLast.ParameterCount];
        Assert.Equal(1, LossOnTheLast.TargetSize);
        Assert.Equal(0.6931472f, network.Loss([1, 2], [1], workspace), 1e-6f);
        Assert.Equal(0.6931472f, network.LossAndGradient([1, 2], [1], gradients, workspace), 1e-6f);
        // p - y at the logits of two equal classes.
        Assert.Equal([0.5f, -0.5f], gradients[^2..]);
    }

    [Fact]
    public void A_loss_on_the_first_of_two_outputs_is_taken_of_that_one()
    {
        var network = new LossOnTheFirst();
        network.Parameters.Fill(0.5f);
        Workspace workspace = LossOnTheFirst.CreateWorkspace(1);
        Assert.Equal(1, LossOnTheFirst.TargetSize);
        Assert.Equal(0.6931472f, network.Loss([1, 2], [1], workspace), 1e-6f);
    }

    [Fact]
    public void Targets_are_as_many_as_the_numbers_of_the_outputs_with_a_loss()
    {
        Assert.Equal(2, SquaredErrorOnTheLast.TargetSize);
        var network = new SquaredErrorOnTheLast(seed: 1);
        double[] outputs = new double[5], hidden = new double[3], answer = new double[2];
        network.Forward([1, -2], outputs);
        network.Forward([1, -2], hidden, answer);
        double expected = (Square(answer[0] - 3) + Square(answer[1] - 4)) / 2;
        Assert.Equal(expected, network.Loss([1, -2], [3, 4], SquaredErrorOnTheLast.CreateWorkspace(1)), 1e-12);

        static double Square(double x) => x * x;
    }

    [Fact]
    public void Every_class_index_among_the_targets_of_several_outputs_is_checked()
    {
        var network = new KindsAndAmount(seed: 1);
        Workspace workspace = KindsAndAmount.CreateWorkspace(2);
        double[] inputs = new double[12];
        Assert.Equal(4, KindsAndAmount.TargetSize);
        Assert.True(double.IsFinite(network.Loss(inputs, [0.5, 2, 1, 0, 0.5, 0, 1, 2], workspace)));
        ArgumentException wrong = Assert.Throws<ArgumentException>(() => network.Loss(inputs, [0.5, 2, 1, 0, 0.5, 0, 1, 3], workspace));
        Assert.StartsWith("Expected a class index from 0 to 2, got 3 for sample 1.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_inputs_and_one_class_have_typed_members_that_take_the_class_as_one_number()
    {
        Assert.Equal(1, TwoInputsOneClass.TargetSize);
        var network = new TwoInputsOneClass(seed: 3);
        Workspace workspace = TwoInputsOneClass.CreateWorkspace(2);
        float[] a = [1, 2, 3, 4], b = [1, 2, 3, 4, 5, 6], together = [1, 2, 1, 2, 3, 3, 4, 4, 5, 6], classes = [0, 1];
        float[] gradients = new float[TwoInputsOneClass.ParameterCount], typed = new float[gradients.Length];
        float loss = network.LossAndGradient(together, classes, gradients, workspace);
        Assert.Equal(loss, network.LossAndGradient(a, b, classes, typed, workspace));
        Assert.Equal(gradients, typed);
        Assert.Equal(loss, network.Loss(a, b, classes, workspace), 1e-6f);
        Assert.Equal("targets", Assert.Throws<ArgumentException>(() => network.Loss(a, b, [0], workspace)).ParamName);
    }

    [Fact]
    public void The_gradient_of_the_inputs_comes_in_a_span_for_each_of_them()
    {
        var network = new TwoInputsOneClass(seed: 3);
        Workspace workspace = TwoInputsOneClass.CreateWorkspace(2);
        float[] a = [1, 2, 3, 4], b = [1, 2, 3, 4, 5, 6], together = [1, 2, 1, 2, 3, 3, 4, 4, 5, 6], classes = [0, 1];
        float[] gradients = new float[TwoInputsOneClass.ParameterCount], ofAll = new float[10], ofA = new float[4], ofB = new float[6];
        network.LossAndGradient(together, classes, gradients, workspace, default, ofAll);
        network.LossAndGradient(a, b, classes, gradients, workspace, default, ofA, ofB);
        Assert.Equal([ofAll[0], ofAll[1], ofAll[5], ofAll[6]], ofA);
        Assert.Equal([.. ofAll[2..5], .. ofAll[7..]], ofB);
        Assert.Contains(ofAll, value => value != 0);

        float[] alone = new float[6];
        network.LossAndGradient(a, b, classes, gradients, workspace, bGradients: alone);
        Assert.Equal(ofB, alone);
    }

    [Fact]
    public void The_gradient_of_the_inputs_is_that_of_finite_differences()
    {
        var network = new KindsAndAmount(seed: 1);
        Workspace workspace = KindsAndAmount.CreateWorkspace(2);
        double[] inputs = [.. Enumerable.Range(0, 12).Select(i => (i * 5 % 7) - 3.0)], targets = [0.5, 2, 1, 0, -0.5, 0, 1, 2];
        double[] gradients = new double[KindsAndAmount.ParameterCount], ofInputs = new double[12];
        network.LossAndGradient(inputs, targets, gradients, workspace, default, ofInputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            double original = inputs[i];
            inputs[i] = original + 1e-5;
            double above = network.Loss(inputs, targets, workspace);
            inputs[i] = original - 1e-5;
            double difference = (above - network.Loss(inputs, targets, workspace)) / 2e-5;
            inputs[i] = original;
            Assert.Equal(difference, ofInputs[i], 1e-8);
        }
    }

    [Fact]
    public void Running_statistics_have_views_by_name()
    {
        var network = new TwoNorms(seed: 1);
        Assert.Equal([0f, 0, 0, 0], network.BatchNorm1RunningMean);
        Assert.Equal([1f, 1, 1, 1], network.BatchNorm1RunningVariance);
        network.lastRunningVariance[1] = 7;
        Assert.Equal(7, network.Buffers[^1]);
        network.LossAndGradient([1, 2, 3, 4, 5, 7], new float[4], new float[TwoNorms.ParameterCount], TwoNorms.CreateWorkspace(2));
        Assert.Equal(network.Buffers[..4], network.BatchNorm1RunningMean);
        Assert.All(network.BatchNorm1RunningMean.ToArray(), mean => Assert.NotEqual(0, mean));
    }
}
