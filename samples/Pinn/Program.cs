using System.CommandLine;
using System.Globalization;
using NetGen.Samples.Pinn;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var points = new Option<int>("--points") { Description = "The points at which the equation is asked for.", DefaultValueFactory = _ => 48 };
var epochs = new Option<int>("--epochs") { Description = "The steps of the training, each on all points.", DefaultValueFactory = _ => 6000 };
var seed = new Option<ulong>("--seed") { Description = "Decides the first weights.", DefaultValueFactory = _ => 42 };
points.Validators.Add(given => AtLeast(given, points.Name, given.GetValue(points), 2));
epochs.Validators.Add(given => AtLeast(given, epochs.Name, given.GetValue(epochs), 1));

var command = new RootCommand("Solves y'' + y' + y = 0 on [0, 2] with y(0) = 1 and y'(0) = -1/2 by a network that sees nothing but the equation.") { points, epochs, seed };
command.SetAction(arguments =>
{
    Result result = new Experiment(arguments.GetValue(points), arguments.GetValue(epochs), arguments.GetValue(seed)).Run();
    Display.Print(result);
    // The promise of the sample; a shorter run may miss it.
    return result.LargestError < 1e-3 ? 0 : 1;
});
return command.Parse(args).Invoke();

static void AtLeast(System.CommandLine.Parsing.OptionResult given, string name, int value, int least)
{
    if (value < least)
        given.AddError($"Expected at least {least} for {name}, got {value}.");
}
