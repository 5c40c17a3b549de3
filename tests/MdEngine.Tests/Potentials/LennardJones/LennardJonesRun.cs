using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>A Lennard-Jones system ready to run.</summary>
internal sealed class LennardJonesRun : IDisposable
{
    public LennardJonesRun(Structure structure, IPotential potential, int threads = 1, double skin = 1.0, int rebuildEvery = 0)
    {
        var species = new SpeciesTable([PeriodicTable.Get("Ar")]);
        State = new SimulationState(AtomState.From(structure, species), structure.Cell);
        Workers = new WorkerPool(threads);
        Forces = new ForceLoop(potential, species, Workers, new NeighborPolicy { Skin = skin, RebuildEvery = rebuildEvery });
    }

    public SimulationState State { get; }

    public AtomState Atoms => State.Atoms;

    public WorkerPool Workers { get; }

    public ForceLoop Forces { get; }

    /// <summary>Rahman's 864 atoms of argon at 1.374 g/cm^3, as an fcc crystal with velocities of a temperature.</summary>
    public static LennardJonesRun Argon(
        double temperature, int threads = 1, Precision precision = Precision.Double, double skin = 1.0, int rebuildEvery = 0, ulong seed = 1)
    {
        double a = Math.Cbrt(4.0 * PeriodicTable.Get("Ar").StandardMass * PhysicalConstants.GramPerCubicCentimetre / 1.374);
        var run = new LennardJonesRun(
            LennardJonesSystems.Fcc(6, a),
            LennardJonesSystems.Potential(LennardJonesSystems.Argon(), precision), threads, skin, rebuildEvery);
        MaxwellBoltzmann.Assign(run.Atoms, temperature, seed, exact: true);
        return run;
    }

    /// <summary>LAMMPS's melt: 4 n^3 atoms at the reduced density 0.8442, T* = 1.44, cutoff 2.5 sigma.</summary>
    public static LennardJonesRun Melt(int n, int threads = 1, Precision precision = Precision.Double, int rebuildEvery = 20)
    {
        const double sigma = LennardJonesSystems.Sigma;
        var run = new LennardJonesRun(
            LennardJonesSystems.Fcc(n, sigma * Math.Cbrt(4.0 / 0.8442)),
            LennardJonesSystems.Potential(LennardJonesSystems.Argon(2.5 * sigma, LennardJonesTruncation.None), precision),
            threads, 0.3 * sigma, rebuildEvery);
        MaxwellBoltzmann.Assign(run.Atoms, 1.44 * LennardJonesSystems.Epsilon / PhysicalConstants.Boltzmann, 87287);
        return run;
    }

    /// <summary>Makes a liquid of a crystal: 9 ps with Langevin's thermostat.</summary>
    public void Melt(double temperature, int steps = 1500) => Run(
        steps, 6.0, new VelocityVerlet(new LangevinThermostat(TemperatureRamp.Constant(temperature), 300.0, 3)));

    /// <summary>Steps at constant energy.</summary>
    public void Run(long steps, double timestep, params IObserver[] observers) =>
        Run(steps, timestep, new VelocityVerlet(), observers);

    public void Run(long steps, double timestep, IIntegrator integrator, params IObserver[] observers) =>
        new SimulationLoop(State, Forces, Workers, observers).Run([new SimulationStage("run", steps, timestep, integrator)]);

    /// <summary>Positions by identity, not wrapped.</summary>
    public Double3[] Positions()
    {
        var r = new Double3[Atoms.Owned];
        for (int i = 0; i < r.Length; i++)
        {
            r[Atoms.Id[i]] = new Double3(Atoms.X[i], Atoms.Y[i], Atoms.Z[i])
                + State.Cell.ToCartesian(new Double3(Atoms.ImageA[i], Atoms.ImageB[i], Atoms.ImageC[i]));
        }

        return r;
    }

    /// <summary>The bits of everything that moves, as it stands in memory.</summary>
    public long[] Bits()
    {
        double[] all =
        [
            .. Atoms.X[..Atoms.Owned], .. Atoms.Y[..Atoms.Owned], .. Atoms.Z[..Atoms.Owned],
            .. Atoms.Vx, .. Atoms.Vy, .. Atoms.Vz, .. Atoms.Fx, .. Atoms.Fy, .. Atoms.Fz,
        ];
        return [.. all.Select(BitConverter.DoubleToInt64Bits), .. Atoms.Id.ToArray().Select(id => (long)id)];
    }

    public void Dispose() => Workers.Dispose();
}
