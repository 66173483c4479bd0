using NetGen.ColdStart;

switch (args)
{
    case []:
        return Table.Print();
    case [Start.Baked or Start.File]:
        return Start.Run(args[0]);
    default:
        Console.Error.WriteLine($"Expected no argument, '{Start.Baked}' or '{Start.File}', got '{string.Join(' ', args)}'.");
        return 1;
}
