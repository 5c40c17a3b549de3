using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Tests.Potentials.LennardJones;

namespace MdEngine.Tests.Dynamics;

/// <summary>A small system ready to run: state, threads, forces.</summary>
internal sealed class TestSystem : IDisposable
{
    /// <summary>Rahman's argon: sigma 3.4 Angstrom, epsilon/k 120 K (Phys. Rev. 136, A405 (1964)).</summary>
    public const double Sigma = 3.4, Epsilon = 120.0 * 1.380649e-23 / 1.602176634e-19;

    private TestSystem(Structure structure, IPotential potential, int threads, NeighborPolicy policy)
    {
        var species = new SpeciesTable([PeriodicTable.Get("Ar")]);
        Atoms = AtomState.From(structure, species);
        State = new SimulationState(Atoms, structure.Cell);
        Workers = new WorkerPool(threads);
        Forces = new ForceLoop(potential, species, Workers, policy);
    }

    public AtomState Atoms { get; }

    public SimulationState State { get; }

    public WorkerPool Workers { get; }

    public ForceLoop Forces { get; }

    public double KineticEnergy => new KineticSums().Energy(Atoms, Workers);

    /// <summary>Argon, fcc, <paramref name="cells"/>^3 cubic cells, at the density of the liquid at 94.4 K.</summary>
    public static TestSystem Argon(
        int cells, double cutoff = 8.0, int threads = 1, double skin = 1.0, double latticeConstant = 5.7966,
        Func<IPotential, IPotential>? change = null)
    {
        Element ar = PeriodicTable.Get("Ar");
        var positions = new List<Double3>();
        for (int k = 0; k < cells * cells * cells; k++)
        {
            var corner = new Double3(k / (cells * cells), k / cells % cells, k % cells);
            foreach (Double3 site in new Double3[] { new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0) })
            {
                positions.Add(latticeConstant * (corner + site));
            }
        }

        double length = cells * latticeConstant;
        var structure = new Structure(
            SimulationCell.Orthorhombic(length, length, length), Fill(ar, positions.Count), [.. positions]);
        IPotential potential = new ForceShiftedLennardJones(ar, Epsilon, Sigma, cutoff);
        return new TestSystem(
            structure, change?.Invoke(potential) ?? potential, threads,
            new NeighborPolicy { Skin = skin });
    }

    /// <summary>Independent oscillators (or, with stiffness 0 eV/Angstrom^2, free atoms) of argon's mass at rest.</summary>
    public static TestSystem Wells(int atoms, double stiffness, int threads = 1)
    {
        Element ar = PeriodicTable.Get("Ar");
        var positions = new Double3[atoms];
        for (int k = 0; k < atoms; k++)
        {
            positions[k] = new Double3(HarmonicWells.Spacing * k, 0.0, 0.0);
        }

        // Lists hold nothing and never need renewal.
        return new TestSystem(
            new Structure(SimulationCell.Open, Fill(ar, atoms), positions), new HarmonicWells(ar, stiffness), threads,
            new NeighborPolicy { Skin = 0.1, RebuildEvery = int.MaxValue });
    }

    /// <summary>Argon, fcc, with the fast kernel; force-shifted.</summary>
    public static TestSystem FastArgon(int cells, double cutoff, double latticeConstant, double skin = 1.0, int threads = 1)
    {
        var potential = LennardJonesSystems.Potential(LennardJonesSystems.Argon(cutoff));
        return new TestSystem(
            LennardJonesSystems.Fcc(cells, latticeConstant), potential, threads, new NeighborPolicy { Skin = skin });
    }

    /// <summary>Free atoms of argon's mass in a cubic periodic cell.</summary>
    public static TestSystem Gas(int atoms, double length)
    {
        Element ar = PeriodicTable.Get("Ar");
        var positions = new Double3[atoms];
        for (int k = 0; k < atoms; k++)
        {
            positions[k] = length * new Double3((k + 0.5) / atoms, 0.3, 0.7);
        }

        // Lists hold nothing and never need renewal.
        return new TestSystem(
            new Structure(SimulationCell.Orthorhombic(length, length, length), Fill(ar, atoms), positions),
            new HarmonicWells(ar, 0.0), 1, new NeighborPolicy { Skin = 0.1, RebuildEvery = int.MaxValue });
    }

    /// <summary>A cluster of 13 argon atoms in open space, an icosahedron at its size of least energy.</summary>
    public static TestSystem Cluster()
    {
        Element ar = PeriodicTable.Get("Ar");
        double golden = 0.5 * (1.0 + Math.Sqrt(5.0)), unit = 1.08 * Sigma / Math.Sqrt(1.0 + (golden * golden));
        var positions = new List<Double3> { Double3.Zero };
        foreach (double a in new[] { -1.0, 1.0 })
        {
            foreach (double b in new[] { -golden, golden })
            {
                positions.Add(unit * new Double3(0, a, b));
                positions.Add(unit * new Double3(a, b, 0));
                positions.Add(unit * new Double3(b, 0, a));
            }
        }

        return new TestSystem(
            new Structure(SimulationCell.Open, Fill(ar, 13), [.. positions]),
            new ForceShiftedLennardJones(ar, Epsilon, Sigma, 12.0), 1, new NeighborPolicy { Skin = 1.0 });
    }

    /// <summary>One stage.</summary>
    public RunOutcome Run(IIntegrator integrator, long steps, double timestep, params IObserver[] observers) =>
        new SimulationLoop(State, Forces, Workers, observers)
            .Run([new SimulationStage("test", steps, timestep, integrator)]);

    public void Dispose() => Workers.Dispose();

    private static Element[] Fill(Element element, int count)
    {
        var elements = new Element[count];
        Array.Fill(elements, element);
        return elements;
    }
}
