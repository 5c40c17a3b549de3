using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>A comparison of potentials as its JSON deck describes it, checked.</summary>
public sealed record ComparisonDeck : DeckRoot, IValidatedOptions
{
    /// <summary>Potentials.</summary>
    [Option("potentials", "Potentials to compare, each with a name.", MinCount = 1)]
    public IReadOnlyList<NamedPotentialDeck> Potentials { get; init; } = [];

    /// <summary>Sets of reference data.</summary>
    [Option("reference", "Sets of reference data, of which the errors are found.", Required = false)]
    public IReadOnlyList<ReferenceDeck> Reference { get; init; } = [];

    /// <summary>Properties.</summary>
    [Option("properties", "Properties to find with each potential.", Required = false)]
    public IReadOnlyList<PropertyOptions> Properties { get; init; } = [];

    /// <summary>Simulations.</summary>
    [Option("simulations", "Simulations to run with each potential.", Required = false)]
    public IReadOnlyList<TrialDeck> Simulations { get; init; } = [];

    /// <summary>Frames on which potentials are compared.</summary>
    [Option("disagreement_frames", "Most frames of each trajectory on which the forces of all potentials are compared; 0 for none.",
        Required = false, Min = 0, Max = 100000)]
    public int DisagreementFrames { get; init; } = 20;

    /// <summary>Cost.</summary>
    [Option("cost", "How cost is measured; not at all when absent.")]
    public CostDeck? Cost { get; init; }

    /// <summary>What it leaves.</summary>
    [Option("output", "What the comparison writes.", Required = false)]
    public ComparisonOutputDeck Output { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        IEnumerable<(string Key, string Message)> names = ComparisonNames.CheckDistinct("potentials", Potentials.Select(p => p.Name))
            .Concat(ComparisonNames.CheckDistinct("reference", Reference.Select(r => r.Name)))
            .Concat(ComparisonNames.CheckDistinct("simulations", Simulations.Select(s => s.Name)));
        foreach ((string Key, string Message) fault in names)
        {
            yield return fault;
        }

        if (Reference.Count + Properties.Count + Simulations.Count == 0 && Cost is null)
        {
            yield return ("", "nothing is to be compared: expected \"reference\", \"properties\", \"simulations\" or \"cost\"");
        }

        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string? file) in Output.Files())
        {
            if (file is not null && !seen.TryAdd(file, key))
            {
                yield return ($"output:{key}", $"the same file as \"{seen[file]}\"; expected another one");
            }
        }
    }
}
