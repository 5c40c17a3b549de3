using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>How a comparison measures cost: dynamics at constant energy.</summary>
public sealed record CostDeck : IValidatedOptions
{
    /// <summary>Structure.</summary>
    [Option("structure", "Structure to measure on.")]
    public StructureDeck Structure { get; init; } = new();

    /// <summary>Repetitions of the structure.</summary>
    [Option("sizes", "Sizes to measure: repetitions of the structure along its three vectors.", Required = false, MinCount = 1)]
    public IReadOnlyList<IReadOnlyList<int>> Sizes { get; init; } = [[1, 1, 1]];

    /// <summary>Numbers of threads.</summary>
    [Option("threads", "Numbers of threads to measure with.", Required = false, Min = 1, Max = 4096, MinCount = 1)]
    public IReadOnlyList<int> Threads { get; init; } = [1];

    /// <summary>Temperature, K.</summary>
    [Option("temperature_K", "Temperature of the initial velocities, K.", Required = false, Min = 0, Max = 1e7)]
    public double Temperature { get; init; } = 300.0;

    /// <summary>Time step, fs.</summary>
    [Option("timestep_fs", "Time step, fs.", Required = false, Min = 0, ExclusiveMin = true, Max = 1000)]
    public double Timestep { get; init; } = 1.0;

    /// <summary>Skin, Angstrom.</summary>
    [Option("skin_A", "Distance beyond the cutoff up to which neighbours are listed, Angstrom.", Required = false, Min = 0, Max = 100)]
    public double Skin { get; init; } = 1.0;

    /// <summary>Measurements of each case.</summary>
    [Option("repeats", "Measurements of each case; their median counts.", Required = false, Min = 1, Max = 1000)]
    public int Repeats { get; init; } = 5;

    /// <summary>Wall time of a measurement, s.</summary>
    [Option("seconds", "Wall time of a measurement, s; it makes one step at least.", Required = false, Min = 0, Max = 3600)]
    public double Seconds { get; init; } = 0.5;

    /// <summary>Wall time before the first measurement, s.</summary>
    [Option("warm_up_s", "Wall time of steps before the first measurement, s.", Required = false, Min = 0, Max = 3600)]
    public double WarmUp { get; init; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        for (int k = 0; k < Sizes.Count; k++)
        {
            double copies = Sizes[k].Count == 3 ? (double)Sizes[k][0] * Sizes[k][1] * Sizes[k][2] : 0.0;
            if (Sizes[k].Count != 3 || Sizes[k][0] < 1 || Sizes[k][1] < 1 || Sizes[k][2] < 1 || copies > 1e6)
            {
                yield return ($"sizes:{k}", $"found [{string.Join(", ", Sizes[k])}], expected 3 integers >= 1 of a product <= 1000000");
            }
        }
    }
}
