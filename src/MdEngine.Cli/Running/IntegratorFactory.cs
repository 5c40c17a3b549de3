using System;
using MdEngine.Cli.Decks;
using MdEngine.Core.Motion;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Cli.Running;

/// <summary>Makes the stages of a run from those of its deck.</summary>
public static class IntegratorFactory
{
    /// <summary>Makes one stage with an integrator of its own.</summary>
    /// <param name="deck">Deck, for its seed and timestep.</param>
    /// <param name="stage">One of its stages.</param>
    public static SimulationStage Create(Deck deck, StageDeck stage) => new(
        stage.Name, stage.Steps, stage.Timestep ?? deck.Timestep, new VelocityVerlet(Thermostat(stage.Dynamics, deck.Seed)),
        stage.LargestMove);

    private static IThermostat? Thermostat(DynamicsDeck dynamics, ulong seed) => dynamics switch
    {
        NveDeck => null,
        // Friction is the inverse of the relaxation time; 1/ps to fs.
        LangevinDeck langevin => new LangevinThermostat(Ramp(langevin), 1000.0 / langevin.Friction, seed),
        NoseHooverDeck chain => new NoseHooverChain(
            Ramp(chain), chain.Relaxation, chain.Chain, chain.Order, chain.Substeps),
        _ => throw new ArgumentOutOfRangeException(nameof(dynamics)),
    };

    private static TemperatureRamp Ramp(ThermostatDeck deck) =>
        new(deck.Temperature, deck.TemperatureEnd ?? deck.Temperature);
}
