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
    // Larger structures are left to the run: validation is a matter of a second.
    private const long MostCopies = 1000, MostPacked = 20_000;

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
        StructureDeck source = deck.Structure;
        if (source.File is null && source.Packing is null && source.Operations.Count == 0 && deck.Groups.Count == 0)
        {
            CheckStages(deck, StructureSource.Create(deck with { Structure = source with { Replicate = [1, 1, 1], Noise = 0.0 } }));
            return;
        }

        bool small = source.Replicate.Aggregate(1L, (product, n) => product * n) <= MostCopies
            && (source.Packing?.Atoms.Values.Sum(n => (long)n) ?? 0) <= MostPacked;
        if (source.Packing is not null && !small)
        {
            return;
        }

        // One copy tells all that a file can have wrong, however many the run makes of it; operations may need them all, and
        // groups do.
        bool whole = (source.Operations.Count > 0 && small) || deck.Groups.Count > 0;
        Structure structure = StructureSource.Create(deck with
        {
            Structure = whole
                ? source with { Noise = 0.0 }
                : source with { Replicate = [1, 1, 1], Operations = [], Noise = 0.0 },
        });
        if (whole || source.Operations.Count == 0)
        {
            check.CheckElements(deck, potential, structure.Elements);
            if (source.File is not null || source.Packing is not null || source.Operations.Count > 0)
            {
                StructureSource.CheckDistances(deck, structure);
            }
        }

        CheckStages(deck, structure);
    }

    private static void CheckStages(Deck deck, Structure structure)
    {
        var integrators = new IntegratorFactory(deck, structure);
        foreach (StageDeck stage in deck.Stages)
        {
            integrators.Create(stage);
        }
    }

    private static string Summary(Deck deck)
    {
        double time = deck.Stages.Where(s => s.Dynamics is not MinimizerDeck).Sum(s => s.Steps * (s.Timestep ?? deck.Timestep)) * 1e-3;
        return string.Create(CultureInfo.InvariantCulture,
            $"{deck.SourceFile}: valid; {deck.Stages.Count} stages, {deck.TotalSteps} steps, {time:G6} ps, "
            + $"potential {deck.Potential.TypeName}");
    }
}
