using System;
using System.CommandLine;
using System.IO;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Plugins;
using MdEngine.Core.Forces;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>potentials</c>: the types of potentials and the shipped models there are.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class PotentialsCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("potentials", "Lists the types of potentials, with their options, and the shipped models.");
        command.Add(Plugins);
        command.SetAction(parsed =>
        {
            using ServiceProvider services = Services(parsed);
            WriteTypes(services.GetRequiredService<PotentialRegistry>(), services.GetRequiredService<OptionCatalog>());
            WriteModels();
            return ExitCode.Done;
        });
        return command;
    }

    private void WriteTypes(PotentialRegistry registry, OptionCatalog catalog)
    {
        Host.Output.WriteLine("Types");
        foreach (IPotentialFactory factory in registry.Factories)
        {
            string from = factory.GetType().Assembly.GetName().Name ?? "?";
            string origin = from.StartsWith("MdEngine.Core") || from == "MdEngine.Potentials" ? "" : $" [{from}]";
            Host.Output.WriteLine($"  {factory.TypeName,-18} {factory.Summary}{origin}");
            foreach (OptionInfo option in catalog.Of(factory.OptionsType).Options)
            {
                string need = option.IsRequired ? "" : " (optional)";
                Host.Output.WriteLine($"      {option.Key,-18} {Expectation.Of(option.Shape, option.Rules)}{need}. "
                    + option.Rules.Description);
            }
        }
    }

    private void WriteModels()
    {
        string[] models = [.. ShippedModels.Find(Environment.CurrentDirectory, AppContext.BaseDirectory)];
        Host.Output.WriteLine();
        Host.Output.WriteLine(models.Length == 0 ? "Models: none found" : $"Models ({Path.GetDirectoryName(models[0])})");
        foreach (string model in models)
        {
            Host.Output.WriteLine($"  {Path.GetFileName(model),-18} {ShippedModels.Title(model)}");
        }
    }
}
