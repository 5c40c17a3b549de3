using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>What all dynamics with Nose-Hoover chains have, integrated by a Suzuki-Yoshida splitting.</summary>
public abstract record ChainDeck : ThermostatDeck, IValidatedOptions
{
    /// <summary>Relaxation time, fs.</summary>
    [Option("relaxation_fs", "Relaxation time of the thermostat, fs.", Min = 0, ExclusiveMin = true, Max = 1e9)]
    public double Relaxation { get; init; }

    /// <summary>Number of thermostats in a chain.</summary>
    [Option("chain", "Number of thermostats in a chain.", Required = false, Min = 1, Max = 100)]
    public int Chain { get; init; } = 3;

    /// <summary>Substeps of a chain per half step.</summary>
    [Option("substeps", "Substeps of a chain in each half step.", Required = false, Min = 1, Max = 100)]
    public int Substeps { get; init; } = 1;

    /// <summary>Number of Suzuki-Yoshida weights: 3, 5 or 7.</summary>
    [Option("order", "Number of Suzuki-Yoshida weights: 3, 5 or 7.", Required = false, Min = 3, Max = 7)]
    public int Order { get; init; } = 3;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Order % 2 == 0)
        {
            yield return ("order", $"found {Order}, expected 3, 5 or 7");
        }
    }
}
