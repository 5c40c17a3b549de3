using System.CommandLine;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Schemas;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>schema</c>: the JSON schema of decks, for editors.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class SchemaCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var output = new Option<string?>("--output", "-o")
        {
            Description = "File to write; standard output when absent.",
            HelpName = "FILE",
        };
        var command = new Command("schema",
            "Writes the JSON schema of decks, with the potentials of plug-ins where --plugins names some. The one that "
            + "is shipped, inputs/deck.schema.json, is this command's output.");
        command.Add(output);
        command.Add(Plugins);
        command.SetAction(parsed =>
        {
            using ServiceProvider services = Services(parsed);
            string schema = services.GetRequiredService<SchemaWriter>().Write();
            if (parsed.GetValue(output) is string file)
            {
                File.WriteAllText(file, schema);
            }
            else
            {
                Host.Output.Write(schema);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
