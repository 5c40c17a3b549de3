using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Constant temperature: Langevin dynamics.</summary>
public sealed record LangevinDeck : ThermostatDeck
{
    /// <summary>Friction coefficient, 1/ps.</summary>
    [Option("friction_per_ps", "Friction coefficient, 1/ps.", Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double Friction { get; init; }

    /// <summary>Group that it acts on; all atoms when null.</summary>
    [Option("group", "Group of atoms that the thermostat acts on; all when absent.")]
    public string? Group { get; init; }

    /// <inheritdoc/>
    public override string? ActsOn => Group;
}
