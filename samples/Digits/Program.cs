using System.CommandLine;
using System.Globalization;
using NetGen.Samples.Digits;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var folds = new Option<int>("--folds") { Description = "The parts of the cross-validation.", DefaultValueFactory = _ => 5 };
var epochs = new Option<int>("--epochs") { Description = "How often every image is seen.", DefaultValueFactory = _ => 30 };
var threads = new Option<int>("--threads") { Description = "Threads to use, or 0 for as many as pay. The result is the same to the bit." };
var seed = new Option<ulong>("--seed") { Description = "Decides folds, first weights, the order of the images and how they are changed.", DefaultValueFactory = _ => 42 };
var skipSearch = new Option<bool>("--skip-search") { Description = "Leaves out the grid search." };
var report = new Option<string>("--report") { Description = "Where the report goes; the history and the manifest go beside it, as .csv and .json.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "digits.html") };
folds.Validators.Add(given => AtLeast(given, folds.Name, given.GetValue(folds), 2));
epochs.Validators.Add(given => AtLeast(given, epochs.Name, given.GetValue(epochs), 1));
threads.Validators.Add(given => AtLeast(given, threads.Name, given.GetValue(threads), 0));

var command = new RootCommand("Chooses and cross-validates a network for 1,797 handwritten digits, and writes a report.") { folds, epochs, threads, seed, skipSearch, report };
command.SetAction(arguments =>
    new Experiment(arguments.GetValue(folds), arguments.GetValue(epochs), arguments.GetValue(threads), arguments.GetValue(seed)).Run(!arguments.GetValue(skipSearch), arguments.GetValue(report)!));
return command.Parse(args).Invoke();

static void AtLeast(System.CommandLine.Parsing.OptionResult given, string name, int value, int least)
{
    if (value < least)
        given.AddError($"Expected at least {least} for {name}, got {value}.");
}
