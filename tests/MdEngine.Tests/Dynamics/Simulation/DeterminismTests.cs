using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Simulation;

public sealed class DeterminismTests
{
    public static TheoryData<string> Ensembles => ["NVE", "Langevin", "chain", "rescaling"];

    public static TheoryData<string> Barostats => ["piston", "full piston", "cell rescaling"];

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Trajectories_are_the_same_bit_for_bit_whatever_the_threads(string ensemble)
    {
        // Several chunks of 2048 atoms, and lists rebuilt on the way.
        double[] one = Trajectory(ensemble, 1);
        Trajectory(ensemble, 2).ShouldBe(one);
        Trajectory(ensemble, 8).ShouldBe(one);
    }

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void Steps_allocate_nothing(string ensemble)
    {
        // A cold crystal, so that no list is rebuilt: a rebuild may enlarge buffers.
        using TestSystem argon = TestSystem.Argon(3, cutoff: 6.0, skin: 2.0, latticeConstant: 5.3);
        MaxwellBoltzmann.Assign(argon.Atoms, 10.0, 2);
        var meter = new AllocationMeter();
        argon.Run(new VelocityVerlet(Thermostat(ensemble)), 400, 2.0, meter);
        argon.Forces.Statistics.Rebuilds.ShouldBe(1);
        meter.Allocated.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Barostats))]
    public void Cells_are_the_same_bit_for_bit_whatever_the_threads(string barostat)
    {
        double[] one = Trajectory(Barostat(barostat), 1);
        Trajectory(Barostat(barostat), 2).ShouldBe(one);
        Trajectory(Barostat(barostat), 8).ShouldBe(one);
    }

    private static double[] Trajectory(string ensemble, int threads) =>
        Trajectory(new VelocityVerlet(Thermostat(ensemble)), threads);

    private static double[] Trajectory(IIntegrator integrator, int threads)
    {
        using TestSystem argon = TestSystem.Argon(9, cutoff: 4.5, threads, skin: 0.3);
        MaxwellBoltzmann.Assign(argon.Atoms, 300.0, 2);
        var conserved = Probe.Conserved(10);
        argon.Run(integrator, 40, 4.0, conserved);
        argon.Forces.Statistics.Rebuilds.ShouldBeGreaterThan(1);
        List<double> all = [.. argon.Atoms.X[..argon.Atoms.Owned], .. argon.Atoms.Vz, .. argon.Atoms.Fy, .. conserved.Values];
        return [.. all];
    }

    private static IIntegrator Barostat(string name)
    {
        var temperature = new TemperatureRamp(100.0, 200.0);
        var pressure = PressureRamp.Linear(0.0, 0.5);
        var full = new CellFreedom(CellCoupling.Full);
        return name switch
        {
            "piston" => new MartynaTobiasKlein(temperature, 100.0, pressure, 500.0),
            "full piston" => new MartynaTobiasKlein(temperature, 100.0, pressure, 500.0, full),
            _ => new VelocityVerlet(
                new LangevinThermostat(temperature, 100.0, 77),
                barostat: new StochasticCellRescaling(temperature, pressure, 500.0, 1.0, 77, full)),
        };
    }

    private static IThermostat? Thermostat(string ensemble) => ensemble switch
    {
        "Langevin" => new LangevinThermostat(new TemperatureRamp(10.0, 20.0), 100.0, 77),
        "rescaling" => new StochasticVelocityRescaling(new TemperatureRamp(10.0, 20.0), 100.0, 77),
        "chain" => new NoseHooverChain(new TemperatureRamp(10.0, 20.0), 100.0),
        _ => null,
    };

    /// <summary>Bytes that this thread allocates from step 200 to step 300.</summary>
    private sealed class AllocationMeter : IObserver
    {
        private long _first;

        public long Allocated { get; private set; } = -1;

        public ForceNeeds Needs => ForceNeeds.Energy | ForceNeeds.Virial;

        // Due at every step: observing must not allocate either.
        public bool IsDue(long step, int stageIndex, bool lastOfStage) => true;

        public void Observe(in StepObservation observation)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            if (observation.State.Step == 200)
            {
                _first = now;
            }
            else if (observation.State.Step == 300)
            {
                Allocated = now - _first;
            }
        }

        public void Finish()
        {
        }
    }
}
