using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the check of energy conservation.</summary>
[OptionVariant("nve-drift", "Soundness: how well dynamics conserve the energy, against the spread of the kinetic energy.")]
public sealed record NveDriftOptions : DynamicsOptions
{
    /// <summary>Temperature, K.</summary>
    [Option("temperature_K", "Temperature, K.", Required = false, Min = 0, ExclusiveMin = true, Max = 100000)]
    public double Temperature { get; init; } = 300.0;

    /// <summary>Steps before the judged ones.</summary>
    [Option("equilibration_steps", "Steps with a thermostat before those at constant energy.", Required = false, Min = 0, Max = 100000000)]
    public int Equilibration { get; init; } = 500;

    /// <summary>Largest sound drift and scatter, of the spread of the kinetic energy.</summary>
    [Option("largest_drift", "Drift in the run and scatter of the total energy up to which it is sound, as a part of the spread of the "
        + "kinetic energy; velocity Verlet at a sound time step has some thousandths.", Required = false, Min = 0, Max = 1e6)]
    public double Most { get; init; } = 0.05;

    /// <inheritdoc/>
    public override IProperty Create() => new NveDriftProperty(this);
}
