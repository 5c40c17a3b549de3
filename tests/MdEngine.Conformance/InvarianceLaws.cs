using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Descriptions of the same system give the same energy, forces and virial.</summary>
internal static class InvarianceLaws
{
    public static void Translation(IPotential potential, Structure structure, ConformanceOptions options)
    {
        (Structure start, Evaluation reference) = Start(potential, structure, options);
        Structure moved = Transform.Translated(start, new Double3(13.37, -41.9, 7.771));
        new Comparison("translation", options).Same(Of(potential, moved, options), reference);
    }

    public static void Rotation(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("rotation", options);
        (Structure start, Evaluation reference) = Start(potential, structure, options);
        Matrix3 turn = Transform.RandomRotation(options.Seed);
        Evaluation found = Of(potential, Transform.Rotated(start, turn), options);
        double t = options.SymmetryTolerance;
        compare.Number("the energy", found.Energy, reference.Energy, t * Comparison.EnergyScale(reference));
        compare.Forces(found, [.. reference.Forces.Select(f => f * turn)], t * compare.ForceScale(reference));
        compare.Matrix(
            "the virial",
            found.Virial!.Value,
            turn.Transpose() * reference.Virial!.Value * turn,
            t * Comparison.VirialScale(reference));
    }

    public static void Permutation(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("permutation", options);
        (Structure start, Evaluation reference) = Start(potential, structure, options);
        int[] order = Transform.RandomOrder(start.Count, options.Seed);
        Evaluation found = Of(potential, Transform.Permuted(start, order), options);
        double t = options.SymmetryTolerance;
        compare.Number("the energy", found.Energy, reference.Energy, t * Comparison.EnergyScale(reference));
        compare.Forces(found, [.. order.Select(k => reference.Forces[k])], t * compare.ForceScale(reference));
    }

    public static void LatticeShift(IPotential potential, Structure structure, ConformanceOptions options)
    {
        (Structure start, Evaluation reference) = Start(potential, structure, options);
        SimulationCell cell = start.Cell;
        Double3[] shifted = [.. start.Positions.Select((r, i) =>
        {
            // Whole numbers from -2 to 2 along the periodic axes.
            Double3 k = 2.5 * Transform.Cube(options.Seed + 100, i);
            return r + cell.ToCartesian(new Double3(
                cell.PeriodicA ? Math.Round(k.X) : 0.0,
                cell.PeriodicB ? Math.Round(k.Y) : 0.0,
                cell.PeriodicC ? Math.Round(k.Z) : 0.0));
        })];
        new Comparison("lattice-shift", options).Same(
            Of(potential, Transform.With(start, cell, shifted), options), reference);
    }

    public static void Replication(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("replication", options);
        (Structure start, Evaluation reference) = Start(
            potential, Surroundings.Periodic(potential, structure), options);
        const int copies = 6;
        Evaluation found = Of(potential, Transform.Replicated(start, 2, 1, 3), options);
        Supercell(compare, found, reference, copies, options);
    }

    public static void OtherCell(IPotential potential, Structure structure, ConformanceOptions options)
    {
        (Structure start, Evaluation reference) = Start(
            potential, Surroundings.Periodic(potential, structure), options);
        var compare = new Comparison("other-cell", options);
        compare.Same(Of(potential, Transform.Recelled(start, new Matrix3(1, 1, 0, 0, 1, -1, 0, 0, 1)), options), reference);
        compare.Same(Of(potential, Transform.Recelled(start, new Matrix3(1, 0, 0, -1, 1, 0, 2, 1, 1)), options), reference);
    }

    public static void ThinCell(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("thin-cell", options);
        Element[] elements = [.. structure.Elements.Distinct()];
        double spacing = Surroundings.NearestDistance(potential, structure);
        // One atom alone (forces vanish by symmetry), then a basis of at least two (they do not).
        Element[][] bases = [[.. elements.Take(1)], elements.Length > 1 ? elements : [.. elements, .. elements]];
        foreach (Element[] basis in bases.Where(b => b.Length > 0))
        {
            Structure thin = Surroundings.ThinCrystal(basis, spacing);
            int[] copies = [.. Enumerable.Range(0, 3).Select(
                axis => 1 + (int)Math.Ceiling(2.0 * potential.Cutoff / thin.Cell.Height(axis)))];
            Evaluation reference = Of(potential, thin, options);
            Evaluation found = Of(potential, Transform.Replicated(thin, copies[0], copies[1], copies[2]), options);
            Supercell(compare, found, reference, copies[0] * copies[1] * copies[2], options);
        }
    }

    private static void Supercell(
        Comparison compare, Evaluation found, Evaluation reference, int copies, ConformanceOptions options)
    {
        double t = options.SymmetryTolerance;
        compare.Number(
            "the energy of the supercell",
            found.Energy,
            copies * reference.Energy,
            t * copies * Comparison.EnergyScale(reference));
        compare.Matrix(
            "the virial of the supercell",
            found.Virial!.Value,
            copies * reference.Virial!.Value,
            t * copies * Comparison.VirialScale(reference));
        Double3[] forces = [.. Enumerable.Repeat(reference.Forces, copies).SelectMany(f => f)];
        compare.Forces(found, forces, t * compare.ForceScale(reference));
    }

    private static (Structure Structure, Evaluation Reference) Start(
        IPotential potential, Structure structure, ConformanceOptions options)
    {
        Structure start = Transform.Rattled(structure, options.Rattle, options.Seed);
        return (start, Of(potential, start, options));
    }

    private static Evaluation Of(IPotential potential, Structure structure, ConformanceOptions options) =>
        Evaluation.Of(potential, structure, skin: options.Skin);
}
