using System;
using System.CommandLine;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Running;
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
            Description = "Go on from the last checkpoint to the end of the deck and append to its files; begin at the "
                + "beginning where there is no checkpoint yet.",
        };
        var maxTime = new DurationOption(
            "--max-time", "Stop with a checkpoint before this wall time is over (3h, 90min, 1:30:00), exit code 130.");
        var command = new Command("run", "Runs the simulation of a deck.");
        arguments.AddTo(command);
        command.Add(threads);
        command.Add(Plugins);
        command.Add(overwrite);
        command.Add(resume);
        command.Add(maxTime);
        command.SetAction(parsed =>
        {
            TimeSpan? limit = maxTime.Of(parsed);
            using ServiceProvider services = Services(parsed);
            Deck deck = services.GetRequiredService<DeckReader>()
                .Read<Deck>(parsed.GetRequiredValue(arguments.Deck), arguments.Overrides(parsed, Host));
            bool mayOverwrite = parsed.GetValue(overwrite);
            if (mayOverwrite)
            {
                deck = deck with { Output = deck.Output with { Overwrite = true } };
            }

            var options = new RunOptions(
                threads.Of(parsed, deck.Threads), parsed.GetValue(resume), mayOverwrite, limit);
            bool completed = services.GetRequiredService<SimulationRun>().Execute(deck, options);
            return completed ? ExitCode.Done : ExitCode.Interrupted;
        });
        return command;
    }
}
