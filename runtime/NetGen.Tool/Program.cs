using System.CommandLine;
using NetGen.Tool.Commands;

var root = new RootCommand("Brings models that were trained elsewhere into C# as NetGen networks, and checks them against their answers.")
{
    ImportCommand.Create(),
    VerifyCommand.Create(),
    WeightsCommand.Create(),
};
return root.Parse(args).Invoke();
