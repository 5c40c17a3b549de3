using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>Constant temperature: stochastic velocity rescaling.</summary>
public sealed record VelocityRescalingDeck : ThermostatDeck
{
    /// <summary>Relaxation time of the kinetic energy, fs.</summary>
    [Option("relaxation_fs", "Relaxation time of the kinetic energy, fs.", Min = 0, ExclusiveMin = true, Max = 1e9)]
    public double Relaxation { get; init; }

    /// <summary>Group that it acts on; all atoms when null.</summary>
    [Option("group", "Group of atoms that the thermostat acts on; all when absent.")]
    public string? Group { get; init; }

    /// <inheritdoc/>
    public override string? ActsOn => Group;
}
