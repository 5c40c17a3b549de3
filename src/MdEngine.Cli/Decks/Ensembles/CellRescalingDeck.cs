using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>Constant pressure and temperature: stochastic cell rescaling with a thermostat.</summary>
public sealed record CellRescalingDeck : DynamicsDeck, IValidatedOptions
{
    /// <summary>The thermostat.</summary>
    [Option("thermostat", "Thermostat of all atoms; its temperature is the barostat's too.")]
    public ThermostatDeck Thermostat { get; init; } = new NoseHooverDeck();

    /// <summary>The barostat.</summary>
    [Option("barostat", "Pressure, relaxation time and freedom of the cell.")]
    public RescalingBarostatDeck Barostat { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Thermostat.ActsOn is not null)
        {
            yield return ("thermostat:group", "under a barostat the thermostat acts on all atoms; leave the key out");
        }
    }
}
