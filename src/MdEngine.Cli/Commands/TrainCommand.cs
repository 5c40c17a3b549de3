using System;
using System.CommandLine;
using System.Linq;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Training;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>train DECK</c>: fits a potential.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class TrainCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var arguments = new DeckArguments();
        var threads = new ThreadsOption();
        var overwrite = new OverwriteOption();
        var resume = new Option<bool>("--resume")
        {
            Description = "Go on from the last checkpoint; begin at the beginning where there is none yet.",
        };
        var maxTime = new DurationOption(
            "--max-time", "Stop with a checkpoint before this wall time is over (3h, 90min, 1:30:00), exit code 130.");
        var command = new Command("train",
            "Fits a potential to energies, forces and stress of electronic-structure calculations, and writes it in the format "
            + "of the program that its kind comes from, with a model card.");
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
            TrainDeck deck = services.GetRequiredService<DeckReader>()
                .Read<TrainDeck>(parsed.GetRequiredValue(arguments.Deck), arguments.Overrides(parsed, Host));
            var options = new TrainOptions(
                threads.Of(parsed, deck.Threads), parsed.GetValue(resume), parsed.GetValue(overwrite), limit, CommandOf(parsed));
            bool completed = services.GetRequiredService<TrainingRun>().Execute(deck, options);
            return completed ? ExitCode.Done : ExitCode.Interrupted;
        });
        return command;
    }

    private string CommandOf(ParseResult parsed)
    {
        System.Collections.Generic.IEnumerable<string> variables = Host.Variables
            .Where(v => v.Value is not null)
            .OrderBy(v => v.Key, StringComparer.Ordinal)
            .Select(v => $"{Binding.DeckOverrides.EnvironmentPrefix}{v.Key.Replace(":", "__")}={Quoted(v.Value!)} ");
        return string.Concat(variables) + "mdengine " + string.Join(' ', parsed.Tokens.Select(t => Quoted(t.Value)));
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "-_./:=,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''")}'";
}
