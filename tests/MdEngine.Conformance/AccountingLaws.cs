using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;

namespace MdEngine.Conformance;

/// <summary>Sums add up, and how a result is asked for does not change it.</summary>
internal static class AccountingLaws
{
    public static void AtomSums(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("atom-sums", options);
        Evaluation e = Start(potential, structure, options, out _);
        double t = options.SymmetryTolerance;
        double tail = Math.Abs(e.Tail.Energy) + Math.Abs(e.Tail.VirialTrace);
        compare.Number(
            "the sum of the atoms' energies", e.AtomEnergies.Sum(), e.PairEnergy, t * (Comparison.EnergyScale(e) + tail));
        compare.Matrix(
            "the sum of the atoms' virials",
            e.AtomVirials.Aggregate(Matrix3.Zero, (sum, w) => sum + w),
            e.PairVirial,
            t * (Comparison.VirialScale(e) + tail));
    }

    public static void Momentum(IPotential potential, Structure structure, ConformanceOptions options)
    {
        Evaluation e = Start(potential, structure, options, out _);
        Double3 sum = e.Forces.Aggregate(Double3.Zero, (s, f) => s + f);
        double size = e.Forces.Sum(f => f.Length) + options.ForceFloor;
        new Comparison("momentum", options).Vector(
            "the sum of all forces", sum, Double3.Zero, options.SymmetryTolerance * size);
    }

    public static void InputUntouched(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("input", options);
        Structure start = Transform.Rattled(structure, options.Rattle, options.Seed);
        using var workers = new WorkerPool(2);
        SimulationState state = Evaluation.StateOf(start);
        AtomState atoms = state.Atoms;
        var loop = new ForceLoop(potential, atoms.Species, workers, new NeighborPolicy { Skin = options.Skin });
        loop.UpdateNeighbors(state);
        double[] before = Inputs(atoms);
        int[] types = atoms.Type.ToArray();
        loop.Compute(state, Evaluation.All);
        double[] first = Comparison.Flat(Evaluation.Of(state, potential).Forces);
        compare.Identical("positions and charges after an evaluation", Inputs(atoms), before);
        if (!atoms.Type.SequenceEqual(types))
        {
            throw compare.Broken("types of atoms differ after an evaluation");
        }

        loop.Compute(state, Evaluation.All);
        compare.Identical(
            "forces of a second evaluation", Comparison.Flat(Evaluation.Of(state, potential).Forces), first);
    }

    public static void Threads(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("threads", options);
        Evaluation one = Start(potential, structure, options, out Structure start);
        foreach (int threads in new[] { 2, 8 })
        {
            Evaluation many = Evaluation.Of(potential, start, threads, skin: options.Skin);
            compare.Identical($"forces with {threads} threads", Comparison.Flat(many.Forces), Comparison.Flat(one.Forces));
            compare.Identical($"energy with {threads} threads", [many.Energy], [one.Energy]);
            compare.Identical(
                $"virial with {threads} threads",
                Comparison.Flat([many.Virial!.Value]), Comparison.Flat([one.Virial!.Value]));
            compare.Identical($"energies of atoms with {threads} threads", many.AtomEnergies, one.AtomEnergies);
            compare.Identical(
                $"virials of atoms with {threads} threads",
                Comparison.Flat(many.AtomVirials), Comparison.Flat(one.AtomVirials));
        }
    }

    public static void Needs(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("needs", options);
        Evaluation all = Start(potential, structure, options, out Structure start);
        double t = options.SymmetryTolerance;
        for (ForceNeeds needs = ForceNeeds.None; needs < Evaluation.All; needs++)
        {
            Evaluation e = Evaluation.Of(potential, start, needs: needs, skin: options.Skin);
            compare.Identical($"forces with needs {needs}", Comparison.Flat(e.Forces), Comparison.Flat(all.Forces));
            if (needs.HasFlag(ForceNeeds.Energy))
            {
                compare.Number($"the energy with needs {needs}", e.Energy, all.Energy, t * Comparison.EnergyScale(all));
            }

            if (needs.HasFlag(ForceNeeds.Virial))
            {
                compare.Matrix(
                    $"the virial with needs {needs}",
                    e.Virial!.Value, all.Virial!.Value, t * Comparison.VirialScale(all));
            }

            for (int i = 0; i < e.AtomEnergies.Length; i++)
            {
                compare.Number(
                    $"the energy of atom {i + 1} with needs {needs}",
                    e.AtomEnergies[i], all.AtomEnergies[i], t * Comparison.EnergyScale(all));
            }

            for (int i = 0; i < e.AtomVirials.Length; i++)
            {
                compare.Matrix(
                    $"the virial of atom {i + 1} with needs {needs}",
                    e.AtomVirials[i], all.AtomVirials[i], t * Comparison.VirialScale(all));
            }
        }
    }

    private static double[] Inputs(AtomState atoms) =>
        [.. atoms.X, .. atoms.Y, .. atoms.Z, .. atoms.Charge];

    private static Evaluation Start(
        IPotential potential, Structure structure, ConformanceOptions options, out Structure start)
    {
        start = Transform.Rattled(structure, options.Rattle, options.Seed);
        return Evaluation.Of(potential, start, skin: options.Skin);
    }
}
