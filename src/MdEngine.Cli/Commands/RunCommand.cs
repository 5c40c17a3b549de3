using System.CommandLine;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Running;
using MdEngine.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>run DECK</c>: a simulation.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class RunCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var arguments = new DeckArguments();
        var threads = new ThreadsOption();
        var overwrite = new OverwriteOption();
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on from the last checkpoint. Not available yet: this version writes no checkpoints.",
        };
        var command = new Command("run", "Runs the simulation of a deck.");
        arguments.AddTo(command);
        command.Add(threads);
        command.Add(Plugins);
        command.Add(overwrite);
        command.Add(resume);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(resume))
            {
                throw new InputException(
                    "--resume: resuming is not available yet, for this version writes no checkpoints; "
                    + "run the deck from its beginning");
            }

            using ServiceProvider services = Services(parsed);
            Deck deck = services.GetRequiredService<DeckReader>()
                .Read(parsed.GetRequiredValue(arguments.Deck), arguments.Overrides(parsed, Host));
            if (parsed.GetValue(overwrite))
            {
                deck = deck with { Output = deck.Output with { Overwrite = true } };
            }

            bool completed = services.GetRequiredService<SimulationRun>().Execute(deck, threads.Of(parsed, deck.Threads));
            return completed ? ExitCode.Done : ExitCode.Interrupted;
        });
        return command;
    }
}
