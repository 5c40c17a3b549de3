using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>What all thermostats have: a temperature that may change linearly over the stage.</summary>
[Variant("langevin", typeof(LangevinDeck), "Langevin dynamics, BAOAB splitting.")]
[Variant("nose-hoover", typeof(NoseHooverDeck), "Nose-Hoover chain.")]
[Variant("velocity-rescaling", typeof(VelocityRescalingDeck), "Stochastic velocity rescaling.")]
public abstract record ThermostatDeck : DynamicsDeck
{
    /// <summary>Temperature at the beginning of the stage, K.</summary>
    [Option("temperature_K", "Temperature, K.", Min = 0, ExclusiveMin = true, Max = 1e7)]
    public double Temperature { get; init; }

    /// <summary>Temperature at the end of the stage, K; constant when null.</summary>
    [Option("temperature_end_K", "Temperature at the end of the stage, reached linearly, K; constant when absent.",
        Min = 0, ExclusiveMin = true, Max = 1e7)]
    public double? TemperatureEnd { get; init; }

    /// <summary>Name of the group that it acts on; null for all atoms.</summary>
    public virtual string? ActsOn => null;
}
