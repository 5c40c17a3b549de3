using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Integrators;

/// <summary>An integrator restored into new objects goes on bit for bit where the saved one stood.</summary>
public sealed class SaveRestoreTests
{
    private const int Steps = 60, Break = 23;

    public static TheoryData<string> Integrators =>
    [
        "NVE", "Langevin", "chain", "rescaling", "group thermostats", "rules", "piston", "full piston", "cell rescaling",
    ];

    [Theory]
    [MemberData(nameof(Integrators))]
    public void It_goes_on_bit_for_bit(string name)
    {
        var whole = new List<double>();
        using TestSystem first = Start();
        IIntegrator integrator = Make(name);
        integrator.Begin(Context(first, 0));
        var state = new StateBag();
        for (int step = 1; step <= Steps; step++)
        {
            Step(first, integrator, step, whole);
            if (step == Break)
            {
                first.State.Save(state.Section("state"));
                first.Forces.Save(state.Section("lists"));
                integrator.Save(state.Section("integrator"));
                whole.Clear();
            }
        }

        var rest = new List<double>();
        using TestSystem second = Start();
        IIntegrator restored = Make(name);
        // As in a run that goes on: the stage begins, then everything is put back.
        restored.Begin(Context(second, 0));
        second.State.Restore(state.Section("state"));
        second.Forces.Restore(second.State, state.Section("lists"));
        restored.Restore(state.Section("integrator"));
        restored.ConstrainedDegrees.ShouldBe(integrator.ConstrainedDegrees);
        for (int step = Break + 1; step <= Steps; step++)
        {
            Step(second, restored, step, rest);
        }

        whole.Count.ShouldBe(3 * (Steps - Break));
        rest.Select(BitConverter.DoubleToInt64Bits).ShouldBe(whole.Select(BitConverter.DoubleToInt64Bits));
        second.Atoms.Vx.ToArray().ShouldBe(first.Atoms.Vx.ToArray());
        second.State.Cell.Vectors.ShouldBe(first.State.Cell.Vectors);
    }

    private static TestSystem Start()
    {
        TestSystem argon = TestSystem.Argon(2, cutoff: 5.5, skin: 0.3);
        MaxwellBoltzmann.Assign(argon.Atoms, 300.0, 4);
        argon.Forces.UpdateNeighbors(argon.State);
        argon.Forces.Compute(argon.State, ForceNeeds.Virial | ForceNeeds.Energy);
        return argon;
    }

    private static StepContext Context(TestSystem system, int step) =>
        new(system.State, system.Workers, step, 4.0, step / (double)Steps);

    private static void Step(TestSystem system, IIntegrator integrator, int step, List<double> record)
    {
        system.State.Step = step;
        integrator.FirstHalf(Context(system, step));
        system.Forces.UpdateNeighbors(system.State);
        system.Forces.Compute(system.State, integrator.Needs);
        integrator.SecondHalf(Context(system, step));
        record.AddRange([system.KineticEnergy, integrator.ReservoirEnergy, system.Atoms.X[system.Atoms.Id.IndexOf(7)]]);
    }

    private static IIntegrator Make(string name)
    {
        var t = new TemperatureRamp(100.0, 200.0);
        var p = PressureRamp.Linear(0.0, 0.5);
        var full = new CellFreedom(CellCoupling.Full);
        AtomGroup some = Group(id => id < 9), others = Group(id => id > 20);
        return name switch
        {
            "Langevin" => new VelocityVerlet(new LangevinThermostat(t, 100.0, 7)),
            "chain" => new VelocityVerlet(new NoseHooverChain(t, 100.0)),
            "rescaling" => new VelocityVerlet(new StochasticVelocityRescaling(t, 100.0, 7)),
            "group thermostats" => new VelocityVerlet(new ThermostatSet(
                [new StochasticVelocityRescaling(t, 100.0, 7, some), new LangevinThermostat(t, 100.0, 7, others)])),
            "rules" => new VelocityVerlet(rules: new MotionRules
            {
                Frozen = some,
                Forces = [new ConstantForce(others, new Double3(0.01, 0, 0))],
                Drift = new DriftRemoval(7),
            }),
            "piston" => new MartynaTobiasKlein(t, 100.0, p, 300.0),
            "full piston" => new MartynaTobiasKlein(t, 100.0, p, 300.0, full, rules: new MotionRules { Drift = new DriftRemoval(7) }),
            "cell rescaling" => new VelocityVerlet(
                new StochasticVelocityRescaling(t, 100.0, 7), barostat: new StochasticCellRescaling(t, p, 300.0, 1.0, 7, full)),
            _ => new VelocityVerlet(),
        };
    }

    private static AtomGroup Group(Func<int, bool> holds) =>
        new("some", (bool[])[.. Enumerable.Range(0, 32).Select(holds)]);
}
