using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Potentials.Coulomb;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Coulomb;

public sealed class CoulombSpmeTests(ITestOutputHelper output)
{
    private const ForceNeeds Needs = ForceNeeds.Energy | ForceNeeds.Virial | ForceNeeds.AtomEnergies;

    [Fact]
    public void MadelungConstantOfRocksalt()
    {
        // E per ion pair = -M k / d with d the distance of neighbours; M as tabulated (and in the issue of 12 digits).
        const double madelung = 1.747564594633, a = 5.64;
        Structure salt = IonicSystems.Rocksalt(1, a);
        var exact = new EwaldSum(salt, IonicSystems.ChargesOf(salt));
        (-exact.Energy / 4.0 * (a / 2.0) / PhysicalConstants.Coulomb).ShouldBe(madelung, 2e-12);
        // Mesh sums converge to it as far as they are asked to.
        SimulationState state = Evaluate(Potential(1e-11, 8, 10.0), salt, 1);
        (-state.Forces.Energy / 4.0 * (a / 2.0) / PhysicalConstants.Coulomb).ShouldBe(madelung, 1e-9);
    }

    [Theory]
    [InlineData(1e-3, 4, "cube")]
    [InlineData(1e-4, 5, "triclinic")]
    [InlineData(1e-4, 6, "cube")]
    [InlineData(1e-5, 6, "slab")]
    [InlineData(1e-6, 7, "triclinic")]
    [InlineData(1e-8, 8, "cube")]
    public void ForcesAreAsAccurateAsAskedFor(double error, int order, string shape)
    {
        SimulationCell cell = shape switch
        {
            "triclinic" => IonicSystems.Triclinic(16.0),
            "slab" => SimulationCell.Orthorhombic(9.0, 13.0, 37.0),
            _ => SimulationCell.Orthorhombic(16.0, 16.0, 16.0),
        };
        Structure ions = IonicSystems.Random(200, cell, 7);
        var exact = new EwaldSum(ions, IonicSystems.ChargesOf(ions));
        double rms = Rms(Evaluate(Potential(error, order, 7.0), ions, 2), exact, out double energy, out double virial);
        output.WriteLine($"asked {error:e1}, rms error {rms:e2}, energy {energy:e2}, virial {virial:e2} relative");
        rms.ShouldBeLessThan(error);
        // Energies are of second order in what forces are of first, but their errors do not average out.
        energy.ShouldBeLessThan(3 * error);
        // The virial is a derivative by the size of the cell, with the mesh: some orders p of the spline times worse.
        virial.ShouldBeLessThan(30 * error);
    }

    [Theory]
    [InlineData(1e-3, "cube")]
    [InlineData(1e-4, "slab")]
    [InlineData(1e-6, "triclinic")]
    public void SoAreTheyWithSplinesOfItsOwnChoice(double error, string shape)
    {
        SimulationCell cell = shape switch
        {
            "triclinic" => IonicSystems.Triclinic(16.0),
            "slab" => SimulationCell.Orthorhombic(9.0, 13.0, 37.0),
            _ => SimulationCell.Orthorhombic(16.0, 16.0, 16.0),
        };
        Structure ions = IonicSystems.Random(200, cell, 8);
        var exact = new EwaldSum(ions, IonicSystems.ChargesOf(ions));
        var potential = new CoulombSpmePotential(IonicSystems.Salt, IonicSystems.SaltCharges, 7.0, error);
        double rms = Rms(Evaluate(potential, ions, 2), exact, out _, out _);
        output.WriteLine($"asked {error:e1}, rms error {rms:e2}");
        rms.ShouldBeLessThan(error);
        // Nor finer than it need be: mesh sizes are few in so small a cell, and with a power of the size goes the error.
        rms.ShouldBeGreaterThan(0.01 * error);
    }

    [Fact]
    public void ForcesAndVirialAreDerivativesOfTheEnergy()
    {
        // Of the energy on the mesh, whatever its accuracy: to what finite differences of 1e-4 Angstrom leave.
        Structure ions = IonicSystems.Random(60, IonicSystems.Triclinic(12.0), 5);
        CoulombSpmePotential potential = Potential(1e-3, 5, 5.0);
        SimulationState at = Evaluate(potential, ions, 1);
        const double h = 1e-4;
        foreach (int atom in new[] { 0, 17, 59 })
        {
            for (int axis = 0; axis < 3; axis++)
            {
                Double3 step = axis switch { 0 => new(h, 0, 0), 1 => new(0, h, 0), _ => new(0, 0, h) };
                double slope = (Energy(Moved(step)) - Energy(Moved(-1.0 * step))) / (2.0 * h);
                int i = at.Atoms.Id.IndexOf(atom);
                double force = axis switch { 0 => at.Atoms.Fx[i], 1 => at.Atoms.Fy[i], _ => at.Atoms.Fz[i] };
                force.ShouldBe(-slope, 2e-7);

                Structure Moved(Double3 by) => Transform.With(
                    ions, ions.Cell, [.. ions.Positions.Select((r, k) => k == atom ? r + by : r)]);
            }
        }

        for (int k = 0; k < 9; k++)
        {
            // Small enough that the mesh stays the same.
            double e = 1e-6;
            Matrix3 strain = Unit(k, e);
            double slope = (Energy(Transform.Strained(ions, strain)) - Energy(Transform.Strained(ions, -1.0 * strain))) / (2.0 * e);
            at.Forces.Virial[k / 3, k % 3].ShouldBe(-slope, 1e-5);
        }

        double Energy(Structure s) => Evaluate(potential, s, 1).Forces.Energy;
    }

