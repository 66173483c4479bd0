using System.CommandLine;
using System.Globalization;
using NetGen.Samples.Sequence;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var seed = new Option<ulong>("--seed") { Description = "Decides the first weights and the order of the samples.", DefaultValueFactory = _ => 1 };
var rounds = new Option<int>("--rounds") { Description = "How often half a second of sound is streamed.", DefaultValueFactory = _ => 15 };
var skipForecast = new Option<bool>("--skip-forecast") { Description = "Only streams sound." };
rounds.Validators.Add(given =>
{
    if (given.GetValue(rounds) < 1)
        given.AddError($"Expected at least 1 for {rounds.Name}, got {given.GetValue(rounds)}.");
});

var command = new RootCommand("Forecasts a monthly series with an LSTM, and streams sound through a GRU.") { seed, rounds, skipForecast };
command.SetAction(arguments =>
{
    if (!arguments.GetValue(skipForecast))
        new Forecast(arguments.GetValue(seed)).Run();
    Streaming.Run(arguments.GetValue(rounds), arguments.GetValue(seed));
});
return command.Parse(args).Invoke();
