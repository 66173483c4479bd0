using System.CommandLine;
using NetGen.Tool.Commands;

var root = new RootCommand("Brings models that were trained elsewhere into C# as NetGen networks, checks them against their answers, and "
    + "writes networks for others.")
{
    ImportCommand.Create(),
    VerifyCommand.Create(),
    WeightsCommand.Create(),
    ExportCommand.Create(),
};
return root.Parse(args).Invoke();
