namespace NetGen.Tests.Contract;

public sealed class AllocationTests
{
    public static TheoryData<string> AllNetworks => Subjects.Names(Subjects.All);

    public static TheoryData<string> Optimizers => [.. OptimizersByName.Keys];

    private static readonly Dictionary<string, Func<Optimizer>> OptimizersByName = new()
    {
        ["Sgd"] = () => new Sgd(1e-3),
        ["Sgd with momentum"] = () => new Sgd(1e-3, momentum: 0.9),
        ["Sgd with averaged momentum"] = () => new Sgd(1e-3, momentum: 0.9, form: MomentumForm.Averaged),
        ["Sgd with Nesterov's momentum"] = () => new Sgd(1e-3, momentum: 0.9, nesterov: true),
        ["Adagrad"] = () => new Adagrad(),
        ["RmsProp"] = () => new RmsProp(),
        ["RmsProp with momentum"] = () => new RmsProp(momentum: 0.9),
        ["Adam"] = () => new Adam(),
        ["Adam with epsilon inside the root"] = () => new Adam(epsilonPlacement: EpsilonPlacement.InsideRoot),
        ["AdamW"] = () => new AdamW(),
        ["Adadelta"] = () => new Adadelta(),
        ["Adamax"] = () => new Adamax(),
        ["NAdam"] = () => new NAdam(),
        ["RAdam"] = () => new RAdam(),
        ["Lion"] = () => new Lion(),
    };

    [Theory]
    [MemberData(nameof(AllNetworks))]
    public void Nothing_is_allocated_by_a_generated_member(string network)
    {
        foreach (int batch in (int[])[1, 3, 40])
        {
            foreach ((string member, Action call) in Subjects.Named(network).Calls(batch))
            {
                long bytes = Allocation.Of(call);
                Assert.True(bytes == 0, $"{member} allocates {bytes} bytes in 10 calls on a batch of {batch}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Nothing_is_allocated_by_a_step_of_training(string optimizer)
    {
        Assert.Equal(0, Allocation.Of(new Subject<Classifier, float>().TrainingStep(OptimizersByName[optimizer](), batch: 17)));
        Assert.Equal(0, Allocation.Of(new Subject<ClassifierDouble, double>().TrainingStep(OptimizersByName[optimizer](), batch: 17)));
        Assert.Equal(0, Allocation.Of(new Subject<Wide, float>().TrainingStep(OptimizersByName[optimizer](), batch: 17)));
    }

    [Fact]
    public void An_action_that_allocates_is_caught()
    {
        (_, Action forward) = new Subject<Classifier, float>().Calls(batch: 3).First();
        Assert.True(Allocation.Of(() =>
        {
            forward();
            GC.KeepAlive(new object());
        }) > 0);
    }

    [Fact]
    public void Every_optimizer_is_measured()
    {
        IEnumerable<string> all = typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract).Select(type => type.Name);
        Assert.Equal(all.Order(), OptimizersByName.Values.Select(create => create().GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Every_activation_and_loss_is_measured()
    {
        IEnumerable<string> attributes = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(LayerAttribute)) || type.IsSubclassOf(typeof(LossAttribute))))
            .Select(type => type.Name);
        IEnumerable<string> used = typeof(AllocationTests).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(NetworkAttribute), inherit: false))
            .SelectMany(type => type.GetCustomAttributes(inherit: false))
            .Select(attribute => attribute.GetType().Name);
        Assert.Empty(attributes.Except(used));
    }
}
