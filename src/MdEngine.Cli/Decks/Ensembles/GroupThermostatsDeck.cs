using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>Several thermostats, each on a group of its own; atoms in none of them move freely.</summary>
public sealed record GroupThermostatsDeck : DynamicsDeck, IValidatedOptions
{
    /// <summary>The thermostats.</summary>
    [Option("thermostats", "Thermostats, each with a \"group\" of its own.", MinCount = 1, MaxCount = 1000)]
    public IReadOnlyList<ThermostatDeck> Thermostats { get; init; } = [];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        for (int k = 0; k < Thermostats.Count; k++)
        {
            if (Thermostats[k] is NoseHooverDeck)
            {
                yield return ($"thermostats:{k}:type",
                    "a Nose-Hoover chain acts on all atoms; for a group take \"langevin\" or \"velocity-rescaling\"");
            }
            else if (Thermostats[k].ActsOn is null)
            {
                yield return ($"thermostats:{k}:group", "missing; expected the group that this thermostat acts on");
            }
        }
    }
}
