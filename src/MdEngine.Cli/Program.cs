using System;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;

using var interruption = new Interruption();
var host = new HostEnvironment(Console.Out, Console.Error, DeckOverrides.FromEnvironment(), interruption.Token);
return new CommandLineApplication(host).Run(args);
