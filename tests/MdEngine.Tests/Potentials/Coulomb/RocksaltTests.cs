using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Buckingham;
using MdEngine.Potentials.Coulomb;
using MdEngine.Tests.Dynamics;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Coulomb;

/// <summary>The model of potentials/NaCl-BornMayer: Born-Mayer repulsion and charges on an Ewald mesh.</summary>
public sealed class RocksaltTests(ITestOutputHelper output)
{
    // So that the pressure vanishes when neighbours are 2.82 Angstrom apart.
    private const double Rho = 0.321, Neighbour = 2.82, Repulsion = 1102.175840964771;

    [Fact]
    public void TheCrystalRestsWhereItShould()
    {
        Structure crystal = IonicSystems.Rocksalt(3, 2.0 * Neighbour);
        Evaluation e = Evaluation.Of(Potential(1e-8, 8.4), crystal, needs: ForceNeeds.Energy | ForceNeeds.Virial);
        double pairs = crystal.Count / 2;
        // By hand, with 6 unlike ions at R, 8 at sqrt(3) R and 24 at sqrt(5) R.
        double repulsion = new[] { (6, 1.0), (8, 3.0), (24, 5.0) }
            .Sum(shell => shell.Item1 * Repulsion * Math.Exp(-Math.Sqrt(shell.Item2) * Neighbour / Rho));
        double energy = repulsion - (1.747564594633 * PhysicalConstants.Coulomb / Neighbour);
        (e.Energy / pairs).ShouldBe(energy, 1e-5);
        // No pressure, to what the mesh leaves; the repulsion beyond the cutoff is 1106 exp(-8.4/0.321) = 5e-9 eV.
        Math.Abs(e.Stress!.Value.Trace).ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void TotalEnergyDoesNotDrift()
    {
        Structure crystal = IonicSystems.Rocksalt(2);
        SimulationState state = Evaluation.StateOf(crystal);
        MaxwellBoltzmann.Assign(state.Atoms, 600.0, 5, exact: true);
        using var workers = new WorkerPool(1);
        var forces = new ForceLoop(Potential(1e-4, 6.0), state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        Probe total = Probe.Total(2, from: 100);
        new SimulationLoop(state, forces, workers, [total])
            .Run([new SimulationStage("nve", 1100, 1.0, new VelocityVerlet())]);
        List<double> e = total.Values;
        double drift = (e.Skip(e.Count / 2).Average() - e.Take(e.Count / 2).Average()) / crystal.Count / 0.5;
        double spread = Math.Sqrt(e.Select(x => (x - e.Average()) * (x - e.Average())).Average()) / crystal.Count;
        output.WriteLine($"drift {drift:e2} eV/atom/ps, spread {spread:e2} eV/atom");
        forces.Statistics.Rebuilds.ShouldBeGreaterThan(2);
        // Steps of 1 fs at vibrations of up to 8 THz: (omega dt)^2/24 of the thermal energy of 0.08 eV an atom is 1e-5. What the
        // pair sum leaves at its cutoff jumps as ions cross it: 1e-4 of 14 eV/Angstrom at most, at random.
        spread.ShouldBeLessThan(1e-4);
        Math.Abs(drift).ShouldBeLessThan(1e-4);
    }

    private static SumPotential Potential(double error, double cutoff) => new(
    [
        new CoulombSpmePotential(IonicSystems.Salt, IonicSystems.SaltCharges, cutoff, error),
        new BuckinghamFactory().Create((object)new BuckinghamOptions
        {
            Cutoff = cutoff,
            Pairs =
            [
                new BuckinghamPairOptions { Elements = ["Na", "Cl"], A = Repulsion, Rho = Rho },
                new BuckinghamPairOptions { Elements = ["Na", "Na"], A = 0.0, Rho = Rho },
                new BuckinghamPairOptions { Elements = ["Cl", "Cl"], A = 0.0, Rho = Rho },
            ],
        }),
    ]);
}
