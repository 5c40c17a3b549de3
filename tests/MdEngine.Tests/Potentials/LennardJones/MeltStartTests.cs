using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.LennardJones;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>
/// The start of LAMMPS's melt benchmark (bench/in.lj): fcc at the reduced density 0.8442, cutoff 2.5 sigma, 32,000 atoms at
/// T* = 1.44. Its log gives -6.7733681 epsilon an atom and a pressure of -5.0197073 epsilon/sigma^3.
/// </summary>
public sealed class MeltStartTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(Precision.Double, 4)]
    [InlineData(Precision.Double, 8)]
    [InlineData(Precision.Mixed, 8)]
    public void EnergyAndPressureAreThosePublished(Precision precision, int width)
    {
        const double epsilon = LennardJonesSystems.Epsilon, sigma = LennardJonesSystems.Sigma;
        Structure structure = LennardJonesSystems.Fcc(20, sigma * Math.Cbrt(4.0 / 0.8442));
        LennardJonesPotential potential = LennardJonesSystems.Potential(
            LennardJonesSystems.Argon(2.5 * sigma, LennardJonesTruncation.None), precision, width);
        var species = new SpeciesTable([PeriodicTable.Get("Ar")]);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        using var workers = new WorkerPool(2);
        MaxwellBoltzmann.Assign(state.Atoms, 1.44 * epsilon / PhysicalConstants.Boltzmann, 87287, exact: true);
        var forces = new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = 0.3 * sigma });
        forces.UpdateNeighbors(state);
        forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);

        int n = state.Atoms.Owned;
        double kinetic = new KineticSums().Energy(state.Atoms, workers);
        double energy = state.Forces.Energy / (n * epsilon);
        double pressure = ((2.0 * kinetic) + state.Forces.Virial.Trace) / (3.0 * state.Cell.Volume) * Math.Pow(sigma, 3) / epsilon;
        double temperature = 2.0 * kinetic / ((3 * n) - 3) / epsilon;
        output.WriteLine($"{precision}, width {width}: energy {energy:f10} epsilon, pressure {pressure:f10} epsilon/sigma^3, T* {temperature:f10}");
        n.ShouldBe(32_000);
        temperature.ShouldBe(1.44, 1e-12);
        // All digits that are published; in single precision seven digits of the energy, and as much of the two large parts
        // (kinetic 1.2, virial -6.2) that make the pressure.
        energy.ShouldBe(-6.7733681, precision == Precision.Double ? 0.5e-7 : 2e-6);
        pressure.ShouldBe(-5.0197073, precision == Precision.Double ? 0.5e-7 : 5e-6);
    }
}
