using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Cli.Running;

/// <summary>Makes the stages of a run from those of its deck.</summary>
/// <param name="deck">Deck, for its seed and timestep.</param>
/// <param name="structure">Its structure, for cell and groups.</param>
/// <exception cref="InputException">A group does not fit the structure.</exception>
public sealed class IntegratorFactory(Deck deck, Structure structure)
{
    private readonly DeckGroups _groups = new(deck, structure);

    /// <summary>Makes one stage with an integrator of its own.</summary>
    /// <param name="stage">One of the deck's stages.</param>
    /// <exception cref="InputException">The stage does not fit the structure.</exception>
    public SimulationStage Create(StageDeck stage)
    {
        try
        {
            return new SimulationStage(
                stage.Name, stage.Steps, stage.Timestep ?? deck.Timestep,
                WithVelocities(stage, Integrator(stage.Dynamics, Rules(stage))), stage.LargestMove);
        }
        catch (InputException e) when (e.File is null)
        {
            throw new InputException($"stage \"{stage.Name}\": {e.Message}", deck.SourceFile, 0, e);
        }
    }

    private static MinimizationTarget Target(MinimizerDeck minimizer)
    {
        var standard = new MinimizationTarget();
        return standard with
        {
            ForceTolerance = minimizer.ForceTolerance,
            StressTolerance = minimizer.StressTolerance ?? standard.StressTolerance,
            Cell = minimizer.Cell,
            Pressure = minimizer.Pressure ?? 0.0,
            MaxStep = minimizer.MaxStep,
            RequireConvergence = minimizer.RequireConvergence,
        };
    }

    private IIntegrator WithVelocities(StageDeck stage, IIntegrator integrator)
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

    private IIntegrator Integrator(DynamicsDeck dynamics, MotionRules? rules)
    {
        switch (dynamics)
        {
            case FireDeck fire:
                return new FireMinimizer(Target(fire), rules?.Frozen);
            case LbfgsDeck lbfgs:
                return new LbfgsMinimizer(Target(lbfgs), lbfgs.Memory, rules?.Frozen);
            case MartynaTobiasKleinDeck npt:
                CellFreedom freedom = Freedom(npt.Barostat);
                return new MartynaTobiasKlein(
                    Ramp(npt), npt.Relaxation, Pressure(npt.Barostat), npt.Barostat.Relaxation, freedom,
                    npt.Chain, npt.Order, npt.Substeps, rules: rules);
            case CellRescalingDeck npt:
                RescalingBarostatDeck cell = npt.Barostat;
                var barostat = new StochasticCellRescaling(
                    Ramp(npt.Thermostat), Pressure(cell), cell.Relaxation, cell.Compressibility, deck.Seed, Freedom(cell));
                return new VelocityVerlet(Thermostat(npt.Thermostat, rules, 0), barostat: barostat, rules: rules);
            case GroupThermostatsDeck several:
                return new VelocityVerlet(Thermostats(several, rules), rules: rules);
            case ThermostatDeck one:
                return new VelocityVerlet(Thermostat(one, rules, 0), rules: rules);
            default:
                return new VelocityVerlet(rules: rules);
        }
    }

    private IThermostat Thermostat(ThermostatDeck thermostat, MotionRules? rules, int slot)
    {
        AtomGroup? group = thermostat.ActsOn is null ? null : _groups[thermostat.ActsOn];
        if (group is not null && rules?.Frozen?.Overlaps(group) == true)
        {
            throw new InputException($"group \"{group.Name}\" has a thermostat but holds frozen atoms; take them out of it");
        }

        return thermostat switch
        {
            // Friction is the inverse of the relaxation time; 1/ps to fs.
            LangevinDeck langevin => new LangevinThermostat(Ramp(langevin), 1000.0 / langevin.Friction, deck.Seed, group),
            VelocityRescalingDeck rescaling => new StochasticVelocityRescaling(
                Ramp(rescaling), rescaling.Relaxation, deck.Seed, group, slot),
            NoseHooverDeck chain => new NoseHooverChain(
                Ramp(chain), chain.Relaxation, chain.Chain, chain.Order, chain.Substeps),
            _ => throw new ArgumentOutOfRangeException(nameof(thermostat)),
        };
    }

    private ThermostatSet Thermostats(GroupThermostatsDeck several, MotionRules? rules)
    {
        AtomGroup[] groups = [.. several.Thermostats.Select(t => _groups[t.ActsOn!])];
        for (int k = 0; k < groups.Length; k++)
        {
            for (int other = 0; other < k; other++)
            {
                if (groups[k].Overlaps(groups[other]))
                {
                    throw new InputException(
                        $"the groups \"{groups[other].Name}\" and \"{groups[k].Name}\" share atoms; an atom can have one thermostat only");
                }
            }
        }

        return new ThermostatSet([.. several.Thermostats.Select((t, slot) => Thermostat(t, rules, slot))]);
    }

    private MotionRules? Rules(StageDeck stage)
    {
        if (stage.Frozen is null && stage.Forces is null && stage.RemoveDrift is null)
        {
            return null;
        }

        if (stage.RemoveDrift is { Angular: true } && _groups.Cell.PeriodicAxes > 0)
        {
            throw new InputException(
                "\"remove_drift\": the rotation of the whole can be taken away in open space only, but the cell is periodic");
        }

        AtomGroup? frozen = stage.Frozen is null
            ? null
            : AtomGroup.Union(string.Join(" + ", stage.Frozen), [.. stage.Frozen.Select(name => _groups[name])]);
        return frozen is { IsAll: true }
            ? throw new InputException("\"frozen\": no atom is left to move; expected groups that leave some")
            : new MotionRules
            {
                Frozen = frozen,
                Forces = [.. (stage.Forces ?? []).Select(f =>
                    new ConstantForce(_groups[f.Group], new Double3(f.Force[0], f.Force[1], f.Force[2])))],
                Drift = stage.RemoveDrift is { } drift ? new DriftRemoval(drift.Every, drift.Linear, drift.Angular) : null,
            };
    }

    private CellFreedom Freedom(BarostatDeck barostat)
    {
        bool Free(AxisName axis) => barostat.Axes is null || barostat.Axes.Contains(axis);
        var freedom = new CellFreedom(barostat.Coupling, Free(AxisName.X), Free(AxisName.Y), Free(AxisName.Z));
        freedom.Check(_groups.Cell);
        return freedom;
    }

    private static PressureRamp Pressure(BarostatDeck barostat) => barostat.Stress is { } stress
        ? PressureRamp.FromStress(Tensor(stress), Tensor(barostat.StressEnd ?? stress))
        : PressureRamp.Linear(barostat.Pressure!.Value, barostat.PressureEnd ?? barostat.Pressure.Value);

    private static Matrix3 Tensor(IReadOnlyList<double> s) => new(s[0], s[5], s[4], s[5], s[1], s[3], s[4], s[3], s[2]);

    private static TemperatureRamp Ramp(ThermostatDeck thermostat) =>
        new(thermostat.Temperature, thermostat.TemperatureEnd ?? thermostat.Temperature);
}
