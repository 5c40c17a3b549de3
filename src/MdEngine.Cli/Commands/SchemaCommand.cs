using System.CommandLine;
using System.IO;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
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
        var kind = new Argument<string>("KIND")
        {
            Description = "What the decks are for: the name of a command, such as run or train.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "run",
        };
        var command = new Command("schema",
            "Writes the JSON schema of decks, with the potentials of plug-ins where --plugins names some. The ones that "
            + "are shipped, inputs/*.schema.json, are this command's output.");
        command.Add(kind);
        command.Add(output);
        command.Add(Plugins);
        command.SetAction(parsed =>
        {
            using ServiceProvider services = Services(parsed);
            string schema = services.GetRequiredService<SchemaWriter>().Write(
                services.GetRequiredService<DeckReader>().Find(parsed.GetRequiredValue(kind)));
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