    [Fact]
    public void EnergiesOfAtomsAddUpAndAgreeWithTheExactOnes()
    {
        Structure ions = IonicSystems.Random(100, IonicSystems.Triclinic(13.0), 6);
        var exact = new EwaldSum(ions, IonicSystems.ChargesOf(ions));
        SimulationState state = Evaluate(Potential(1e-7, 8, 7.0), ions, 1);
        state.Forces.AtomEnergies.ToArray().Sum().ShouldBe(state.Forces.Energy, 1e-10);
        for (int i = 0; i < ions.Count; i++)
        {
            state.Forces.AtomEnergies[i].ShouldBe(exact.AtomEnergies[state.Atoms.Id[i]], 1e-4);
        }
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        Structure ions = IonicSystems.Rocksalt(6, noise: 0.2);
        SimulationState[] all = [.. new[] { 1, 2, 5 }.Select(threads => Evaluate(Potential(1e-4, 6, 9.0), ions, threads))];
        foreach (SimulationState other in all.Skip(1))
        {
            other.Forces.Energy.ShouldBe(all[0].Forces.Energy);
            other.Forces.Virial.ShouldBe(all[0].Forces.Virial);
            other.Atoms.Fx.ToArray().ShouldBe(all[0].Atoms.Fx.ToArray());
            other.Atoms.Fz.ToArray().ShouldBe(all[0].Atoms.Fz.ToArray());
            other.Forces.AtomEnergies.ToArray().ShouldBe(all[0].Forces.AtomEnergies.ToArray());
        }
    }

    [Fact]
    public void WhatHasNoSuchSumIsRefused()
    {
        Structure salt = IonicSystems.Rocksalt(1);
        Structure open = Transform.With(salt, new SimulationCell(salt.Cell.Vectors, true, true, false), [.. salt.Positions]);
        Should.Throw<InputException>(() => Evaluate(Potential(1e-4, 6, 5.0), open, 1)).Message.ShouldContain("periodic along all three");
        var charged = new CoulombSpmePotential(IonicSystems.Salt, [1.0, -0.9], 5.0);
        Should.Throw<InputException>(() => Evaluate(charged, salt, 1)).Message.ShouldContain("net charge of 0.4 e");
        var bare = new CoulombSpmePotential(IonicSystems.Salt, null, 5.0);
        Should.Throw<InputException>(() => Evaluate(bare, salt, 1)).Message.ShouldContain("charges_e");
        Should.Throw<InputException>(() => new CoulombSpmePotential(IonicSystems.Salt, [1.0], 5.0))
            .Message.ShouldContain("1 numbers for 2 elements");
    }

    [Fact]
    public void ChargesOfTheStructureCount()
    {
        Structure salt = IonicSystems.Rocksalt(1, noise: 0.1);
        double[] charges = IonicSystems.ChargesOf(salt);
        var own = new Structure(salt.Cell, [.. salt.Elements], [.. salt.Positions]) { Charges = charges };
        double expected = Evaluate(Potential(1e-6, 6, 7.0), salt, 1).Forces.Energy;
        // Three times the relative error asked for, of 36 eV; the two split the sum differently.
        Evaluate(new CoulombSpmePotential(IonicSystems.Salt, null, 7.0, 1e-6), own, 1).Forces.Energy
            .ShouldBe(expected, 1e-4);
    }

    private static CoulombSpmePotential Potential(double error, int order, double cutoff) =>
        new(IonicSystems.Salt, IonicSystems.SaltCharges, cutoff, error, order);

    private static SimulationState Evaluate(IPotential potential, Structure structure, int threads)
    {
        SimulationState state = Evaluation.StateOf(structure);
        using var workers = new WorkerPool(threads);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        loop.UpdateNeighbors(state);
        loop.Compute(state, Needs);
        return state;
    }

    private static double Rms(SimulationState state, EwaldSum exact, out double energy, out double virial)
    {
        double sum = 0.0;
        AtomState atoms = state.Atoms;
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 d = new Double3(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i]) - exact.Forces[atoms.Id[i]];
            sum += Double3.Dot(d, d);
        }

        energy = Math.Abs((state.Forces.Energy / exact.Energy) - 1.0);
        virial = Math.Abs((state.Forces.Virial.Trace / exact.Virial.Trace) - 1.0);
        return Math.Sqrt(sum / atoms.Owned) / PhysicalConstants.Coulomb;
    }

    private static Matrix3 Unit(int k, double value)
    {
        double[] m = new double[9];
        m[k] = value;
        return new Matrix3(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]);
    }
}
