using System.CommandLine;
using System.Globalization;
using System.Linq;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Running;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>validate DECK</c>: every fault of a deck at once.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class ValidateCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var arguments = new DeckArguments();
        var command = new Command("validate", "Reports every fault of a deck at once; exit code 0 or 2.");
        arguments.AddTo(command);
        command.Add(Plugins);
        command.SetAction(parsed =>
        {
            using ServiceProvider services = Services(parsed);
            Deck deck = services.GetRequiredService<DeckReader>()
                .Read(parsed.GetRequiredValue(arguments.Deck), arguments.Overrides(parsed, Host));
            DeckCheck check = services.GetRequiredService<DeckCheck>();
            CheckStructure(deck, check, check.Check(deck));
            Host.Output.WriteLine(Summary(deck));
            return ExitCode.Done;
        });
        return command;
    }

    private static void CheckStructure(Deck deck, DeckCheck check, IPotential potential)
    {
        // One copy tells all that a file can have wrong, however many the run makes of it; groups need them all.
        Deck small = deck.Groups.Count > 0
            ? deck
            : deck with { Structure = deck.Structure with { Replicate = [1, 1, 1], Noise = 0.0 } };
        Structure structure = StructureSource.Create(small);
        if (deck.Structure.File is not null)
        {
            check.CheckElements(deck, potential, structure.Elements);
            StructureSource.CheckDistances(deck, structure);
        }

        var integrators = new IntegratorFactory(deck, structure);
        foreach (StageDeck stage in deck.Stages)
        {
            integrators.Create(stage);
        }
    }

    private static string Summary(Deck deck)
    {
        double time = deck.Stages.Sum(s => s.Steps * (s.Timestep ?? deck.Timestep)) * 1e-3;
        return string.Create(CultureInfo.InvariantCulture,
            $"{deck.SourceFile}: valid; {deck.Stages.Count} stages, {deck.TotalSteps} steps, {time:G6} ps, "
            + $"potential {deck.Potential.TypeName}");
    }
}
