using System;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;

using var interruption = new Interruption();
bool isTerminal = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
var host = new HostEnvironment(Console.Out, Console.Error, DeckOverrides.FromEnvironment(), interruption.Token)
{
    IsTerminal = isTerminal,
    TerminalWidth = isTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : 80,
};
return new CommandLineApplication(host).Run(args);
