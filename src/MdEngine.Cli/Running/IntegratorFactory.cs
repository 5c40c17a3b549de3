using System;
using MdEngine.Cli.Decks;
using MdEngine.Core.Motion;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Minimizers;
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
        stage.Name, stage.Steps, stage.Timestep ?? deck.Timestep, WithVelocities(deck, stage, stage.Dynamics switch
        {
            FireDeck fire => new FireMinimizer(Target(fire)),
            LbfgsDeck lbfgs => new LbfgsMinimizer(Target(lbfgs), lbfgs.Memory),
            DynamicsDeck dynamics => new VelocityVerlet(Thermostat(dynamics, deck.Seed)),
        }));

    private static MinimizationTarget Target(MinimizerDeck deck)
    {
        var standard = new MinimizationTarget();
        return standard with
        {
            ForceTolerance = deck.ForceTolerance,
            StressTolerance = deck.StressTolerance ?? standard.StressTolerance,
            Cell = deck.Cell,
            Pressure = deck.Pressure ?? 0.0,
            MaxStep = deck.MaxStep,
            RequireConvergence = deck.RequireConvergence,
        };
    }

    private static IIntegrator WithVelocities(Deck deck, StageDeck stage, IIntegrator integrator)
    {
        if (stage.Velocities is not { } velocities)
        {
            return integrator;
        }

        // Each stage draws its own: a seed far from that of any other.
        ulong number = 1;
        for (int k = 0; k < deck.Stages.Count && !ReferenceEquals(deck.Stages[k], stage); k++)
        {
            number++;
        }

        return new FreshVelocities(
            integrator, velocities.Temperature, deck.Seed ^ (number * 0xD1B54A32D192ED03UL), velocities.Exact,
            velocities.ZeroMomentum);
    }

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
