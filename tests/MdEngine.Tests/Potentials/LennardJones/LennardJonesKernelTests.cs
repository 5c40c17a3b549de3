using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.LennardJones;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>Each kernel, of each width, against the plain double loop.</summary>
public sealed class LennardJonesKernelTests(ITestOutputHelper output)
{
    private static readonly (LennardJonesTruncation Shift, LennardJonesMixing Mixing, int Elements, bool[] Periodic)[] Variants =
    [
        (LennardJonesTruncation.None, LennardJonesMixing.None, 1, [true, true, true]),
        (LennardJonesTruncation.Energy, LennardJonesMixing.LorentzBerthelot, 2, [true, true, true]),
        (LennardJonesTruncation.Force, LennardJonesMixing.Geometric, 5, [true, true, true]),
        (LennardJonesTruncation.Force, LennardJonesMixing.None, 1, [false, false, false]),
        (LennardJonesTruncation.None, LennardJonesMixing.LorentzBerthelot, 17, [true, true, false]),
        (LennardJonesTruncation.Force, LennardJonesMixing.None, 9, [false, true, true]),
    ];

    /// <summary>Around each multiple of the widths, of a segment and of its double: padding edges.</summary>
    public static TheoryData<int> Sizes => [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 66, 95, 97, 128, 129, 500];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void KernelsGiveWhatThePlainDoubleLoopGives(int atoms)
    {
        var worst = new Dictionary<string, double>();
        for (int v = 0; v < Variants.Length; v++)
        {
            (LennardJonesTruncation shift, LennardJonesMixing mixing, int elements, bool[] periodic) = Variants[v];
            LennardJonesOptions options = LennardJonesSystems.Mixture(elements, 7.5, shift, mixing);
            (Structure structure, PlainLennardJones expected) = System(options, atoms, elements, periodic, (ulong)(100 * atoms));
            foreach ((string name, Precision precision, int width) in LennardJonesSystems.Kernels)
            {
                // Rounding of one operation times some hundred neighbours and the steepness (14) of the law; in single
                // precision also that of positions, 1e-6 of a distance.
                double allowed = precision == Precision.Double ? 2e-13 : 3e-5;
                LennardJonesPotential potential = LennardJonesSystems.Potential(options, precision, width);
                foreach (ForceNeeds needs in new[] { ForceNeeds.Energy | ForceNeeds.Virial, Evaluation.All })
                {
                    double error = Error(Evaluation.Of(potential, structure, needs: needs), expected);
                    worst[name] = Math.Max(error, worst.GetValueOrDefault(name));
                    error.ShouldBeLessThan(allowed, $"{name}, {atoms} atoms, variant {v}, needs {needs}");
                }
            }
        }

        output.WriteLine($"{atoms} atoms: " + string.Join(", ", worst.Select(w => $"{w.Key} {w.Value:e1}")));
    }

    [Fact]
    public void AWireOfOneAtomAtTheOriginFeelsItsImagesOnly()
    {
        // Padding beside the only atom and padding beside its ghosts must not act on each other.
        var cell = new SimulationCell(new Matrix3(3.7, 0, 0, 0, 20, 0, 0, 0, 20), true, false, false);
        LennardJonesOptions options = LennardJonesSystems.Argon(5.5, LennardJonesTruncation.None);
        foreach (Double3 place in new[] { Double3.Zero, new Double3(1.2, 0.3, 0.3), new Double3(0, 3, 0) })
        {
            var structure = new Structure(cell, [PeriodicTable.Get("Ar")], [place]);
            double expected = PlainLennardJones.Of(options, structure).Energy;
            foreach ((string name, Precision precision, int width) in LennardJonesSystems.Kernels)
            {
                LennardJonesPotential potential = LennardJonesSystems.Potential(options, precision, width);
                Evaluation.Of(potential, structure, needs: ForceNeeds.Energy).Energy.ShouldBe(expected, 1e-6 * Math.Abs(expected), name);
            }
        }
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e5)]
    [InlineData(1e7)]
    public void MixedPrecisionLosesNoDigitsInADiluteGas(double side)
    {
        // 500 pairs of atoms, a block of 128 atoms as wide as the box: coordinates in single precision would be off by up
        // to a fourteen-millionth of the width.
        Double3[] middles = [.. Enumerable.Range(0, 500).Select(k => 0.5 * side * Transform.Cube(3, k))];
        Double3[] positions = [.. middles.Concat(middles.Select((r, k) => r + new Double3(3.6, 0.0, 0.0) + (0.2 * Transform.Cube(4, k))))];
        var structure = new Structure(
            SimulationCell.Orthorhombic(side, side, side), [.. positions.Select(_ => PeriodicTable.Get("Ar"))], positions);
        Evaluation[] e = [.. new[] { Precision.Double, Precision.Mixed }.Select(
            precision => Evaluation.Of(LennardJonesSystems.Potential(LennardJonesSystems.Argon(), precision), structure))];
        double largest = e[0].Forces.Max(f => f.Length);
        double error = e[0].Forces.Zip(e[1].Forces, (a, b) => (a - b).Length).Max() / largest;
        output.WriteLine($"box of {side:e0} Angstrom: forces differ by {error:e1} of the largest");
        error.ShouldBeLessThan(3e-5);
        e[1].Energy.ShouldBe(e[0].Energy, 1e-6 * Math.Abs(e[0].Energy));
    }

    /// <summary>Largest difference of energies, forces and virials, each relative to the sum of the sizes of its terms.</summary>
    private static double Error(Evaluation found, PlainLennardJones expected)
    {
        double energy = Math.Max(1e-6, expected.AtomEnergies.Sum(Math.Abs));
        double force = Math.Max(1e-3, expected.Forces.Max(f => f.Length));
        double virial = Math.Max(energy, Largest(expected.Virial));
        double error = Math.Max(
            Math.Abs(found.Energy - expected.Energy) / energy, Largest(found.Virial!.Value - expected.Virial) / virial);
        for (int i = 0; i < found.Forces.Length; i++)
        {
            error = Math.Max(error, (found.Forces[i] - expected.Forces[i]).Length / force);
        }

        for (int i = 0; i < found.AtomEnergies.Length; i++)
        {
            error = Math.Max(error, Math.Abs(found.AtomEnergies[i] - expected.AtomEnergies[i]) / energy);
        }

        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    /// <summary>A system with no pair so close to the cutoff that single precision may put it on either side.</summary>
    private static (Structure Structure, PlainLennardJones Expected) System(
        LennardJonesOptions options, int atoms, int elements, bool[] periodic, ulong seed)
    {
        while (true)
        {
            Structure structure = LennardJonesSystems.Random(
                atoms, Math.Min(elements, atoms), seed++, periodic[0], periodic[1], periodic[2]);
            PlainLennardJones expected = PlainLennardJones.Of(options, structure);
            if (expected.Gap > 1e-5)
            {
                return (structure, expected);
            }
        }
    }

    private static double Largest(Matrix3 m) =>
        new[] { m.XX, m.XY, m.XZ, m.YX, m.YY, m.YZ, m.ZX, m.ZY, m.ZZ }.Max(Math.Abs);
}
