using System.CommandLine;
using System.Globalization;
using NetGen.Samples.Amp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var input = new Argument<string?>("in.wav")
{
    Description = "A sound of one channel at the model's rate; a guitar is synthesised where it is left out.",
    DefaultValueFactory = _ => null,
};
var output = new Argument<string>("out.wav")
{
    Description = "Where to write what the amplifier makes of it.",
    DefaultValueFactory = _ => "out.wav",
};
var train = new Option<string?>("--train")
{
    Description = "Fits a network to the amplifier of this program, and writes it to this .nam file.",
};
var epochs = new Option<int>("--epochs")
{
    Description = "How often training goes through its 32 s of sound.",
    DefaultValueFactory = _ => 200,
};
epochs.Validators.Add(given =>
{
    if (given.GetValue(epochs) < 1)
        given.AddError($"Expected at least 1 for {epochs.Name}, got {given.GetValue(epochs)}.");
});

var command = new RootCommand("Plays a sound through a model of a guitar amplifier.") { input, output, train, epochs };
command.SetAction(arguments =>
{
    try
    {
        if (arguments.GetValue(train) is { } path)
            Commands.Train(path, arguments.GetValue(epochs));
        else
            Commands.Play(arguments.GetValue(input), arguments.GetValue(output)!);
        return 0;
    }
    catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(exception.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
