using System.CommandLine;
using System.IO;
using MdEngine.Cli.Comparing;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Comparing;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>compare DECK</c>: potentials side by side.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class CompareCommand(HostEnvironment host) : CliCommand(host)
{
    private readonly DeckArguments _arguments = new();
    private readonly ThreadsOption _threads = new();
    private readonly OverwriteOption _overwrite = new();
    private readonly Option<string?> _report = new("--output", "-o")
    {
        Description = "HTML report to write; the other files stand beside it, with the same name.",
        HelpName = "report.html",
    };

    private readonly Option<bool> _fresh = new("--fresh")
    {
        Description = "Do everything again; without it, finished pieces of work of an earlier comparison are taken over.",
    };

    /// <inheritdoc/>
    public override Command Create()
    {
        var command = new Command("compare",
            "Puts potentials side by side: errors against reference data, properties, simulations, cost. A potential that "
            + "fails somewhere is a row with the reason. Stopped, the same command goes on where it was.");
        _arguments.AddTo(command);
        command.Add(_report);
        command.Add(_threads);
        command.Add(_fresh);
        command.Add(Plugins);
        command.Add(_overwrite);
        command.SetAction(Execute);
        return command;
    }

    private int Execute(ParseResult parsed)
    {
        using ServiceProvider services = Services(parsed);
        ComparisonDeck deck = services.GetRequiredService<DeckReader>().Read<ComparisonDeck>(
            parsed.GetRequiredValue(_arguments.Deck), _arguments.Overrides(parsed, Host));
        string? report = parsed.GetValue(_report);
        deck = deck with
        {
            Output = deck.Output with
            {
                Report = report is null ? deck.Output.Report : Path.GetFullPath(report),
                Overwrite = deck.Output.Overwrite || parsed.GetValue(_overwrite),
            },
        };
        services.GetRequiredService<ComparisonExecution>().Execute(
            deck, _threads.Of(parsed, deck.Threads), parsed.GetValue(_fresh));
        return ExitCode.Done;
    }
}
