using System.CommandLine;
using System.Globalization;
using NetGen.Samples.Mnist;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var network = new Option<string>("--network") { Description = "The convolutional network, or one hidden layer.", DefaultValueFactory = _ => "lenet" };
var epochs = new Option<int?>("--epochs") { Description = "How often every image is seen: 3 times by lenet and 5 times by dense, if not given." };
var threads = new Option<int>("--threads") { Description = "Threads to train on, or 0 for as many as pay. The result is the same to the bit." };
var seed = new Option<ulong>("--seed") { Description = "Decides the first weights and the order of the images.", DefaultValueFactory = _ => 42 };
var compare = new Option<bool>("--compare") { Description = "Also measures an epoch of LeNet-5 on one thread against PyTorch, where python3 has it." };
network.AcceptOnlyFromAmong("lenet", "dense");
epochs.Validators.Add(given => AtLeast(given, epochs.Name, given.GetValue(epochs), 1));
threads.Validators.Add(given => AtLeast(given, threads.Name, given.GetValue(threads), 0));

var command = new RootCommand("Trains a network on the handwritten digits of MNIST.") { network, epochs, threads, seed, compare };
command.SetAction(arguments =>
{
    if (arguments.GetValue(compare))
        Comparison.Print(arguments.GetValue(seed));
    if (arguments.GetValue(network) == "dense")
        Experiment.Run<DenseClassifier>("mnist-dense", arguments.GetValue(epochs) ?? 5, arguments.GetValue(threads), arguments.GetValue(seed));
    else
        Experiment.Run<LeNet5>("mnist-lenet", arguments.GetValue(epochs) ?? 3, arguments.GetValue(threads), arguments.GetValue(seed));
});
return command.Parse(args).Invoke();

static void AtLeast(System.CommandLine.Parsing.OptionResult given, string name, int? value, int least)
{
    if (value < least)
        given.AddError($"Expected at least {least} for {name}, got {value}.");
}
