using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Potentials.Eam;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Eam;

/// <summary>Properties of metals against published figures.</summary>
public sealed class EamPhysicsTests(ITestOutputHelper output)
{
    /// <summary>
    /// Copper, EAM1 of Y. Mishin et al., Phys. Rev. B 63, 224106 (2001), table III. The figures have three to four digits;
    /// the tables of the file are LAMMPS's.
    /// </summary>
    [SkippableFact]
    public void CopperOfMishinHasItsPublishedProperties()
    {
        var potential = new EamPotential(EamReader.Read([LammpsReference.TableFile("Eam", "Cu_mishin1.eam.alloy")]));
        Properties p = Measure(potential, "Cu", 3.615);
        p.LatticeConstant.ShouldBe(3.615, 0.001);
        p.Cohesive.ShouldBe(-3.54, 0.005);
        p.Bulk.ShouldBe(138.3, 1.0);
        p.C11.ShouldBe(169.9, 1.0);
        p.C12.ShouldBe(122.6, 1.0);
        p.C44.ShouldBe(76.2, 0.5);
        // Relaxed; 255 atoms leave some meV of the strain about a vacancy that a crystal without end has not.
        Vacancy(potential, p, "Cu").ShouldBe(1.272, 0.01);
    }

    /// <summary>
    /// Shipped metals: the lattice constant is sqrt(2) r_e (2 r_e/sqrt(3) for bcc) and the cohesive energy what the paper
    /// fitted; elastic constants are those of experiment at room temperature within 12 per cent: the paper fits their
    /// averages, the bulk modulus and one shear modulus.
    /// </summary>
    [Theory]
    [InlineData("Cu-EAM-Zhou", "Cu", 3.615, -3.54, 137.0, 168.4, 121.4, 75.4)]
    [InlineData("AlCu-EAM-Zhou", "Al", 4.050, -3.58, 79.0, 114.0, 61.9, 31.6)]
    public void ShippedMetalsHaveTheirFittedProperties(
        string model, string element, double a, double energy, double bulk, double c11, double c12, double c44)
    {
        Properties p = Measure(PotentialText.Read(EamSystems.Shipped(model)), element, a);
        p.LatticeConstant.ShouldBe(a, 0.005);
        p.Cohesive.ShouldBe(energy, 0.03);
        p.Bulk.ShouldBe(bulk, 0.05 * bulk);
        p.C11.ShouldBe(c11, 0.12 * c11);
        p.C12.ShouldBe(c12, 0.12 * c12);
        p.C44.ShouldBe(c44, 0.12 * c44);
    }

    private Properties Measure(IPotential potential, string element, double guess)
    {
        double low = 0.95 * guess, high = 1.05 * guess;
        while (high - low > 1e-7)
        {
            double middle = 0.5 * (low + high);
            // Under tension the crystal is too large.
            (low, high) = Stress(potential, element, middle, Matrix3.Identity).Trace > 0.0 ? (low, middle) : (middle, high);
        }

        double a = 0.5 * (low + high);
        const double strain = 1e-4;
        Matrix3 Difference(Matrix3 direction) =>
            (PhysicalConstants.GigapascalPerPressure / (2.0 * strain)) * (Stress(potential, element, a, Matrix3.Identity + (strain * direction))
                - Stress(potential, element, a, Matrix3.Identity + (-strain * direction)));
        Matrix3 stretched = Difference(new Matrix3(1, 0, 0, 0, 0, 0, 0, 0, 0));
        // Half the strain in either place: an engineering shear of one.
        Matrix3 sheared = Difference(new Matrix3(0, 0.5, 0, 0.5, 0, 0, 0, 0, 0));
        Structure cell = EamSystems.Fcc(1, a, element);
        var p = new Properties(
            a, Evaluation.Of(potential, cell).Energy / cell.Count, (stretched.XX + (2.0 * stretched.YY)) / 3.0,
            stretched.XX, stretched.YY, sheared.XY);
        output.WriteLine(FormattableString.Invariant(
            $"a {p.LatticeConstant:f4} A, E {p.Cohesive:f4} eV, B {p.Bulk:f1}, C11 {p.C11:f1}, C12 {p.C12:f1}, C44 {p.C44:f1} GPa"));
        return p;
    }

    private static Matrix3 Stress(IPotential potential, string element, double a, Matrix3 deformation)
    {
        Structure cell = EamSystems.Fcc(1, a, element);
        var deformed = new SimulationCell(cell.Cell.Vectors * deformation, true, true, true);
        Structure s = Transform.With(cell, deformed, [.. cell.Positions.Select(r => deformed.ToCartesian(cell.Cell.ToFractional(r)))]);
        return Evaluation.Of(potential, s, needs: ForceNeeds.Energy | ForceNeeds.Virial).Stress!.Value;
    }

    /// <summary>Formation energy of a vacancy, the atoms about it at rest.</summary>
    private double Vacancy(IPotential potential, Properties p, string element)
    {
        Structure crystal = EamSystems.Fcc(4, p.LatticeConstant, element);
        var holed = new Structure(crystal.Cell, [.. crystal.Elements.Skip(1)], [.. crystal.Positions.Skip(1)]);
        SimulationState state = Evaluation.StateOf(holed);
        using var workers = new WorkerPool(1);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = 1.0 });
        double largest = double.MaxValue;
        // Downhill by a fixed step: bonds are less stiff than 50 eV/Angstrom^2.
        for (int step = 0; step < 400 && largest > 1e-4; step++)
        {
            loop.UpdateNeighbors(state);
            loop.Compute(state, ForceNeeds.Energy);
            largest = 0.0;
            AtomState atoms = state.Atoms;
            for (int i = 0; i < atoms.Owned; i++)
            {
                var f = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]);
                largest = Math.Max(largest, f.Length);
                atoms.X[i] += 0.04 * f.X;
                atoms.Y[i] += 0.04 * f.Y;
                atoms.Z[i] += 0.04 * f.Z;
            }
        }

        largest.ShouldBeLessThan(1e-4);
        double energy = state.Forces.Energy - (holed.Count * p.Cohesive);
        output.WriteLine(FormattableString.Invariant($"vacancy {energy:f4} eV"));
        return energy;
    }

    private sealed record Properties(double LatticeConstant, double Cohesive, double Bulk, double C11, double C12, double C44);
}
