using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Constant temperature: Nose-Hoover chain, integrated by a Suzuki-Yoshida splitting.</summary>
public sealed record NoseHooverDeck : ThermostatDeck, IValidatedOptions
{
    /// <summary>Relaxation time, fs.</summary>
    [Option("relaxation_fs", "Relaxation time of the thermostat, fs.", Min = 0, ExclusiveMin = true, Max = 1e9)]
    public double Relaxation { get; init; }

    /// <summary>Number of thermostats in the chain.</summary>
    [Option("chain", "Number of thermostats in the chain.", Required = false, Min = 1, Max = 100)]
    public int Chain { get; init; } = 3;

    /// <summary>Substeps of the chain per half step.</summary>
    [Option("substeps", "Substeps of the chain in each half step.", Required = false, Min = 1, Max = 100)]
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
