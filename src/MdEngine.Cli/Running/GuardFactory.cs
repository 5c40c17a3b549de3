using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Cli.Running;

/// <summary>Makes the guard of a run from its deck.</summary>
public static class GuardFactory
{
    private const double LeastTemperature = 20_000.0;

    /// <summary>Makes the guard; null when the deck wants none.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="stages">Its stages.</param>
    /// <param name="forces">Forces and lists of the run.</param>
    /// <param name="workers">Threads.</param>
    public static RunGuard? Create(Deck deck, IReadOnlyList<SimulationStage> stages, ForceLoop forces, WorkerPool workers)
    {
        GuardsDeck guards = deck.Guards;
        if (!guards.Enabled)
        {
            return null;
        }

        var limits = new GuardLimits
        {
            Every = guards.Every,
            Temperature = Limit(guards.Temperature ?? Math.Max(LeastTemperature, 10.0 * HottestOf(deck))),
            Displacement = Limit(guards.Displacement),
            Energy = Limit(guards.Energy),
            Distance = guards.Distance,
            DistanceEvery = guards.DistanceEvery,
            Lost = Limit(guards.Lost),
            Lists = guards.Lists == ListCheck.Stop,
        };
        return new RunGuard(limits, stages, forces, workers);
    }

    private static double Limit(double value) => value > 0.0 ? value : double.PositiveInfinity;

    private static double HottestOf(Deck deck) => deck.Stages
        .SelectMany(s => ThermostatsOf(s.Dynamics))
        .Select(t => Math.Max(t.Temperature, t.TemperatureEnd ?? 0.0))
        .Concat(deck.Stages.Select(s => s.Velocities?.Temperature ?? 0.0))
        .Append(deck.Velocities?.Temperature ?? 0.0)
        .Max();

    private static IEnumerable<ThermostatDeck> ThermostatsOf(DynamicsDeck dynamics) => dynamics switch
    {
        ThermostatDeck one => [one],
        CellRescalingDeck npt => [npt.Thermostat],
        GroupThermostatsDeck several => several.Thermostats,
        _ => [],
    };
}
